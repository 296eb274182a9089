"""/skip skipped where only "rather not say" is offered, and left an answer to a mere text."""

from dialogs.answers import DECLINED
from tests.support.person import Person
from tests.support.small_rounds import small_round

ROUND = small_round(
    {"kind": "info", "id": "read"}, {"kind": "free_text", "id": "word", "required": True}
)


def test_a_required_question_is_declined() -> None:
    person = Person(ROUND)
    person.consent()
    person.command("skip")
    assert person.stored is not None
    assert person.stored.answers == {}
    person.type("skip")
    assert person.stored.answers == {"word": DECLINED}

"""What no longer fits was still held when its question opened again, and could not be let go."""

from dialogs.answers import answered
from tests.support.person import Person
from tests.support.small_rounds import small_round

ROUND = small_round(
    {"kind": "pick_one", "id": "where", "options": ["school", "home"]},
    {
        "kind": "pick_many",
        "id": "what",
        "filter_by": "where",
        "options": [
            {"id": "menu", "belongs_to": ["school"]},
            {"id": "soup", "belongs_to": ["home"]},
        ],
    },
)


def test_a_question_is_asked_afresh_when_its_answer_no_longer_fits() -> None:
    person = Person(ROUND)
    person.consent()
    for words in ("school", "menu", "✔ Done", "✎ 1", "home"):
        person.tap(words)
    assert person.stored is not None
    assert (person.stored.at, person.stored.held) == ("what", ())
    for words in ("soup", "✔ Done", "Send my answers"):
        person.tap(words)
    assert person.kept is not None
    assert person.kept.response.answers["what"] == answered(("soup",))


def test_it_is_there_again_when_the_change_is_taken_back() -> None:
    person = Person(ROUND)
    person.consent()
    for words in ("school", "menu", "✔ Done", "✎ 1", "home", "⬅ Back", "✎ 1", "school"):
        person.tap(words)
    assert person.prompt.heading == "Your answers"
    assert "→ menu" in person.prompt.paragraphs[0]

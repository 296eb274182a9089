"""Another language left a question open that is not asked in it: every tap was refused."""

from tests.support.person import Person
from tests.support.small_rounds import small_round

ROUND = small_round(
    {"kind": "scale", "id": "first", "low": {"en": "a", "mk": "а"}, "high": {"en": "b", "mk": "б"}},
    {"kind": "free_text", "id": "word", "show_if": {"question": "language", "is": "mk"}},
)


def test_the_summary_is_shown_instead() -> None:
    person = Person(ROUND, language="mk")
    person.consent()
    person.tap("2")
    person.command("language")
    person.tap("English")
    assert person.prompt.heading == "Your answers"
    person.tap("Send my answers")
    assert person.kept is not None
    assert set(person.kept.response.answers) == {"first"}

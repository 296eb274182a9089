"""Pages of the summary were measured in letters; Telegram counts an emoji as two."""

from bot.channels.rendering import text_of
from tests.support.person import Person
from tests.support.small_rounds import small_round

ROUND = small_round(
    {"kind": "free_text", "id": "one", "limit": 1500},
    {"kind": "free_text", "id": "two", "limit": 1500},
)


def test_every_page_fits_into_a_message() -> None:
    person = Person(ROUND)
    person.consent()
    person.type("🎈" * 1100)
    person.type("🎈" * 1100)
    assert len(text_of(person.prompt).encode("utf-16-le")) / 2 <= 4096
    person.tap("▶")
    assert "🎈" in text_of(person.prompt)

"""Lists of hundreds of places: in pages, searched by typing, in whatever spelling."""

from msgspec.structs import replace

from dialogs.answers import answered
from dialogs.questions import PickOne
from dialogs.questions.options import Option
from tests.support.person import Person
from tests.support.world import EXAMPLE

NUMBERED = tuple(
    Option(id=f"p{number}", label=dict.fromkeys(EXAMPLE.languages, f"Place {number:03}"))
    for number in range(299)
)
TETOVO = Option(id="tetovo", label={**dict.fromkeys(EXAMPLE.languages, "Tetovë"), "mk": "Тетово"})
PLACES = (*NUMBERED, TETOVO)
ROUND = replace(
    EXAMPLE,
    questions=(
        PickOne(
            id="town",
            places=True,
            text=dict.fromkeys(EXAMPLE.languages, "Where?"),
            options=PLACES,
        ),
        *EXAMPLE.questions,
    ),
)


def at_the_list(language: str = "en") -> Person:
    person = Person(ROUND, language=language)
    person.consent()
    return person


def labels(person: Person) -> list[str]:
    return [choice.text for row in person.prompt.rows for choice in row if choice.move == "o"]


def test_every_place_is_on_exactly_one_page() -> None:
    person = at_the_list()
    seen = labels(person)
    while any(choice.text == "▶" for row in person.prompt.rows for choice in row):
        person.tap("▶")
        seen += labels(person)
    assert seen == [option.label["en"] for option in PLACES]


def test_a_place_on_a_late_page_can_be_chosen() -> None:
    person = at_the_list()
    for _ in range(3):
        person.tap("▶")
    person.tap("◀")
    person.tap("Place 017")
    assert person.stored is not None
    assert person.stored.answers["town"] == answered("p17")


def test_typing_narrows_the_list_and_the_whole_list_comes_back() -> None:
    person = at_the_list()
    person.type("place 29")
    assert labels(person) == [f"Place 29{number}" for number in range(9)]
    person.tap("✖ Show the whole list")
    assert len(labels(person)) == 8


def test_a_name_is_found_in_the_other_script_and_without_diacritics() -> None:
    person = at_the_list("mk")
    person.type("tetovo")
    assert person.stored is not None
    assert person.stored.answers["town"] == answered("tetovo")
    person = at_the_list("sq")
    person.type("tetove")
    assert person.stored is not None
    assert person.stored.answers["town"] == answered("tetovo")


def test_a_name_that_is_not_there_is_said_to_be_missing() -> None:
    person = at_the_list()
    person.type("Atlantis")
    assert person.notice == "Nothing in the list begins like that. Try fewer letters."
    person.type("Atlantis")
    assert person.notice.endswith("You can also go on with “Skip”; that is fine.")


def test_a_command_is_a_command_and_no_search() -> None:
    person = at_the_list()
    person.type("help")
    assert person.prompt.heading == "Somebody to talk to"


def test_a_footnote_stands_where_its_place_is_shown() -> None:
    note = dict.fromkeys(EXAMPLE.languages, "Also known by another name.")
    noted = tuple(replace(option, footnote=note) for option in PLACES)
    question = replace(ROUND.questions[0], options=noted)
    person = Person(replace(ROUND, questions=(question, *EXAMPLE.questions)))
    person.consent()
    person.tap("▶")
    notes = [text for text in person.prompt.paragraphs if "another name" in text]
    assert notes == [f"Place {number:03}: Also known by another name." for number in range(8, 16)]

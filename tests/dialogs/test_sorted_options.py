"""`sort: alphabet`: the reader's alphabet orders a list, and a round without it stays as it was."""

import msgspec
from msgspec.structs import replace

from dialogs.questions import PickOne
from dialogs.questions.options import Option, Sort
from dialogs.round import Round, canonical
from dialogs.version import version_of
from tests.support.person import Person
from tests.support.world import EXAMPLE

NAMES = {
    "shkoder": {"en": "Shkodër", "mk": "Скадар"},
    "cerrik": {"en": "Cërrik", "mk": "Церик"},
    "corovode": {"en": "Çorovodë", "mk": "Чоровода"},
    "sarande": {"en": "Sarandë", "mk": "Саранда"},
}
TOWN = PickOne(
    id="town",
    text=dict.fromkeys(EXAMPLE.languages, "Where?"),
    options=tuple(
        Option(id=name, label={tag: label.get(tag, label["en"]) for tag in EXAMPLE.languages})
        for name, label in NAMES.items()
    ),
    sort=Sort.ALPHABET,
)
SORTED = replace(EXAMPLE, questions=(TOWN, *EXAMPLE.questions))


def test_each_reader_sees_their_own_alphabet() -> None:
    assert _labels("en") == ["Cërrik", "Çorovodë", "Sarandë", "Shkodër"]
    assert _labels("sq") == ["Cërrik", "Çorovodë", "Sarandë", "Shkodër"]
    assert _labels("mk") == ["Саранда", "Скадар", "Церик", "Чоровода"]


def test_in_albanian_sh_is_a_letter_of_its_own() -> None:
    far = replace(TOWN.options[0], id="suke", label=dict.fromkeys(EXAMPLE.languages, "Sukë"))
    town = replace(TOWN, options=(*TOWN.options, far))
    round_ = replace(EXAMPLE, questions=(town, *EXAMPLE.questions))
    assert _labels("sq", round_)[-2:] == ["Sukë", "Shkodër"]
    assert _labels("en", round_)[-2:] == ["Shkodër", "Sukë"]


def test_tables_and_briefs_keep_the_order_of_the_file() -> None:
    assert [level.id for level in TOWN.levels()] == list(NAMES)


def test_a_round_that_sorts_nothing_has_the_bytes_it_had_before_there_was_sorting() -> None:
    assert b'"sort"' not in canonical(EXAMPLE)
    unsorted = replace(SORTED, questions=(replace(TOWN, sort=msgspec.UNSET), *EXAMPLE.questions))
    assert version_of(unsorted) != version_of(SORTED)


def test_a_stored_round_is_read_back() -> None:
    for round_ in (EXAMPLE, SORTED):
        again = msgspec.json.decode(canonical(round_), type=Round)
        assert canonical(again) == canonical(round_)


def _labels(language: str, round_: Round = SORTED) -> list[str]:
    person = Person(round_, language=language)
    person.consent()
    return [choice.text for row in person.prompt.rows for choice in row if choice.move == "o"]

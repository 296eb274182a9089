"""What can be seen of a bot before anybody writes: short enough, and nothing of what is asked."""

import pytest
from msgspec.structs import replace

from dialogs.languages import OWN_NAMES
from dialogs.round import Review, Round
from dialogs.self_introduction import (
    LONGEST_ABOUT,
    LONGEST_DESCRIPTION,
    LONGEST_NAME,
    Introduction,
    introductions,
)
from tests.support.person import Person
from tests.support.world import EVERYTHING, EXAMPLE, TEXTS

LONGEST_COMMAND = 256
"""Characters of what a command does. Source: Bot API, BotCommand."""


def _called(label: str) -> Round:
    languages = dict.fromkeys(OWN_NAMES, Review.DRAFTED)
    return replace(EXAMPLE, languages=languages, public_label=dict.fromkeys(OWN_NAMES, label))


def _all_of(one: Introduction) -> str:
    does = (command.does for command in one.commands)
    return "\n".join((one.name, one.description, one.about, *does))


@pytest.mark.parametrize("label", ["Our evenings", "The evenings of our town " * 40, "x" * 600])
def test_everything_fits_in_every_language(label: str) -> None:
    for one in introductions([_called(label)], TEXTS).values():
        assert 0 < len(one.name) <= LONGEST_NAME
        assert 0 < len(one.about) <= LONGEST_ABOUT
        assert 0 < len(one.description) <= LONGEST_DESCRIPTION
        assert all(0 < len(each.does) <= LONGEST_COMMAND for each in one.commands)


def test_a_usual_label_leaves_room_for_every_sentence() -> None:
    for tag, one in introductions([_called("Our evenings")], TEXTS).items():
        seen = "👀 Telegram, and anybody who holds your unlocked phone, can see this chat."
        assert one.description.endswith(TEXTS.speaker(tag)(seen))


def test_several_rounds_stand_side_by_side_where_they_are_asked() -> None:
    english = replace(
        _called("Buses"), languages={"en": Review.DRAFTED}, public_label={"en": "Buses"}
    )
    shown = introductions([_called("Parks"), english, _called("Clubs " * 12)], TEXTS)
    assert shown["en"].name == "Parks · Buses"
    assert shown["sq"].name == "Parks"
    assert shown["en"].description.startswith("Parks\nBuses\nClubs")
    assert "rounds" in [one.name for one in shown["en"].commands]
    alone = introductions([english], TEXTS)["en"]
    assert "rounds" not in [one.name for one in alone.commands]


def test_a_name_is_cut_between_words() -> None:
    name = introductions([_called("The evenings of our town, " * 4)], TEXTS)["en"].name
    assert name == "The evenings of our town, The evenings of our town, The…"


@pytest.mark.parametrize("round_", [EXAMPLE, EVERYTHING])
def test_of_the_round_only_the_public_label_is_seen(round_: Round) -> None:
    for tag, one in introductions([round_], TEXTS).items():
        label, catalogue = round_.public_label[tag], dict(TEXTS.speaker(tag).entries())
        known = {label, *catalogue.values()}
        assert set(_all_of(one).split("\n")) - {""} <= known


def test_each_language_of_the_round_has_one_in_its_order() -> None:
    assert list(introductions([EXAMPLE], TEXTS)) == list(EXAMPLE.languages)


def test_practice_is_said_to_be_practice() -> None:
    sentence = "🧪 PRACTICE. Nothing that is said here counts."
    for practice in (True, False):
        one = introductions([replace(EXAMPLE, practice=practice)], TEXTS)["en"]
        assert (sentence in one.description) == practice


@pytest.mark.parametrize(
    "name", [one.name for one in introductions([EXAMPLE], TEXTS)["en"].commands]
)
def test_every_command_of_the_menu_does_something_of_its_own(name: str) -> None:
    person, other = Person(), Person()
    for one in (person, other):
        one.consent()
    person.command(name)
    other.command("start")
    assert (person.effects == other.effects) == (name == "start")

"""The table of legal moves, and what hangs on it."""

import random

import pytest

from dialogs.moves import MAKE
from dialogs.screens import CARDS, SCREENS
from dialogs.states import ASIDES, CONFIRMED, KEPT, MOVES, Aside, Phase
from tests.support.person import Person
from tests.support.world import EXAMPLE


def test_every_phase_has_a_screen_and_a_row_in_the_table() -> None:
    assert set(SCREENS) == set(MOVES) == set(ASIDES) == set(Phase)


def test_every_aside_has_a_card() -> None:
    assert set(CARDS) == set(Aside)


def test_every_listed_move_can_be_made() -> None:
    assert {move for moves in MOVES.values() for move in moves} == set(MAKE)


def test_what_is_confirmed_is_never_kept() -> None:
    assert not set(CONFIRMED.values()) & KEPT


@pytest.mark.parametrize("seed", range(40))
def test_a_random_walk_always_finds_a_screen_and_a_way_on(seed: int) -> None:
    dice = random.Random(seed)
    person = Person(language=dice.choice(list(EXAMPLE.languages)))
    person.begin()
    for _ in range(120):
        buttons = [choice for row in person.prompt.rows for choice in row]
        assert buttons
        assert person.prompt.heading
        if dice.random() < 0.15:
            person.type(dice.choice(["?", "1", "stop", "помош", "prapa", "A long text. " * 60]))
        else:
            choice = dice.choice(buttons)
            person.tap(choice.text)
        if person.kept is not None:
            assert set(person.kept.response.answers) == {q.id for q in EXAMPLE.questions}
            return

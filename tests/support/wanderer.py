"""Somebody who taps, types and sends commands at random, and watches that nothing breaks."""

import random

from bot.channels.rendering import text_of
from dialogs.events import Show
from dialogs.round import Round
from dialogs.session import Response
from dialogs.states import Phase
from dialogs.taps import LIMIT_BYTES, encode
from tests.support.person import Person

_TYPED = (
    "", "1", "2", "3", "12", "0", "-1", "3.5", "2024", "03.2024", "2026-11", "a", "А", "yes", "Да",
    "something else", "bus", "oh", "stop", "help", "back", "skip", "😀" * 60, "x" * 400, "{name}",
    "<b>&", "\u202e", "5 5", "1,1", "4 0",
)  # fmt: skip
_COMMANDS = ("start", "help", "stop", "back", "skip", "menu", "language", "summary", "pause", "x")


class BrokenDialogError(AssertionError):
    """A screen that nobody could be shown, or could leave."""


def wander(round_: Round, seed: int, steps: int) -> Phase:
    """Take `steps` random steps in a round and return where they ended.

    Raises:
        BrokenDialogError: a screen says nothing, has no button, or one that is too large.
    """
    dice = random.Random(seed)
    person = Person(round_)
    person.begin()
    _look(person)
    for _ in range(steps):
        _step(person, dice)
        if any(isinstance(effect, Show) for effect in person.effects):
            _look(person)
    return person.drawn.phase


def _step(person: Person, dice: random.Random) -> None:
    chance = dice.random()
    if chance < 0.12:
        person.type(dice.choice(_TYPED))
    elif chance < 0.16:
        person.command(dice.choice(_COMMANDS))
    else:
        choices = [each for row in person.prompt.rows for each in row]
        weights = [_liking(each.text, person) for each in choices]
        chosen = dice.choices(choices, weights)[0]
        person.meet_data(encode(person.drawn, chosen))


def _liking(text: str, person: Person) -> float:
    """Mostly go on, so that the questions are reached."""
    if person.drawn.aside is not None or person.drawn.kept:
        return 1.0 if "⏹" not in text else 0.1
    if person.drawn.phase is Phase.AGE:
        return 1.0 if text.isdecimal() else 0.05
    return 0.05 if any(mark in text for mark in "🆘⬅🔒") else 1.0


def _look(person: Person) -> None:
    prompt = person.prompt
    if not text_of(prompt).strip():
        raise BrokenDialogError(f"an empty screen in {person.drawn.phase.name}")
    choices = [each for row in prompt.rows for each in row]
    if not choices or not all(each.text.strip() for each in choices):
        raise BrokenDialogError(f"no way on in {person.drawn.phase.name}")
    if any(len(encode(person.drawn, each).encode()) > LIMIT_BYTES for each in choices):
        raise BrokenDialogError(f"a button is too large in {person.drawn.phase.name}")


def sent(round_: Round, seed: int, steps: int = 200) -> Response | None:
    """Take random steps, and return what was sent to be counted; None for who sends nothing."""
    dice = random.Random(seed)
    person = Person(round_)
    person.begin()
    for _ in range(steps):
        _step(person, dice)
        if person.kept is not None:
            return person.kept.response
    return None

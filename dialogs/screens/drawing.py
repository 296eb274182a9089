"""What every screen is made with: the shape of a drawing function, and shared rows of buttons."""

from collections.abc import Callable

from dialogs.prompts import Choice, Prompt
from dialogs.round import Round
from dialogs.session import Session
from dialogs.states import ASIDES, Aside, MoveName
from dialogs.texts import Speaker

Draw = Callable[[Round, Session, Speaker], Prompt]

Row = tuple[Choice, ...]

SCREENS_BEFORE_QUESTIONS = 4
"""Language, card, age, consent."""


def progress(round_: Round, number: int) -> tuple[int, int]:
    """Return the place of screen `number` (from 1) among all that a participant answers."""
    return number, SCREENS_BEFORE_QUESTIONS + len(round_.questions)


def footer(session: Session, say: Speaker) -> Row:
    """Return the row that is under every screen: help, who sees what, and the way out."""
    choices = [Choice(say("🆘 Help"), MoveName.OPEN, Aside.HELP)]
    if Aside.STOP in ASIDES[session.phase]:
        choices.append(Choice(say("⏹ Stop"), MoveName.OPEN, Aside.STOP))
    choices.append(Choice(say("🔒 Who sees this?"), MoveName.OPEN, Aside.PRIVACY))
    return tuple(choices)


def back(say: Speaker) -> Choice:
    """Return the button that leads one screen back."""
    return Choice(say("⬅ Back"), MoveName.BACK)

"""Takes the turns of a case through the engine again, and says what is different."""

import datetime as dt
import difflib

from msgspec.structs import replace

from dialogs.events import Commanded, Left, Said, Step, Unsupported
from dialogs.prompts import Choice
from dialogs.round import Round
from dialogs.texts import Texts
from dialogs.transcripts.case import Case, Turn
from dialogs.transcripts.chat import Chat
from dialogs.transcripts.telling import tell
from dialogs.transcripts.writing import TranscriptError, write


def take(chat: Chat, turn: Turn) -> Turn:
    """Let what a turn says come in, and return the turn with what came of it.

    Raises:
        TranscriptError: the button that it taps is not on the screen.
    """
    chat.now += dt.timedelta(days=turn.after_days)
    return replace(turn, then=tell(_step(chat, turn)))


def replay(case: Case, round_: Round, texts: Texts) -> Case:
    """Return the case with what comes of its turns now; see `take`."""
    chat = Chat(round_, texts, case)
    turns: list[Turn] = []
    for number, turn in enumerate(case.turns, start=1):
        try:
            turns.append(take(chat, turn))
        except TranscriptError as error:
            raise TranscriptError(f"Turn {number}: {error}") from None
    return replace(case, turns=tuple(turns))


def differences(before: Case, now: Case) -> str:
    """Return what is different, line by line; empty when nothing is."""
    old, new = write(before).splitlines(), write(now).splitlines()
    diff = list(difflib.unified_diff(old, new, "recorded", "now", n=8, lineterm=""))
    return "\n".join(diff)


def _step(chat: Chat, turn: Turn) -> Step:
    if turn.tap is not None:
        return chat.tap(_button(chat, turn.tap, turn.nth))
    if turn.command is not None:
        name, _, rest = turn.command.partition(" ")
        return chat.meet(Commanded(name=name, rest=rest, locale=chat.locale))
    if turn.say is not None:
        return chat.meet(Said(text=turn.say, locale=chat.locale))
    if turn.send is not None:
        return chat.meet(Unsupported(media=turn.send, locale=chat.locale))
    return chat.meet(Left(locale=chat.locale))


def _button(chat: Chat, words: str, nth: int) -> Choice:
    buttons = [choice for row in chat.prompt.rows for choice in row]
    named = [choice for choice in buttons if choice.text == words]
    if len(named) < nth:
        there = ", ".join(f"“{choice.text}”" for choice in buttons) or "none"
        raise TranscriptError(
            f"no button “{words}” under “{chat.prompt.heading}”. The buttons: {there}."
        )
    return named[nth - 1]

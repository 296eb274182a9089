"""Takes the turns of a case through the engine again, and says what is different."""

import datetime as dt
import difflib

from msgspec.structs import replace

from dialogs.codes import find_code, find_ticket
from dialogs.events import Commanded, Left, Said, Step, Unsupported
from dialogs.prompts import Choice
from dialogs.round import Round
from dialogs.session import Session
from dialogs.texts import Texts
from dialogs.transcripts.case import Case, Turn
from dialogs.transcripts.chat import Chat
from dialogs.transcripts.telling import tell
from dialogs.transcripts.writing import TranscriptError, write
from dialogs.turns import scrubber
from dialogs.world import Distressed, Scrub


def take(chat: Chat, turn: Turn) -> Turn:
    """Let what a turn says come in, and return the turn with what came of it.

    Of a text that is kept as an answer, the turn holds what was kept, not what was typed; so it
    does of a text that was refused, which is filled up with dots lest it be taken now.

    Raises:
        TranscriptError: the button that it taps is not on the screen.
    """
    chat.now += dt.timedelta(days=turn.after_days)
    before = chat.stored or chat.drawn
    step = _step(chat, turn)
    return replace(turn, say=_kept(chat, turn.say, before, step.session), then=tell(step))


def replay(
    case: Case,
    round_: Round,
    texts: Texts,
    scrub: Scrub,
    distressed: Distressed = lambda *_: False,
) -> Case:
    """Return the case with what comes of its turns now; see `take`."""
    chat = Chat(round_, texts, case, scrub, distressed)
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


def _kept(chat: Chat, typed: str | None, before: Session, there: Session) -> str | None:
    """Return what was typed, as it may be kept, unless it named something of ours: an option."""
    if typed is None:
        return None
    scrubbed = scrubber(chat.round, there, chat.world)(typed).strip()
    if replace(there, tries=0) == replace(before, tries=0):
        is_code = not there.at and (find_code(typed) or find_ticket(typed))
        return typed if is_code else scrubbed.ljust(len(typed), ".")
    return scrubbed if " ".join(scrubbed.split()) in _own_words(there) else typed


def _own_words(session: Session) -> str:
    """Return all own words that a session holds."""
    answers = (f"{answer.value}\n{answer.words}" for answer in session.answers.values())
    return " ".join("\n".join((*answers, *session.held)).split())


def _button(chat: Chat, words: str, nth: int) -> Choice:
    buttons = [choice for row in chat.prompt.rows for choice in row]
    named = [choice for choice in buttons if choice.text == words]
    if len(named) < nth:
        there = ", ".join(f"“{choice.text}”" for choice in buttons) or "none"
        raise TranscriptError(
            f"no button “{words}” under “{chat.prompt.heading}”. The buttons: {there}."
        )
    return named[nth - 1]

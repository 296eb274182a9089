"""One turn of conversation: `advance(round, session, incoming, world) -> Step`.

Pure and synchronous: the same four values always give the same step. What is legal where is the
table in `states.py`; what a move does is a function in `moves.py`, found by its name.
"""

from msgspec.structs import replace

from dialogs import moves
from dialogs.codes import find_code
from dialogs.events import (
    Commanded,
    Count,
    Effect,
    Incoming,
    Left,
    Move,
    Notify,
    Said,
    Show,
    Step,
    Tapped,
    Unsay,
    Unsupported,
    Withdraw,
)
from dialogs.languages import nearest
from dialogs.round import Round
from dialogs.screens import prompt_for
from dialogs.session import Session
from dialogs.states import ASIDES, CONFIRMED, KEPT, MOVES, Aside, MoveName, Phase
from dialogs.texts import Speaker
from dialogs.words import meaning
from dialogs.world import World

Turn = tuple[Session, tuple[Effect, ...]]
"""Where the conversation stands now, and what else happened."""

_COMMAND_ASIDES = {"help": Aside.HELP, "privacy": Aside.PRIVACY, "language": Aside.LANGUAGE}
_COMMAND_MOVES = {"back": MoveName.BACK, "skip": MoveName.SKIP}


def advance(round_: Round, session: Session | None, incoming: Incoming, world: World) -> Step:
    """Return the outcome of one thing that came in.

    Args:
        round_: the version of the round that `session` began with, else the running one.
        session: the stored session of this person; None when nothing is stored.
        incoming: what came in.
        world: everything else that is true.
    """
    here = _standing(round_, session, incoming, world)
    if isinstance(incoming, Left):
        gone = Session(phase=Phase.STOPPED, language=here.language)
        return Step(gone, (Count("blocked", here.language),) if here.kept else ())
    there, effects = _turn(round_, session, here, incoming, world)
    if here.phase is not there.phase or here.at != there.at or here.aside != there.aside:
        there = replace(there, step=there.step + 1)
    return Step(there, (*effects, *_drawn(round_, here, there, incoming, world)))


def _standing(round_: Round, session: Session | None, incoming: Incoming, world: World) -> Session:
    """Return where the person stands: what is stored, what the button carries, or the start."""
    language = nearest(incoming.locale, round_.languages)
    carried = incoming.carried if isinstance(incoming, Tapped) else None
    if session is not None and world.open:
        return session
    if carried is not None and not _sound(round_, carried):
        carried = None
    if carried is not None:
        language = carried.language
    elif session is not None:
        language = session.language
    if not world.open:
        return Session(phase=Phase.CLOSED, language=language)
    if world.took_part and (carried is None or carried.phase is not Phase.SAVED):
        return Session(phase=Phase.SAVED, language=language)
    if carried is not None:
        return carried
    return Session(phase=Phase.LANGUAGE, language=language)


def _sound(round_: Round, carried: Session) -> bool:
    """Return whether a carried conversation can be ours: buttons come back from strangers' apps."""
    bands = {band.id for band in round_.age_bands}
    return (
        carried.language in round_.languages
        and (carried.age in bands if carried.phase is Phase.CONSENT else not carried.age)
        and (carried.aside is None or carried.aside in ASIDES[carried.phase])
    )


def _turn(
    round_: Round, session: Session | None, here: Session, incoming: Incoming, world: World
) -> Turn:
    say = world.texts.speaker(here.language)
    match incoming:
        case Tapped():
            if _stale(session, here, incoming):
                return here, (Notify(say("That button was from an earlier screen.")),)
            return _move(round_, here, incoming.move, world)
        case Commanded():
            return _command(round_, here, incoming, world)
        case Said():
            return _said(round_, here, incoming, world)
        case Unsupported():
            text = say("I can read buttons and text only. I have not opened what you sent.")
            return here, (Notify(text),)
        case Left():
            return here, ()


def _stale(session: Session | None, here: Session, tap: Tapped) -> bool:
    if session is None or not here.kept:
        return tap.carried is None or tap.carried.phase is not here.phase
    return tap.nonce != session.nonce or tap.step != session.step


def _command(round_: Round, here: Session, command: Commanded, world: World) -> Turn:
    name = command.name.lower()
    if name in _COMMAND_MOVES and here.kept:
        return _move(round_, replace(here, aside=None), Move(_COMMAND_MOVES[name]), world)
    if name in _COMMAND_ASIDES:
        return _move(round_, here, Move(MoveName.OPEN, _COMMAND_ASIDES[name]), world)
    if name == "stop":
        return _stop(round_, here, world)
    if name == "withdraw":
        return _withdraw(here, command.rest, world)
    return replace(here, aside=None), ()


def _stop(round_: Round, here: Session, world: World) -> Turn:
    if here.kept:
        return _move(round_, here, Move(MoveName.OPEN, Aside.STOP), world)
    if here.phase is Phase.SAVED:
        return here, ()
    return Session(phase=Phase.STOPPED, language=here.language), ()


def _withdraw(here: Session, text: str, world: World) -> Turn:
    say = world.texts.speaker(here.language)
    code = find_code(text) or here.code
    if here.kept or not code:
        return here, (Notify(say("To take your answers back, send us your code.")),)
    return _taken_back(here, code, say, world)


def _taken_back(here: Session, code: str, say: Speaker, world: World) -> Turn:
    if not world.holds(code):
        return here, (Notify(say("We hold no answers under this code.")),)
    gone = Session(phase=Phase.WITHDRAWN, language=here.language)
    return gone, (Withdraw(code), Count("withdrawn", here.language))


def _said(round_: Round, here: Session, said: Said, world: World) -> Turn:
    say = world.texts.speaker(here.language)
    word = meaning(said.text, say)
    if word is not None:
        return _command(round_, here, Commanded(name=word, locale=said.locale), world)
    if here.phase is Phase.ASKING and here.aside is None:
        there, effects = moves.type_answer(round_, here, said.text, world)
        return there, (*effects, Unsay())
    code = find_code(said.text)
    if code and not here.kept:
        return _taken_back(here, code, say, world)
    if here.phase is Phase.LANGUAGE:
        return moves.type_language(round_, here, said.text), ()
    return here, (Notify(say("Please tap one of the buttons.")),)


def _move(round_: Round, here: Session, move: Move, world: World) -> Turn:
    if move.name is MoveName.OPEN:
        return _open(here, move.arg), ()
    if move.name is MoveName.RESUME:
        return replace(here, aside=None), ()
    if here.aside is not None:
        return _in_aside(round_, here, move, world)
    if move.name not in MOVES[here.phase]:
        say = world.texts.speaker(here.language)
        return here, (Notify(say("That button was from an earlier screen.")),)
    there, effects = moves.MAKE[move.name](round_, here, move.arg, world)
    if there.phase is not here.phase and there.phase not in MOVES[here.phase][move.name]:
        raise AssertionError(f"{here.phase.name} must not lead to {there.phase.name}")
    return there, effects


def _open(here: Session, aside: str) -> Session:
    allowed = {each.value for each in ASIDES[here.phase]}
    return replace(here, aside=Aside(aside)) if aside in allowed else here


def _in_aside(round_: Round, here: Session, move: Move, world: World) -> Turn:
    speaks = here.aside is Aside.LANGUAGE and move.name is MoveName.SPEAK
    if speaks and move.arg in round_.languages:
        return replace(here, aside=None, language=move.arg), ()
    if move.name is MoveName.CONFIRM and here.aside in CONFIRMED:
        if here.aside is Aside.WITHDRAW:
            return _taken_back(here, here.code, world.texts.speaker(here.language), world)
        stopped = Session(phase=Phase.STOPPED, language=here.language)
        return stopped, (Count("stopped", here.language),)
    return here, ()


def _drawn(
    round_: Round, here: Session, there: Session, incoming: Incoming, world: World
) -> tuple[Effect, ...]:
    """Return the screen when it must be drawn: below what was typed, or where it has changed."""
    prompt = prompt_for(round_, there, world.texts)
    if not isinstance(incoming, Tapped):
        return (Show(prompt, fresh=True),)
    changed = (
        there.step != here.step
        or prompt != prompt_for(round_, here, world.texts)
        or (incoming.carried is None) == (here.phase not in KEPT)
    )
    return (Show(prompt, fresh=False),) if changed else ()

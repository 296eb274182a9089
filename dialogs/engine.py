"""One turn of conversation: `advance(round, session, incoming, world) -> Step`.

Pure and synchronous: the same four values always give the same step. What is typed is taken in
`saying.py`, a command in `commands.py`; every move is made in `moving.py`, by the table of what is
legal where (`states.py`) and the function of its name (`moves.py`).
"""

from msgspec.structs import replace

from dialogs import commands, moving, saying
from dialogs.by_code import released, taken_back
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
)
from dialogs.moving import on_hold
from dialogs.round import Round
from dialogs.screens import prompt_for
from dialogs.screens.remarks import cannot_remove
from dialogs.screens.unread import unread
from dialogs.session import Session
from dialogs.signposts import signposted
from dialogs.speed import forgetting
from dialogs.standing import standing
from dialogs.states import KEPT, Aside, MoveName, Phase
from dialogs.texts import Speaker
from dialogs.turns import Turn
from dialogs.world import World

_HELP = Move(MoveName.OPEN, Aside.HELP)
"""What opens the help lines: good on every screen, however old it is."""


def advance(round_: Round, session: Session | None, incoming: Incoming, world: World) -> Step:
    """Return the outcome of one thing that came in.

    Args:
        round_: the version of the round that `session` began with, else the running one.
        session: the stored session of this person; None when nothing is stored.
        incoming: what came in.
        world: everything else that is true.
    """
    here = standing(round_, session, incoming, world)
    if isinstance(incoming, Left):
        return _left(here)
    there, effects = _turn(round_, session, here, incoming, world)
    effects = signposted(round_, there, incoming, effects, world)
    if session is not None and world.over:
        say = world.texts.speaker(here.language)
        effects = (Notify(say("What you had not sent is erased.")), *effects)
    if round_.removes_words and not isinstance(incoming, Tapped):
        effects = (*effects, Unsay(cannot_remove(world.texts.speaker(there.language))))
    if here.phase is not there.phase or here.at != there.at or here.aside != there.aside:
        there = replace(there, step=there.step + 1)
    there = forgetting(there, world.now)
    if isinstance(incoming, Tapped) and _is_where_it_was_sent(round_, session, here, incoming):
        below = (Show(prompt_for(round_, there, world), fresh=True),) if there.aside else ()
        return Step(there, (*effects, *below))
    return Step(there, (*effects, *_drawn(round_, here, there, incoming, world)))


def _left(here: Session) -> Step:
    gone = Session(phase=Phase.STOPPED, language=here.language)
    return Step(gone, (Count("blocked", here.language), *released(here)) if here.kept else ())


def _turn(
    round_: Round, session: Session | None, here: Session, incoming: Incoming, world: World
) -> Turn:
    say = world.texts.speaker(here.language)
    match incoming:
        case Tapped():
            return _tapped(round_, session, here, incoming, world)
        case Commanded():
            return commands.obey(round_, here, incoming, world)
        case Said():
            return saying.take(round_, here, incoming, world)
        case Unsupported():
            return here, (Notify(unread(incoming.media, say)),)
        case Left():
            return here, ()


def _tapped(
    round_: Round, session: Session | None, here: Session, tap: Tapped, world: World
) -> Turn:
    say, carried = world.texts.speaker(here.language), tap.carried
    if tap.move.name is MoveName.BEGIN:
        return commands.started(round_, here, None, world)
    if tap.move.name is MoveName.ROUNDS:
        return commands.elsewhere(round_, here, world)
    if here.phase is Phase.CLOSED and tap.move.name is not MoveName.OPEN:
        if tap.move.name is MoveName.CONFIRM and carried is not None and carried.code:
            return taken_back(here, carried.code, say, world)
        return here, ()  # the screen tells what has become of all other buttons
    if _stale(session, here, tap) and tap.move != _HELP:
        return _again(here, tap, say)
    return moving.make(round_, here, tap.move, world)


def _again(here: Session, tap: Tapped, say: Speaker) -> Turn:
    """Take a button that has done its part; who taps twice what ends all is told the end twice."""
    if tap.carried is None and here.phase is Phase.SAVED:
        return here, (Notify(say("✅ Saved. Thank you!")),)
    if tap.carried is None and here.phase is Phase.LANGUAGE and tap.move.name is MoveName.CONFIRM:
        return Session(phase=Phase.STOPPED, language=here.language), ()
    return here, (Notify(say("That button was from an earlier screen.")),)


def _is_where_it_was_sent(
    round_: Round, session: Session | None, here: Session, tap: Tapped
) -> bool:
    """Return whether a tap comes from where the withdrawal code stands by now.

    Impatient thumbs tap "Send" twice, or another button right after: the next screen would be drawn
    over the code. Of a shared phone nobody knows whether it has sent anything.
    """
    if session is not None or tap.carried is not None or not tap.nonce:
        return False
    return here.phase is Phase.SAVED or (round_.shares_phones and here.phase is not Phase.CLOSED)


def _stale(session: Session | None, here: Session, tap: Tapped) -> bool:
    if session is None or not here.kept:
        return tap.carried is None or tap.carried.phase is not here.phase
    return tap.nonce != session.nonce or tap.step != session.step


def _drawn(
    round_: Round, here: Session, there: Session, incoming: Incoming, world: World
) -> tuple[Effect, ...]:
    """Return the screen when it must be drawn: below what was typed, or where it has changed."""
    prompt = prompt_for(round_, there, world)
    if not isinstance(incoming, Tapped):
        return (Show(prompt, fresh=True),)
    changed = (
        there.step != here.step
        or on_hold(there, world)  # what is on the phone may be from before the pause
        or there.phase is Phase.CLOSED
        or prompt != prompt_for(round_, here, world)
        or incoming.carried != (None if here.phase in KEPT else here)  # another screen is shown
    )
    return (Show(prompt, fresh=False),) if changed else ()

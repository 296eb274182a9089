"""Makes a move where the table in `states.py` lets it; a card that is open takes it first."""

from msgspec.structs import replace

from dialogs import moves
from dialogs.by_code import released, taken_back
from dialogs.deadlines import reminder_day
from dialogs.events import Count, Move, Notify
from dialogs.round import Round
from dialogs.session import Session
from dialogs.standing import fitted
from dialogs.states import ASIDES, CONFIRMED, MOVES, NEED_AN_OPEN_ROUND, NO, Aside, MoveName, Phase
from dialogs.turns import Turn
from dialogs.world import World


def make(round_: Round, here: Session, move: Move, world: World) -> Turn:
    """Return where a move leads, and what it brings about; one that is not legal leads nowhere."""
    if move.name is MoveName.OPEN:
        return _open(here, move.arg, world), ()
    if move.name is MoveName.RESUME:
        return replace(here, aside=None), ()
    if on_hold(here, world) and here.aside is None:
        return here, ()
    if here.aside is Aside.MENU and move.name is MoveName.SUMMARY:
        here = replace(here, aside=None)
    if here.aside is not None:
        return _in_aside(round_, here, move, world)
    if move.name not in MOVES[here.phase]:
        say = world.texts.speaker(here.language)
        return here, (Notify(say("That button was from an earlier screen.")),)
    there, effects = moves.MAKE[move.name](round_, here, move.arg, world)
    if there.phase is not here.phase and there.phase not in MOVES[here.phase][move.name]:
        raise AssertionError(f"{here.phase.name} must not lead to {there.phase.name}")
    return there, effects


def on_hold(here: Session, world: World) -> bool:
    """Return whether nothing can be done here until the round goes on."""
    return world.on_hold and here.phase in NEED_AN_OPEN_ROUND


def _open(here: Session, aside: str, world: World) -> Session:
    if aside == Aside.PAUSE and not world.open:
        return here  # it would promise that one can go on later
    return replace(here, aside=Aside(aside)) if aside in ASIDES[here.phase] else here


def _in_aside(round_: Round, here: Session, move: Move, world: World) -> Turn:
    speaks = here.aside is Aside.LANGUAGE and move.name is MoveName.SPEAK
    if speaks and move.arg in round_.languages:
        return fitted(round_, replace(here, aside=None, language=move.arg)), ()
    if move.name is MoveName.REMIND and here.aside is Aside.PAUSE:
        return replace(here, remind=move.arg != NO and _reminds(round_, world)), ()
    if move.name is MoveName.CONFIRM and here.aside in CONFIRMED:
        if here.aside is Aside.WITHDRAW:
            return taken_back(here, here.code, world.texts.speaker(here.language), world)
        if here.aside is Aside.CLEAR:
            return Session(phase=Phase.CLEARED, language=here.language), ()
        stopped = Session(phase=Phase.STOPPED, language=here.language)
        return stopped, (Count("stopped", here.language), *released(here))
    return here, ()


def _reminds(round_: Round, world: World) -> bool:
    return world.facts.reminders and reminder_day(round_, world.now.date()) is not None

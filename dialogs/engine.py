"""One turn of conversation: `advance(round, session, incoming, world) -> Step`.

Pure and synchronous: the same four values always give the same step. What is legal where is the
table in `states.py`; what a move does is a function in `moves.py`, found by its name.
"""

from msgspec.structs import replace

from dialogs import moves
from dialogs.answers import Answer
from dialogs.by_code import (
    admitted,
    is_the_next_person,
    released,
    taken_back,
    taken_over,
    withdraw,
)
from dialogs.codes import find_code, find_ticket, round_in
from dialogs.deadlines import reminder_day
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
from dialogs.offers import language_offer
from dialogs.questions.base import Holding
from dialogs.round import Round
from dialogs.screens import prompt_for
from dialogs.screens.remarks import cannot_remove, unknown_command
from dialogs.screens.unread import unread
from dialogs.session import Session
from dialogs.signposts import joined, signposted
from dialogs.speed import forgetting
from dialogs.standing import fitted, standing
from dialogs.states import (
    ASIDES,
    CONFIRMED,
    KEPT,
    MOVES,
    NEED_AN_OPEN_ROUND,
    NO,
    Aside,
    MoveName,
    Phase,
)
from dialogs.texts import Speaker
from dialogs.turns import Turn
from dialogs.words import meaning
from dialogs.world import World

_COMMAND_ASIDES = {
    "help": Aside.HELP,
    "privacy": Aside.PRIVACY,
    "language": Aside.LANGUAGE,
    "pause": Aside.PAUSE,
    "menu": Aside.MENU,
}
_HELP = Move(MoveName.OPEN, Aside.HELP)
"""What opens the help lines: good on every screen, however old it is."""

_COMMAND_MOVES = {"back": MoveName.BACK, "skip": MoveName.SKIP, "summary": MoveName.SUMMARY}


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
            return _command(round_, here, incoming, world)
        case Said():
            return _said(round_, here, incoming, world)
        case Unsupported():
            return here, (Notify(unread(incoming.media, say)),)
        case Left():
            return here, ()


def _tapped(
    round_: Round, session: Session | None, here: Session, tap: Tapped, world: World
) -> Turn:
    say, carried = world.texts.speaker(here.language), tap.carried
    if tap.move.name is MoveName.BEGIN:
        return _started(round_, here, None, world)
    if tap.move.name is MoveName.ROUNDS:
        return _elsewhere(round_, here, world)
    if here.phase is Phase.CLOSED and tap.move.name is not MoveName.OPEN:
        if tap.move.name is MoveName.CONFIRM and carried is not None and carried.code:
            return taken_back(here, carried.code, say, world)
        return here, ()  # the screen tells what has become of all other buttons
    if _stale(session, here, tap) and tap.move != _HELP:
        return _again(here, tap, say)
    return _move(round_, here, tap.move, world)


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


def _command(round_: Round, here: Session, command: Commanded, world: World) -> Turn:
    name = command.name.lower()
    if move := _move_of(name, here):
        behind = here if move.name is MoveName.OPEN else replace(here, aside=None)
        return _move(round_, behind, move, world)
    match name:
        case "stop":
            return _stop(round_, here, world)
        case "withdraw":
            return withdraw(here, command.rest, world)
        case "rounds":
            return _elsewhere(round_, here, world)
        case "start":
            return _start(round_, here, command, world)
    return _unknown(round_, here, command, world)


def _move_of(name: str, here: Session) -> Move | None:
    """Return the move that a command is; "back" on a card is its button, and closes it."""
    if name in _COMMAND_ASIDES:
        return Move(MoveName.OPEN, _COMMAND_ASIDES[name])
    if name not in _COMMAND_MOVES or not here.kept:
        return None
    return Move(MoveName.RESUME if name == "back" and here.aside else _COMMAND_MOVES[name])


def _unknown(round_: Round, here: Session, command: Commanded, world: World) -> Turn:
    """Take a command by another of its words ("/ndihmë"); else say that it is none of ours."""
    speakers = [world.texts.speaker(tag) for tag in round_.languages]
    word = meaning(command.name, speakers, here.language)
    if word is not None and word != command.name.lower():
        return _command(round_, here, replace(command, name=word), world)
    return here, (Notify(unknown_command(world.texts.speaker(here.language))),)


def _start(round_: Round, here: Session, command: Commanded, world: World) -> Turn:
    """Begin or go on."""
    if (round_in(command.rest) or round_.id) != round_.id:
        say = world.texts.speaker(here.language)
        return replace(here, aside=None), (Notify(say("That link leads to another round.")),)
    return _started(round_, here, find_ticket(command.rest), world)


def _started(round_: Round, here: Session, ticket: str | None, world: World) -> Turn:
    if ticket and not here.kept:
        return admitted(here, ticket, world)
    if ticket and is_the_next_person(round_, ticket, world):
        return taken_over(here, ticket, world)
    return replace(here, aside=None), ()


def _elsewhere(round_: Round, here: Session, world: World) -> Turn:
    """Tell somebody who turns to another round what is under way here, and what can be done."""
    if not here.kept or not world.others:
        return replace(here, aside=None), ()
    say, label = world.texts.speaker(here.language), round_.public_label[here.language]
    under_way = Notify(
        say(
            "You are in the middle of “{label}”. Go on, or first pause or stop it to choose "
            "another.",
            label=label,
        )
    )
    return replace(here, aside=Aside.MENU), (under_way,)


def _stop(round_: Round, here: Session, world: World) -> Turn:
    if here.kept:
        return _move(round_, here, Move(MoveName.OPEN, Aside.STOP), world)
    if here.phase is Phase.SAVED:
        return here, ()
    return Session(phase=Phase.STOPPED, language=here.language), ()


def _said(round_: Round, here: Session, said: Said, world: World) -> Turn:
    ticket = find_ticket(said.text) if here.kept and round_.shares_phones else None
    if ticket and is_the_next_person(round_, ticket, world):
        return taken_over(here, ticket, world)
    answering = here.phase is Phase.ASKING and here.aside is None and not world.on_hold
    taken, writing = moves.typed(round_, here, said.text, world) if answering else (None, False)
    named = not writing and isinstance(taken, Answer | Holding)
    speakers = [world.texts.speaker(tag) for tag in round_.languages]
    word = None if named else meaning(said.text, speakers, here.language, writing=writing)
    if word is not None:
        return _command(round_, here, Commanded(name=word, locale=said.locale), world)
    if taken is not None:
        there, effects = moves.take(round_, here, taken, world)
        remark = moves.taken_out(here, taken, world)
        remark = remark or language_offer(round_, here, said.text, world)
        return there, joined((*remark, *effects))
    if not here.kept:
        return _said_unkept(round_, here, said.text, world)
    return _said_beside(here, world)


def _said_beside(here: Session, world: World) -> Turn:
    """Take a text that answers nothing."""
    if here.aside is Aside.PAUSE:
        return replace(here, aside=None), ()  # the card says: come back by writing something
    if _on_hold(here, world):
        return here, ()
    say = world.texts.speaker(here.language)
    return here, (Notify(say("Please tap one of the buttons.")),)


def _said_unkept(round_: Round, here: Session, text: str, world: World) -> Turn:
    """Take a text while nothing is stored: a code, or a language by its name."""
    say = world.texts.speaker(here.language)
    if code := find_code(text):
        return taken_back(here, code, say, world)
    if ticket := find_ticket(text):
        return admitted(here, ticket, world)
    if _on_hold(here, world):
        return here, ()
    there = moves.type_language(round_, here, text) if here.phase is Phase.LANGUAGE else here
    if there is not here:
        return there, ()
    return here, (Notify(say("Please tap one of the buttons.")),)


def _move(round_: Round, here: Session, move: Move, world: World) -> Turn:
    if move.name is MoveName.OPEN:
        return _open(here, move.arg, world), ()
    if move.name is MoveName.RESUME:
        return replace(here, aside=None), ()
    if _on_hold(here, world) and here.aside is None:
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


def _on_hold(here: Session, world: World) -> bool:
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


def _drawn(
    round_: Round, here: Session, there: Session, incoming: Incoming, world: World
) -> tuple[Effect, ...]:
    """Return the screen when it must be drawn: below what was typed, or where it has changed."""
    prompt = prompt_for(round_, there, world)
    if not isinstance(incoming, Tapped):
        return (Show(prompt, fresh=True),)
    changed = (
        there.step != here.step
        or _on_hold(there, world)  # what is on the phone may be from before the pause
        or there.phase is Phase.CLOSED
        or prompt != prompt_for(round_, here, world)
        or incoming.carried != (None if here.phase in KEPT else here)  # another screen is shown
    )
    return (Show(prompt, fresh=False),) if changed else ()

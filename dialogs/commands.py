"""What a command does, under its own name or by another word that means it."""

from msgspec.structs import replace

from dialogs import moving
from dialogs.by_code import admitted, is_the_next_person, taken_over, withdraw
from dialogs.codes import find_ticket, round_in
from dialogs.events import Commanded, Move, Notify
from dialogs.round import Round
from dialogs.screens.remarks import unknown_command
from dialogs.session import Session
from dialogs.states import Aside, MoveName, Phase
from dialogs.turns import Turn
from dialogs.words import meaning
from dialogs.world import World

_ASIDES = {
    "help": Aside.HELP,
    "privacy": Aside.PRIVACY,
    "language": Aside.LANGUAGE,
    "pause": Aside.PAUSE,
    "menu": Aside.MENU,
}
_MOVES = {"back": MoveName.BACK, "skip": MoveName.SKIP, "summary": MoveName.SUMMARY}


def obey(round_: Round, here: Session, command: Commanded, world: World) -> Turn:
    """Return where a command leads, and what it brings about."""
    name = command.name.lower()
    if move := _move_of(name, here):
        behind = here if move.name is MoveName.OPEN else replace(here, aside=None)
        return moving.make(round_, behind, move, world)
    match name:
        case "stop":
            return _stop(round_, here, world)
        case "withdraw":
            return withdraw(here, command.rest, world)
        case "rounds":
            return elsewhere(round_, here, world)
        case "start":
            return _start(round_, here, command, world)
    return _unknown(round_, here, command, world)


def _move_of(name: str, here: Session) -> Move | None:
    """Return the move that a command is; "back" on a card is its button, and closes it."""
    if name in _ASIDES:
        return Move(MoveName.OPEN, _ASIDES[name])
    if name not in _MOVES or not here.kept:
        return None
    return Move(MoveName.RESUME if name == "back" and here.aside else _MOVES[name])


def _unknown(round_: Round, here: Session, command: Commanded, world: World) -> Turn:
    """Take a command by another of its words ("/ndihmë"); else say that it is none of ours."""
    speakers = [world.texts.speaker(tag) for tag in round_.languages]
    word = meaning(command.name, speakers, here.language)
    if word is not None and word != command.name.lower():
        return obey(round_, here, replace(command, name=word), world)
    return here, (Notify(unknown_command(world.texts.speaker(here.language))),)


def _start(round_: Round, here: Session, command: Commanded, world: World) -> Turn:
    if (round_in(command.rest) or round_.id) != round_.id:
        say = world.texts.speaker(here.language)
        return replace(here, aside=None), (Notify(say("That link leads to another round.")),)
    return started(round_, here, find_ticket(command.rest), world)


def started(round_: Round, here: Session, ticket: str | None, world: World) -> Turn:
    """Begin or go on, with a code where one was brought along."""
    if ticket and not here.kept:
        return admitted(here, ticket, world)
    if ticket and is_the_next_person(round_, ticket, world):
        return taken_over(here, ticket, world)
    return replace(here, aside=None), ()


def elsewhere(round_: Round, here: Session, world: World) -> Turn:
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
        return moving.make(round_, here, Move(MoveName.OPEN, Aside.STOP), world)
    if here.phase is Phase.SAVED:
        return here, ()
    return Session(phase=Phase.STOPPED, language=here.language), ()

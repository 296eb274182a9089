"""What a typed text does: an answer, a word that means a command, a code, or a language's name."""

from msgspec.structs import replace

from dialogs import commands, moves
from dialogs.answers import Answer
from dialogs.by_code import admitted, is_the_next_person, taken_back, taken_over
from dialogs.codes import find_code, find_ticket
from dialogs.events import Commanded, Notify, Said
from dialogs.moving import on_hold
from dialogs.offers import language_offer
from dialogs.questions.base import Holding
from dialogs.round import Round
from dialogs.session import Session
from dialogs.signposts import joined
from dialogs.states import Aside, Phase
from dialogs.turns import Turn
from dialogs.words import meaning
from dialogs.world import World


def take(round_: Round, here: Session, said: Said, world: World) -> Turn:
    """Return where a text leads, and what it brings about."""
    ticket = find_ticket(said.text) if here.kept and round_.shares_phones else None
    if ticket and is_the_next_person(round_, ticket, world):
        return taken_over(here, ticket, world)
    answering = here.phase is Phase.ASKING and here.aside is None and not world.on_hold
    taken, writing = moves.typed(round_, here, said.text, world) if answering else (None, False)
    named = not writing and isinstance(taken, Answer | Holding)
    speakers = [world.texts.speaker(tag) for tag in round_.languages]
    word = None if named else meaning(said.text, speakers, here.language, writing=writing)
    if word is not None:
        return commands.obey(round_, here, Commanded(name=word, locale=said.locale), world)
    if taken is not None:
        there, effects = moves.take(round_, here, taken, world)
        remark = moves.taken_out(here, taken, world)
        remark = remark or language_offer(round_, here, said.text, world)
        return there, joined((*remark, *effects))
    if not here.kept:
        return _unkept(round_, here, said.text, world)
    return _beside(here, world)


def _beside(here: Session, world: World) -> Turn:
    """Take a text that answers nothing."""
    if here.aside is Aside.PAUSE:
        return replace(here, aside=None), ()  # the card says: come back by writing something
    if on_hold(here, world):
        return here, ()
    say = world.texts.speaker(here.language)
    return here, (Notify(say("Please tap one of the buttons.")),)


def _unkept(round_: Round, here: Session, text: str, world: World) -> Turn:
    """Take a text while nothing is stored: a code, or a language by its name."""
    say = world.texts.speaker(here.language)
    if code := find_code(text):
        return taken_back(here, code, say, world)
    if ticket := find_ticket(text):
        return admitted(here, ticket, world)
    if on_hold(here, world):
        return here, ()
    there = moves.type_language(round_, here, text) if here.phase is Phase.LANGUAGE else here
    if there is not here:
        return there, ()
    return here, (Notify(say("Please tap one of the buttons.")),)

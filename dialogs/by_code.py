"""What codes do: take answers back, let somebody in, hand a shared phone to the next person."""

from dialogs.codes import find_code
from dialogs.events import Count, Effect, Notify, Release, Withdraw
from dialogs.round import Round
from dialogs.session import Session
from dialogs.states import Phase
from dialogs.texts import Speaker
from dialogs.turns import Turn
from dialogs.world import World


def withdraw(here: Session, text: str, world: World) -> Turn:
    """Take answers back by the code in `text`, or by the one on the screen; else ask for it."""
    say = world.texts.speaker(here.language)
    code = find_code(text) or here.code
    if here.kept:
        return _beside_a_draft(here, code, say, world)
    if not code:
        return here, (Notify(say("To take your answers back, send us your code.")),)
    return taken_back(here, code, say, world)


def _beside_a_draft(here: Session, code: str, say: Speaker, world: World) -> Turn:
    """Take back what was sent earlier under another code; what is being answered stays."""
    if code == here.code:
        return here, (
            Notify(say("You have not sent these answers yet. To erase them, tap “Stop”.")),
        )
    gone, effects = taken_back(here, code, say, world)
    if gone is here:
        return here, effects
    return here, (*effects, Notify(say("What you sent is erased.")))


def taken_back(here: Session, code: str, say: Speaker, world: World) -> Turn:
    """Take back the answers under a code, where we hold them and they are not being counted."""
    if world.counts(code):
        return here, (Notify(say("Answers are being counted and can’t be taken back now.")),)
    if not world.holds(code):
        return here, (Notify(say("We hold no answers under this code.")),)
    gone = Session(phase=Phase.WITHDRAWN, language=here.language)
    return gone, (Withdraw(code), Count("withdrawn", here.language))


def is_the_next_person(round_: Round, ticket: str, world: World) -> bool:
    """Return whether a code is that of somebody else who now has the phone in their hands."""
    return round_.shares_phones and world.open and world.admits(ticket)


def taken_over(here: Session, ticket: str, world: World) -> Turn:
    """Begin anew on a shared phone; whoever was in the middle can come back with their code."""
    stopped = (Count("stopped", here.language), *released(here))
    there, effects = admitted(Session(language=here.language), ticket, world)
    return there, (*stopped, *effects)


def admitted(here: Session, ticket: str, world: World) -> Turn:
    """Take an invitation or guardian's code along; nothing is stored, the buttons carry it."""
    say = world.texts.speaker(here.language)
    if here.phase in {Phase.CLOSED, Phase.SAVED}:
        return here, ()
    if not world.admits(ticket):
        return here, (Notify(say("This code is not one of ours, or it has been used.")),)
    begun = Session(phase=Phase.LANGUAGE, language=here.language, ticket=ticket)
    return begun, (Notify(say("Thank you, the code is right. It goes on from here.")),)


def released(here: Session) -> tuple[Effect, ...]:
    """Give the invitation of somebody back who has not used it up."""
    return (Release(here.ticket),) if here.ticket else ()

"""The moves before consent. Nothing is stored while they are made: the buttons carry it all."""

from msgspec.structs import replace

from dialogs import codes
from dialogs.events import Count, Notify, Redeem
from dialogs.path import path
from dialogs.round import GuardianRule, Round
from dialogs.session import FORMAT, Respondent, Session
from dialogs.speed import grain
from dialogs.states import Phase
from dialogs.turns import Turn, opened
from dialogs.version import version_of
from dialogs.world import World

_NONCE_BYTES = 3


def speak(round_: Round, here: Session, arg: str, world: World) -> Turn:
    if arg not in round_.languages:
        return here, ()
    return replace(here, language=arg, phase=Phase.CARD), ()


def go_on(round_: Round, here: Session, arg: str, world: World) -> Turn:
    """Go on from a card: the next thing that this round wants to know."""
    if here.phase is Phase.GUARDIAN:
        return (replace(here, phase=Phase.CONSENT) if _cared_for(round_, here) else here), ()
    if round_.invitation.needs_code and not here.ticket:
        return replace(here, phase=Phase.CODE), ()
    return replace(here, phase=Phase.WHO if round_.hear_organisations else Phase.AGE), ()


def _cared_for(round_: Round, here: Session) -> bool:
    guardians = round_.consent.guardians
    return guardians is None or guardians.rule is GuardianRule.ASSENT or bool(here.ticket)


def answer_as(round_: Round, here: Session, arg: str, world: World) -> Turn:
    if arg == Respondent.ORGANISATION:
        return replace(here, phase=Phase.CONSENT, respondent=Respondent.ORGANISATION, age=""), ()
    return replace(here, phase=Phase.AGE, respondent=Respondent.PERSON), ()


def age(round_: Round, here: Session, arg: str, world: World) -> Turn:
    """Apply the rules of age to the years; only the band goes on from here."""
    if not arg.isdecimal():
        return here, ()
    years = int(arg)
    band = round_.band_of(years)
    if band is None:
        too_young = Session(phase=Phase.TOO_YOUNG, language=here.language)
        return too_young, (Count("too_young", here.language),)
    minor = years < world.consent_age and round_.consent.guardians is not None
    return replace(here, phase=Phase.GUARDIAN if minor else Phase.CONSENT, age=band.id), ()


def agree(round_: Round, here: Session, arg: str, world: World) -> Turn:
    if round_.consent.check is not None:
        return replace(here, phase=Phase.CHECK), ()
    return _begin(round_, here, world)


def understand(round_: Round, here: Session, arg: str, world: World) -> Turn:
    """Take the answer to the question about the consent."""
    check = round_.consent.check
    right = [option.id for option in check.options].index(check.right) if check else 0
    if arg == str(right):
        return _begin(round_, here, world)
    say = world.texts.speaker(here.language)
    return here, (Notify(say("Not quite. Read it again with “⬅ Back”, then try once more.")),)


def _begin(round_: Round, here: Session, world: World) -> Turn:
    """Begin the session that is stored from here on, using up the code that was handed in."""
    if here.ticket and not world.admits(here.ticket):
        say = world.texts.speaker(here.language)
        return here, (Notify(say("This code has been used already.")),)
    begun = Session(
        format=FORMAT,
        version=version_of(round_),
        language=here.language,
        phase=Phase.ASKING,
        respondent=here.respondent,
        age=here.age,
        ticket=here.ticket,
        consent=round_.consent.version_in(here.language),
        nonce=world.chance.take(_NONCE_BYTES).hex(),
        code=codes.new_code(world.chance.take(codes.ENTROPY_BYTES)),
        began=grain(world.now),
    )
    there, effects = opened(round_, begun, path(round_, begun).questions[0].id, world)
    used = (Redeem(here.ticket),) if here.ticket else ()
    return there, (Count("started", here.language), *used, *effects)


def refuse(round_: Round, here: Session, arg: str, world: World) -> Turn:
    declined = Session(phase=Phase.DECLINED, language=here.language)
    return declined, (Count("declined", here.language),)


def restart(round_: Round, here: Session, arg: str, world: World) -> Turn:
    return Session(phase=Phase.LANGUAGE, language=here.language), ()


def hand_on(round_: Round, here: Session, arg: str, world: World) -> Turn:
    """Clear a shared phone for the next person; nothing of this one goes along."""
    if not round_.shares_phones:
        return here, ()
    return Session(phase=Phase.HANDED_ON, language=here.language), ()


def back(round_: Round, here: Session, arg: str, world: World) -> Turn:
    """Go one screen back."""
    match here.phase:
        case Phase.CARD:
            return replace(here, phase=Phase.LANGUAGE), ()
        case Phase.CHECK:
            return replace(here, phase=Phase.CONSENT), ()
        case Phase.AGE if round_.hear_organisations:
            return replace(here, phase=Phase.WHO), ()
        case Phase.CONSENT if here.respondent is Respondent.ORGANISATION:
            return replace(here, phase=Phase.WHO, respondent=Respondent.PERSON), ()
        case Phase.CONSENT | Phase.GUARDIAN:
            return replace(here, phase=Phase.AGE, age=""), ()
    return replace(here, phase=Phase.CARD), ()

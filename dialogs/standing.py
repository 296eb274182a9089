"""Where a person stands when something comes in: as stored, as a button says, or at the start."""

from msgspec.structs import replace

from dialogs.events import Incoming, Tapped
from dialogs.languages import nearest
from dialogs.path import path
from dialogs.quoting import asks
from dialogs.round import Round
from dialogs.session import Respondent, Session
from dialogs.states import ASIDES, Phase
from dialogs.turns import left
from dialogs.world import World

_AFTER_WHO = frozenset({Phase.CONSENT, Phase.CHECK})


def standing(round_: Round, session: Session | None, incoming: Incoming, world: World) -> Session:
    """Return where the person stands: what is stored, what the button carries, or the start."""
    if session is not None and not world.over:
        return fitted(round_, session)
    language = nearest(incoming.locale, round_.languages)
    carried = incoming.carried if isinstance(incoming, Tapped) else None
    if carried is not None and not _sound(round_, carried):
        carried = None
    if carried is not None:
        language = carried.language
    elif session is not None:
        language = session.language
    if world.took_part and not world.over:
        saved = carried is not None and carried.phase is Phase.SAVED
        return carried if carried and saved else Session(phase=Phase.SAVED, language=language)
    if not world.open:
        return Session(phase=Phase.CLOSED, language=language)
    if carried is not None and carried.phase is not Phase.CLOSED:
        return carried  # one that says it is over is from before the round was prolonged
    return Session(phase=Phase.LANGUAGE, language=language)


def fitted(round_: Round, session: Session) -> Session:
    """Return a session whose open question is not on its path (any more) at the summary.

    This happens when a question is asked in one language only and another one is chosen, and when
    the version that the session began with is gone; nothing answered is lost. The same goes for the
    question whether words may be printed, once none that count are left.
    """
    if session.language not in round_.languages:
        session = replace(session, language=next(iter(round_.languages)))
    if session.at and path(round_, session).index(session.at) < 0:
        return replace(left(session), phase=Phase.REVIEW)
    if session.phase is Phase.QUOTES and not asks(round_, session):
        return replace(session, phase=Phase.REVIEW)
    return session


def _sound(round_: Round, carried: Session) -> bool:
    """Return whether a carried conversation can be ours: buttons come back from strangers' apps."""
    bands = {band.id for band in round_.age_bands}
    organisation = carried.respondent is Respondent.ORGANISATION
    after_age = carried.phase in {Phase.GUARDIAN, Phase.CONSENT, Phase.CHECK}
    return (
        carried.language in round_.languages
        and (carried.age in bands if after_age and not organisation else not carried.age)
        and (not organisation or (round_.hear_organisations and carried.phase in _AFTER_WHO))
        and (carried.phase is not Phase.CHECK or round_.consent.check is not None)
        and (carried.aside is None or carried.aside in ASIDES[carried.phase])
    )

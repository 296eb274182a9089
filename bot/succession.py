"""Which message a screen takes the place of, and what is remembered of it.

On a shared phone it is also remembered which message tells how somebody has ended, and no more than
that, so that it goes when the next person begins and nobody has cleared it. Until then it stays: a
withdrawal code may stand on it, which is shown once, and who types something or taps what was there
before may not have read it.
"""

from bot.channels.base import Arrival
from bot.promises import Content
from dialogs.drafts import Draft
from dialogs.events import Incoming, Show, Step, Tapped, first
from dialogs.round import Round
from dialogs.session import Session
from dialogs.states import TELLING, Phase

_DONE_WITH = frozenset({Phase.HANDED_ON, Phase.CLEARED, Phase.WITHDRAWN})


def end_stays(session: Session, draft: Draft | None) -> bool:
    """Return whether a message tells how somebody has ended, and may not be touched yet."""
    begins = session.kept or bool(session.ticket)
    return _tells_an_end(draft) and not begins and session.phase not in _DONE_WITH


def screen_before(
    arrival: Arrival, incoming: Incoming, step: Step, draft: Draft | None, *, stays: bool
) -> int | None:
    """Return the message whose place a screen takes; None where all that is there stays.

    `stays` is what `end_stays` says.
    """
    known = draft.screen if draft and not stays else None
    if not isinstance(incoming, Tapped) or _is_below(step):
        return known
    if _tells_an_end(draft) and not stays:
        return known
    return arrival.message_id if _is_the_screen(incoming, arrival.message_id, draft) else known


def draft_of(session: Session, screen: int | None, chat: int | None, round_: Round) -> Draft | None:
    """Return what is stored of a person: their session, if it is kept."""
    if session.kept:
        return Draft(session, screen, chat)
    stays = round_.shares_phones and session.phase in TELLING and screen is not None
    return Draft(Session(), screen) if stays else None


def newest_screen(content: Content, draft: Draft | None) -> int | None:
    """Return what showed the last screen: what was ahead may have been drawn since the promise."""
    return draft.screen if draft and draft.screen is not None else content.screen


def _tells_an_end(draft: Draft | None) -> bool:
    return draft is not None and not draft.session.kept


def _is_below(step: Step) -> bool:
    shown = first(step.effects, Show)
    return shown is not None and shown.fresh


def _is_the_screen(tap: Tapped, tapped: int | None, draft: Draft | None) -> bool:
    """Return whether what was tapped is certainly the message that shows the session's screen.

    A reminder has the same buttons and is another message. So had a screen that was deleted for a
    newer one while a thumb was on it.
    """
    if draft is None or draft.screen is None or not draft.session.kept:
        return True
    here = draft.session
    is_retired = tapped is not None and tapped < draft.screen
    return (tap.nonce, tap.step) == (here.nonce, here.step) and not (draft.letter or is_retired)

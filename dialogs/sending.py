"""What a conversation hands over: when "Send" is pressed, or when the round closes without it."""

from msgspec.structs import replace

from dialogs.answers import SKIPPED, Outcome
from dialogs.events import Propose
from dialogs.path import Path, path
from dialogs.questions import Statements
from dialogs.quoting import allowed
from dialogs.round import Invitation, Round, Unfinished
from dialogs.session import Response, Session
from dialogs.states import Aside


def response_of(round_: Round, here: Session, on_path: Path, *, fast: bool = False) -> Response:
    """Return the response of a session; what was asked and never answered counts as skipped.

    Statements that were added are not in it: they go apart, see `added_statements`.
    """
    given = [(one, on_path.given.get(one.id, SKIPPED)) for one in on_path.asked]
    return Response(
        round=round_.id,
        version=here.version,
        language=here.language,
        respondent=here.respondent,
        age=here.age,
        consent=here.consent,
        invited=bool(here.ticket) and round_.invitation is not Invitation.OPEN,
        fast=fast,
        quotable=allowed(round_, here),
        answers={
            one.id: replace(answer, words="") if isinstance(one, Statements) else answer
            for one, answer in given
        },
    )


def added_statements(here: Session, on_path: Path) -> tuple[Propose, ...]:
    """Return the statements that somebody has added, each by itself."""
    return tuple(
        Propose(one.id, here.language, line)
        for one in on_path.asked
        if isinstance(one, Statements)
        for line in on_path.given.get(one.id, SKIPPED).words.splitlines()
    )


def unsent(round_: Round, session: Session) -> Response | None:
    """Return what counts of a session that was not sent when its round closes, None for nothing.

    Nothing counts unless the round has said at the start that it would, somebody has agreed and
    answered at least one question, and was not just about to stop.

    Args:
        round_: the version of the round that the session began with.
        session: as it was stored.
    """
    agreed = session.kept and session.consent
    stopping = session.aside is Aside.STOP
    if round_.unfinished is not Unfinished.KEEP_ANSWERS or not agreed or stopping:
        return None
    on_path = path(round_, session)
    given = (on_path.given.get(one.id, SKIPPED) for one in on_path.asked)
    if all(answer.outcome is not Outcome.ANSWERED for answer in given):
        return None
    return response_of(round_, session, on_path)

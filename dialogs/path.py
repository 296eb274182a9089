"""Which question comes next. Always worked out from the answers, never stored."""

from dialogs.questions import AnyQuestion
from dialogs.round import Round
from dialogs.session import Session


def path(round_: Round, session: Session) -> tuple[AnyQuestion, ...]:
    """Return the questions this session leads through, answered or not, in order."""
    del session  # every round so far asks everybody everything
    return round_.questions


def after(round_: Round, session: Session, question_id: str) -> AnyQuestion | None:
    """Return the question after this one on the path; None at the end."""
    return _beside(round_, session, question_id, +1)


def before(round_: Round, session: Session, question_id: str) -> AnyQuestion | None:
    """Return the question before this one on the path; None at the beginning."""
    return _beside(round_, session, question_id, -1)


def _beside(round_: Round, session: Session, question_id: str, by: int) -> AnyQuestion | None:
    questions = path(round_, session)
    index = [question.id for question in questions].index(question_id) + by
    return questions[index] if 0 <= index < len(questions) else None

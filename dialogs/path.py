"""Which question comes next. Always worked out from the answers, never stored.

An answer counts when its question is on the path and the answer could still be given there: after
a change further up, what no longer fits is as if it had not been said. It is not erased before
sending, so that whoever changes an answer back finds the rest as it was.
"""

from collections.abc import Mapping
from functools import lru_cache

from msgspec import Struct

from dialogs.answers import Answer
from dialogs.conditions import Facts, holds
from dialogs.questions import AnyQuestion, Info
from dialogs.questions.options import WithOptions
from dialogs.round import Round, places
from dialogs.session import Session


class Path(Struct, frozen=True, gc=False):
    """The questions a session leads through.

    Attributes:
        questions: in their order.
        given: the answers that count, by question id.
        places: the place of each question on the path, from 0, by id.
    """

    questions: tuple[AnyQuestion, ...]
    given: Mapping[str, Answer]
    places: Mapping[str, int]

    def index(self, question_id: str) -> int:
        """Return the place of a question on the path, from 0; -1 when it is not on it."""
        return self.places.get(question_id, -1)

    def after(self, question_id: str) -> AnyQuestion | None:
        """Return the question after this one; None at the end."""
        index = self.index(question_id) + 1
        return self.questions[index] if index < len(self.questions) else None

    def before(self, question_id: str) -> AnyQuestion | None:
        """Return the question before this one; None at the beginning."""
        index = self.index(question_id) - 1
        return self.questions[index] if index >= 0 else None

    @property
    def asked(self) -> tuple[AnyQuestion, ...]:
        """The questions that ask something."""
        return tuple(one for one in self.questions if not isinstance(one, Info))

    @property
    def open(self) -> AnyQuestion | None:
        """The first question that has not been answered, skipped or declined."""
        return next((one for one in self.asked if one.id not in self.given), None)


def path(round_: Round, session: Session) -> Path:
    """Return the path of this session, from the first question to the last."""
    if straight(round_):
        return Path(round_.questions, session.answers, places(round_))
    given: dict[str, Answer] = {}
    facts = facts_of(round_, session, given)
    questions = []
    for question in round_.questions:
        if question.show_if is None or holds(question.show_if, facts):
            questions.append(question)
            answer = session.answers.get(question.id)
            if answer is not None and question.still_fits(answer, given):
                given[question.id] = answer
    return Path(tuple(questions), given, {one.id: i for i, one in enumerate(questions)})


def facts_of(round_: Round, session: Session, given: Mapping[str, Answer]) -> Facts:
    """Return what a condition can look at."""
    band = next((band for band in round_.age_bands if band.id == session.age), None)
    years = (band.least, band.most) if band else (0, None)
    return Facts(given, session.language, session.respondent, session.age, years)


@lru_cache(maxsize=64)
def straight(round_: Round) -> bool:
    """Return whether everybody is asked everything."""
    return not any(
        question.show_if or (isinstance(question, WithOptions) and question.filter_by)
        for question in round_.questions
    )

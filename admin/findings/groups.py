"""Where groups differ most, and which of them stands out of all."""

from collections.abc import Iterator

from admin.analysis.variables import AGE
from admin.claims import Sentence, compose, number, superlative, superlatives
from admin.claims.superlatives import Superlative, holds
from admin.differences import Difference, differences
from admin.disclosure import Protected
from admin.findings.finding import Finding, answer_of, asked_of, group_of
from admin.labels import Labels
from admin.words import marked
from dialogs.questions import Ranking, Scale
from dialogs.questions.base import Question

_TOGETHER = 2

_CHOSEN = (
    marked("{high} of those aged {first} chose {answer}, against {low} of those aged {second}."),
    marked(
        "{high} of those who answered {first} chose {answer}, against {low} of those who answered"
        " {second}."
    ),
)
_ASKED: dict[type[Question], tuple[str, str]] = {
    Ranking: (
        marked(
            "Asked {question}, {high} of those aged {first} put {answer} first, against {low} of"
            " those aged {second}."
        ),
        marked(
            "Asked {question}, {high} of those who answered {first} put {answer} first, against"
            " {low} of those who answered {second}."
        ),
    ),
    Scale: (
        marked(
            "Asked {question}, {high} of those aged {first} chose {answer}, against {low} of those"
            " aged {second}."
        ),
        marked(
            "Asked {question}, {high} of those who answered {first} chose {answer}, against {low}"
            " of those who answered {second}."
        ),
    ),
}
"""A difference between groups of age, and between those who answered a question in two ways.

An option speaks for itself; a point of a scale and a first place need their question.
"""


def sentence_of(one: Difference, labels: Labels) -> Sentence:
    """Return a difference in words."""
    kind = type(labels.round.question(one.variable.question))
    by_age, by_answer = _ASKED.get(kind, _CHOSEN)
    return compose(
        labels.words,
        by_age if one.by.id == AGE else by_answer,
        question=asked_of(one.variable, labels),
        high=number(one.high),
        low=number(one.low),
        answer=answer_of(one.variable, one.category.id, labels),
        first=group_of(one.by, one.high, labels),
        second=group_of(one.by, one.low, labels),
    )


def between_groups(tables: Protected, labels: Labels) -> Iterator[Finding]:
    """Yield the clearest differences, each of another breakdown and answer."""
    chosen: list[Difference] = []
    for one in differences(tables):
        if all(one.by != other.by and one.category != other.category for other in chosen):
            chosen.append(one)
    if chosen:
        body = tuple(sentence_of(one, labels) for one in chosen[:_TOGETHER])
        yield Finding(_widest(chosen[0], tables, labels), body)


def _widest(one: Difference, tables: Protected, labels: Labels) -> Sentence:
    """Say which group stands out of all, if that can be proved; else out of which other."""
    ranking = isinstance(labels.round.question(one.variable.question), Ranking)
    by_answer = one.by.id != AGE
    above_all = (superlatives.PUT_FIRST_BY if ranking else superlatives.CHOSEN_BY)[by_answer]
    claim = Superlative(above_all, (one.high.ref,))
    if not holds(claim, tables):
        claim = Superlative(superlatives.MORE_OFTEN, (one.high.ref,), (one.low.ref,))
    return superlative(
        labels.words,
        claim,
        answer=answer_of(one.variable, one.category.id, labels),
        first=group_of(one.by, one.high, labels),
        second=group_of(one.by, one.low, labels),
    )

"""What is counted: variables, their categories, and the plan of tables. No data here.

Which of them a round has is in `admin.analysis.planning`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import TypeVar

from dialogs.questions import (
    AnyQuestion,
    PickMany,
    PickOne,
    Ranking,
    Scale,
)
from dialogs.questions.base import Level, Localised, Measure, Statement
from dialogs.questions.options import Wider
from dialogs.round import Round

_BY_LEVEL = {
    Measure.ONE, Measure.MANY, Measure.SCALE, Measure.ORDER, Measure.NUMBER, Measure.DATE,
}  # fmt: skip

Asked = TypeVar("Asked", PickMany, PickOne, Ranking, Scale)

SKIPPED = ":skipped"
DECLINED = ":declined"
ANSWERED = ":answered"
NO_VOTE = ":no_vote"
UNPLACED = ":unplaced"
NO_THEME = ":no_theme"
"""Categories that every language has the same word for; no option id begins with a colon."""

AGE = "age"
LANGUAGE = "language"
INVITED = "invited"
QUARANTINED = "quarantined"
WITH_CODE, WITHOUT_CODE = ":with_code", ":without_code"


class Kind(StrEnum):
    """How the categories of a variable relate to its base."""

    PARTS = "parts"
    """Everybody is in exactly one category: they add up to the base."""
    SEVERAL = "several"
    """One person may be in several categories; each is a share of the base by itself."""


@dataclass(frozen=True)
class Category:
    """One value of a variable.

    Attributes:
        levels: the dataset's own levels that it gathers.
        span: the least and the most of the numbers that it gathers, where they are numbers.
    """

    id: str
    label: Localised
    levels: tuple[str, ...] = ()
    span: tuple[float, float] | None = None


@dataclass(frozen=True)
class Variable:
    """Something that is counted over all responses, or over those who were asked."""

    id: str
    question: str
    kind: Kind
    categories: tuple[Category, ...]
    conditional: bool = False
    """Whether there are people who cannot be in it: the question has a condition, or it counts
    only those who voted on a statement."""
    statement: Statement | None = None
    """What was voted on, where votes are counted."""
    part: Level | None = None
    """The option whose places, or points, are counted."""
    most: int = 0
    """How many categories one text may be in, where it counts texts that people have coded."""

    def category(self, category_id: str) -> Category:
        """Return the category with this id; KeyError when there is none."""
        for category in self.categories:
            if category.id == category_id:
                return category
        raise KeyError(category_id)

    @property
    def substance(self) -> tuple[Category, ...]:
        """The categories that are answers to the question."""
        return tuple(c for c in self.categories if c.id not in {SKIPPED, DECLINED, NO_THEME})

    @property
    def of_texts(self) -> bool:
        """Whether it counts coded texts, which no response in the dataset leads to."""
        return self.most > 0

    @property
    def of_voters(self) -> bool:
        """Whether its base is those who voted on a statement."""
        return self.statement is not None and all(c.id != NO_VOTE for c in self.categories)

    @property
    def is_compared(self) -> bool:
        """Whether groups are compared by it.

        Not by votes, which opinion groups are made of, nor by themes, nor by who answered at all.
        """
        told = any(one.id != ANSWERED for one in self.substance)
        return told and self.statement is None and not self.of_texts


@dataclass(frozen=True)
class Plan:
    """Every table of a round: each variable over all, and each pair (variable, breakdown)."""

    variables: tuple[Variable, ...]
    pairs: tuple[tuple[str, str], ...]
    merged: tuple[tuple[str, str], ...]
    """(merged variable, the variable whose categories it gathers)."""
    groupings: tuple[Variable, ...] = ()
    """Breakdowns whose groups are not their own categories but unions of them."""
    absent: frozenset[tuple[str, str, str]] = frozenset()
    """(variable, breakdown, group): the rows of people who cannot have been asked."""
    finer: frozenset[tuple[str, str]] = frozenset()
    """Those of the pairs that are there because enough people took part: they give way first."""
    withheld: frozenset[tuple[str, str]] = frozenset()
    """Finer tables that are left out although enough took part, as nothing could protect them."""

    def withholding(self) -> "Plan":
        """Return the plan without its finer tables."""
        return replace(
            self,
            pairs=tuple(pair for pair in self.pairs if pair not in self.finer),
            absent=frozenset(row for row in self.absent if row[:2] not in self.finer),
            finer=frozenset(),
            withheld=self.finer,
        )

    def variable(self, variable_id: str) -> Variable:
        """Return the variable with this id; KeyError when there is none."""
        for variable in self.variables:
            if variable.id == variable_id:
                return variable
        raise KeyError(variable_id)

    def grouping(self, by: str) -> Variable:
        """Return the groups of a breakdown, each made of one or more categories."""
        return next((g for g in self.groupings if g.id == by), None) or self.variable(by)

    def groups(self, variable: str, by: str) -> list[str]:
        """Return the groups of a breakdown that can have been asked what a variable counts."""
        every = (category.id for category in self.grouping(by).categories)
        return [group for group in every if (variable, by, group) not in self.absent]

    @cached_property
    def breakdowns(self) -> tuple[str, ...]:
        """The breakdowns in use, in the order of the round, then opinion groups.

        Not those of coded texts alone, which have the language: no other answer is broken down by
        it.
        """
        answers = (by for variable, by in self.pairs if not self.variable(variable).of_texts)
        return tuple(dict.fromkeys(answers))

    @property
    def compared(self) -> tuple[str, ...]:
        """The breakdowns that answers are compared by: not those that are made of the answers."""
        pairs = ((self.variable(name), by) for name, by in self.pairs)
        answers = (by for one, by in pairs if one.is_compared)
        return tuple(dict.fromkeys(answers))


def wide(one: Wider) -> Category:
    """Return a wider category that the round names."""
    return Category(one.id, one.label, one.of)


def gathered(every: Iterable[Category], unions: Iterable[Category]) -> tuple[Category, ...]:
    """Return categories with each union where the first of those stands that it gathers."""
    union_of = {level: union for union in unions for level in union.levels}
    alone = (replace(one, levels=one.levels or (one.id,)) for one in every)
    found = [union_of.get(one.id, one) for one in alone]
    return tuple({one.id: one for one in found}.values())


def merged_id(question: str) -> str:
    """Return the id of the variable in which the categories of a question are merged."""
    return f"{question}:merged"


def among_id(question: str) -> str:
    """Return the id of the variable "in one of the places" of a ranking."""
    return f"{question}:among"


def headline(round_: Round) -> tuple[str, ...]:
    """Return the variables that the findings of the front page are about, one of each kind."""
    many, scale = first_asked(round_, PickMany), first_asked(round_, Scale)
    ranking, one = first_asked(round_, Ranking), first_asked(round_, PickOne)
    names = [
        merged_id(question.id) if isinstance(question, Scale) else question.id
        for question in (many, scale, ranking, one)
        if question
    ]
    return tuple(names)


def first_asked(round_: Round, kind: type[Asked]) -> Asked | None:
    """Return the first question of a kind that is not about the person."""
    people = {question.id for question in round_.breakdowns}
    fitting = (question for question in round_.questions if isinstance(question, kind))
    return next((question for question in fitting if question.id not in people), None)


def by_level(question: AnyQuestion) -> bool:
    """Return whether people are counted by what they chose, not only by whether they answered."""
    return question.measure in _BY_LEVEL


def places_id(question: str, option: str) -> str:
    """Return the id of the variable of the places that an option of a ranking has."""
    return f"{question}:places:{option}"


def points_id(question: str, option: str) -> str:
    """Return the id of the variable of the points that an option was given."""
    return f"{question}:points:{option}"


def parts_of(plan: Plan, question: str) -> tuple[Variable, ...]:
    """Return the variables of the single options of a question."""
    return tuple(one for one in plan.variables if one.question == question and one.part)

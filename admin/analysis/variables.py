"""What is counted: the variables of a round and the fixed plan of its tables. No data here.

A question gives one variable or two. A scale is also counted in two or three merged parts, which
hold enough people to be compared between groups; a ranking is counted by first places and by
"among the places". A number and a date are counted in bands (`admin.analysis.bands`). Each option
of a ranking has a variable of its places, each of a question that shares out points one of the
points it was given: these are counted over everybody only.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TypeVar

from admin.analysis import bands
from dialogs.languages import OWN_NAMES
from dialogs.questions import (
    AnyQuestion,
    DatePart,
    Number,
    PickMany,
    PickOne,
    Points,
    Ranking,
    Scale,
)
from dialogs.questions.base import Level, Localised, Measure, Statement
from dialogs.round import Invitation, Round

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
        """Whether it counts coded texts, which nothing joins to the other answers."""
        return self.most > 0

    @property
    def of_voters(self) -> bool:
        """Whether its base is those who voted on a statement."""
        return self.statement is not None and all(c.id != NO_VOTE for c in self.categories)


@dataclass(frozen=True)
class Plan:
    """Every table of a round: each variable over all, and each pair (variable, breakdown)."""

    variables: tuple[Variable, ...]
    pairs: tuple[tuple[str, str], ...]
    merged: tuple[tuple[str, str], ...]
    """(merged variable, the variable whose categories it gathers)."""
    groupings: tuple[Variable, ...] = ()
    """Breakdowns whose groups are not their own categories but unions of them."""

    def variable(self, variable_id: str) -> Variable:
        """Return the variable with this id; KeyError when there is none."""
        for variable in self.variables:
            if variable.id == variable_id:
                return variable
        raise KeyError(variable_id)

    def grouping(self, by: str) -> Variable:
        """Return the groups of a breakdown, each made of one or more categories."""
        return next((g for g in self.groupings if g.id == by), None) or self.variable(by)

    @cached_property
    def breakdowns(self) -> tuple[str, ...]:
        """The breakdowns in use, in the order of the round, then opinion groups.

        Not that of coded texts: they have the language alone, and no other answer is broken down
        by it.
        """
        answers = (by for variable, by in self.pairs if not self.variable(variable).of_texts)
        return tuple(dict.fromkeys(answers))

    @property
    def compared(self) -> tuple[str, ...]:
        """The breakdowns that answers are compared by: not those that are made of the answers."""
        pairs = ((self.variable(name), by) for name, by in self.pairs)
        answers = (by for one, by in pairs if one.statement is None and not one.of_texts)
        return tuple(dict.fromkeys(answers))


def merged_id(question: str) -> str:
    """Return the id of a scale's merged variable."""
    return f"{question}:merged"


def among_id(question: str) -> str:
    """Return the id of the variable "in one of the places" of a ranking."""
    return f"{question}:among"


def plan_of(round_: Round) -> Plan:
    """Return the tables that are published of this round: always the same ones."""
    variables = [_language(round_), _age(round_), *_invited(round_)]
    pairs: list[tuple[str, str]] = []
    merged: list[tuple[str, str]] = []
    for question in round_.questions:
        if question.measure is Measure.NOTHING:
            continue
        variables += _of_question(question, round_)
        if isinstance(question, Scale):
            merged.append((merged_id(question.id), question.id))
        if by_level(question) and not (isinstance(question, PickOne) and question.breakdown):
            pairs += [(_compared(question), by) for by in round_.publication.breakdowns]
    return Plan(tuple(variables), tuple(pairs), tuple(merged))


def headline(round_: Round) -> tuple[str, ...]:
    """Return the variables that the findings of the front page are about, one of each kind."""
    many, scale = first_asked(round_, PickMany), first_asked(round_, Scale)
    ranking, one = first_asked(round_, Ranking), first_asked(round_, PickOne)
    return tuple(_compared(question) for question in (many, scale, ranking, one) if question)


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


def _compared(question: AnyQuestion) -> str:
    return merged_id(question.id) if isinstance(question, Scale) else question.id


def _language(round_: Round) -> Variable:
    names = [
        Category(t, dict.fromkeys(round_.languages, OWN_NAMES.get(t, t))) for t in round_.languages
    ]
    return Variable(LANGUAGE, "", Kind.PARTS, tuple(names))


def _age(round_: Round) -> Variable:
    bands = [Category(b.id, dict.fromkeys(round_.languages, b.label)) for b in round_.age_bands]
    return Variable(AGE, "", Kind.PARTS, tuple(bands))


def _invited(round_: Round) -> Iterator[Variable]:
    """Yield whether people came with a code, where both were possible."""
    if round_.invitation is Invitation.BOTH:
        ways = (Category(WITH_CODE, {}), Category(WITHOUT_CODE, {}))
        yield Variable(INVITED, "", Kind.PARTS, ways)


def _of_question(question: AnyQuestion, round_: Round) -> Iterator[Variable]:
    own, gone = tuple(_answers(question, round_)), tuple(_no_answer(question))
    kind = Kind.SEVERAL if question.measure is Measure.MANY else Kind.PARTS
    asked_some = question.show_if is not None
    yield Variable(question.id, question.id, kind, own + gone, asked_some)
    if isinstance(question, Ranking):
        yield Variable(among_id(question.id), question.id, Kind.SEVERAL, own + gone, asked_some)
    if isinstance(question, Scale):
        parts = tuple(map(_gathered, bands.of_scale(question)))
        yield Variable(merged_id(question.id), question.id, Kind.PARTS, parts + gone, asked_some)
    for name, option, categories in _parts(question):
        every = categories + gone
        yield Variable(name, question.id, Kind.PARTS, every, asked_some, part=option)


def _answers(question: AnyQuestion, round_: Round) -> Iterator[Category]:
    match question:
        case Number():
            yield from map(_banded, bands.of_number(question))
        case DatePart():
            yield from map(_banded, bands.of_date(question, round_))
        case _ if by_level(question):
            yield from (Category(one.id, one.label, (one.id,)) for one in question.levels())
        case _:
            yield Category(ANSWERED, {})


def _parts(question: AnyQuestion) -> Iterator[tuple[str, Level, tuple[Category, ...]]]:
    """Yield the options that are counted one by one, and what can become of them."""
    if isinstance(question, Points):
        points = tuple(map(_banded, bands.of_points(question)))
        for option in question.levels():
            yield points_id(question.id, option.id), option, points
    if isinstance(question, Ranking):
        places = tuple(_places(question))
        for option in question.levels():
            yield places_id(question.id, option.id), option, places


def _places(question: Ranking) -> Iterator[Category]:
    yield from map(_banded, bands.of_ranking(question))
    if question.length < len(question.options) or question.filter_by:
        yield Category(UNPLACED, {})


def _banded(band: bands.Band) -> Category:
    return Category(band.id, band.label, span=band.span)


def _gathered(part: bands.Band) -> Category:
    least, most = map(int, part.span)
    return Category(part.id, part.label, tuple(map(str, range(least, most + 1))))


def _no_answer(question: AnyQuestion) -> Iterator[Category]:
    yield Category(SKIPPED, {})
    if question.may_decline or question.required:
        yield Category(DECLINED, {})

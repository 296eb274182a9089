"""Which answers can lead where: a bounded search over the finite sets of answers.

The values of a question are reduced to those that some comparison tells apart, so a search is
exact and short in all but the wildest rounds. Where it is not finished after `MOST_STEPS`, nothing
is known, and nothing is said.
"""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from dialogs.answers import SKIPPED, Answer, Value, answered
from dialogs.conditions import (
    AGE,
    FACTS,
    LANGUAGE,
    RESPONDENT,
    Condition,
    Facts,
    comparisons,
    holds,
    named,
)
from dialogs.lints.tools.values import TooManyError, possible
from dialogs.questions import AnyQuestion
from dialogs.questions.options import WithOptions
from dialogs.round import Round
from dialogs.session import Respondent

MOST_STEPS = 20_000


class _Person(Struct, frozen=True):
    """Everything that is known of somebody without asking."""

    language: str
    respondent: str
    age: str
    years: tuple[int, int | None]

    def facts(self, given: Mapping[str, Answer]) -> Facts:
        return Facts(given, self.language, self.respondent, self.age, self.years)


def is_asked(round_: Round, question: AnyQuestion, language: str = "") -> bool | None:
    """Return whether some answers lead to `question`; None when that is not known.

    With a `language`, only people who speak it count.
    """
    if question.show_if is None:
        return True
    return _Search(round_, question.show_if, free=False).succeeds(language)


def can_hold(round_: Round, condition: Condition) -> bool | None:
    """Return whether `condition` can be true, were every question it names asked."""
    return _Search(round_, condition, free=True).succeeds()


class _Search:
    """Looks for answers with which `target` is true."""

    def __init__(self, round_: Round, target: Condition, *, free: bool) -> None:
        self._round = round_
        self._target = target
        self._free = free
        self._steps = 0
        ids = _needed(round_, target, free=free)
        self._questions = [one for one in round_.questions if one.id in ids]
        self._names = set(named(target)) | {
            name for one in self._questions if one.show_if for name in named(one.show_if)
        }

    def succeeds(self, language: str = "") -> bool | None:
        try:
            values = [self._values(question) for question in self._questions]
            return any(self._go(person, {}, values) for person in self._people(language))
        except TooManyError:
            return None

    def _people(self, language: str) -> Iterator[_Person]:
        """Yield somebody of each sort that conditions tell apart; of one language if given."""
        round_ = self._round
        tags = (language,) if language else tuple(round_.languages)
        for tag in tags if LANGUAGE in self._names else tags[:1]:
            for band in round_.age_bands if AGE in self._names else round_.age_bands[:1]:
                yield _Person(tag, Respondent.PERSON, band.id, (band.least, band.most))
            if round_.hear_organisations and self._names & {AGE, RESPONDENT}:
                yield _Person(tag, Respondent.ORGANISATION, "", (0, None))

    def _go(
        self, person: _Person, given: dict[str, Answer], values: Sequence[tuple[Answer, ...]]
    ) -> bool:
        self._steps += 1
        if self._steps > MOST_STEPS:
            raise TooManyError
        if not values:
            return holds(self._target, person.facts(given))
        question = self._questions[len(self._questions) - len(values)]
        condition = None if self._free else question.show_if
        if condition is not None and not holds(condition, person.facts(given)):
            return self._go(person, given, values[1:])
        return any(
            self._go(person, {**given, question.id: answer}, values[1:])
            for answer in values[0]
            if self._free or question.still_fits(answer, given)
        )

    def _values(self, question: AnyQuestion) -> tuple[Answer, ...]:
        """Return one answer for each way in which comparisons and filters tell answers apart."""
        compared = [
            one
            for condition in (self._target, *(each.show_if for each in self._questions))
            if condition is not None
            for one in comparisons(condition)
            if one.question == question.id
        ]
        filtered = frozenset() if self._free else _filtered(self._questions, question)
        told: dict[object, Answer] = {}
        for answer in (SKIPPED, *map(answered, possible(question, compared, filtered))):
            facts = Facts({question.id: answer}, "", "", "", (0, None))
            sign = tuple(holds(one, facts) for one in compared)
            told.setdefault((sign, _kept(answer.value, filtered)), answer)
        return tuple(told.values())


def _needed(round_: Round, target: Condition, *, free: bool) -> set[str]:
    """Return the questions that decide about `target`, those that decide about them included."""
    needed, waiting = set[str](), {name for name in named(target) if name not in FACTS}
    while waiting:
        name = waiting.pop()
        needed.add(name)
        question = round_.question(name)
        further = set[str]()
        if not free and question.show_if is not None:
            further |= {each for each in named(question.show_if) if each not in FACTS}
        if not free and isinstance(question, WithOptions) and question.filter_by:
            further.add(question.filter_by)
        waiting |= further - needed
    return needed


def _filtered(among: Sequence[AnyQuestion], question: AnyQuestion) -> frozenset[str]:
    """Return the options of `question` that decide which options another one shows."""
    return frozenset(
        name
        for one in among
        if isinstance(one, WithOptions) and one.filter_by == question.id
        for option in one.options
        for name in option.belongs_to
    )


def _kept(value: Value | None, filtered: frozenset[str]) -> object:
    if value is None:
        return None
    chosen = value if isinstance(value, tuple) else (value,) if isinstance(value, str) else ()
    return filtered.intersection(chosen)

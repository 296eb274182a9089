"""`show_if`: when a question is asked, as data and never as code.

    show_if: {question: way_home, is: bus}
    show_if:
      all:
        - {question: age, at_least: 15}
        - not: {question: better, includes: lighting}

A condition is one comparison, or `all`, `any` or `not` of others. It may name an earlier question,
or `age` (the band in `is`, years in `at_least` and `at_most`), `language` or `respondent`
(`person` or `organisation`). A question that was skipped, declined or not asked has no value: then
every comparison is false, and `is_not`, which is the opposite of `is`, is true.
"""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from dialogs.answers import Answer, Outcome, Value

AGE = "age"
LANGUAGE = "language"
RESPONDENT = "respondent"
FACTS = frozenset({AGE, LANGUAGE, RESPONDENT})
"""What can be named although it is no question."""

Operand = str | int | float


class Condition(
    Struct,
    frozen=True,
    kw_only=True,
    omit_defaults=True,
    forbid_unknown_fields=True,
    rename={"all_of": "all", "any_of": "any", "none_of": "not", "equals": "is"},
):
    """One comparison of one question, or a combination of conditions.

    Attributes:
        all: conditions that must all be true.
        any: conditions of which one must be true.
        not: a condition that must be false.
        question: the id of an earlier question, or `age`, `language` or `respondent`.
        is: the answer is this option, number or text; for `age` the id of a band.
        is_not: the opposite of `is`; also true where nothing was answered.
        at_least: the answer is this or more; for `age` years in which a band begins.
        at_most: the answer is this or less; for `age` years in which a band ends.
        includes: this option is among those that were chosen.
        answered: whether there is an answer at all, neither skipped nor declined.
    """

    all_of: tuple["Condition", ...] | None = None
    any_of: tuple["Condition", ...] | None = None
    none_of: "Condition | None" = None
    question: str = ""
    equals: Operand | None = None
    is_not: Operand | None = None
    at_least: Operand | None = None
    at_most: Operand | None = None
    includes: str | None = None
    answered: bool | None = None


COMBINATIONS = ("all_of", "any_of", "none_of")
COMPARISONS = ("equals", "is_not", "at_least", "at_most", "includes", "answered")


class Facts(Struct, frozen=True):
    """What a condition can look at.

    Attributes:
        given: the answers that count, by question id.
        language, respondent: who is asked.
        age: id of the age band.
        years: the least and the most years of the band; the most is None where it is open.
    """

    given: Mapping[str, Answer]
    language: str
    respondent: str
    age: str
    years: tuple[int, int | None]


def holds(condition: Condition, facts: Facts) -> bool:
    """Return whether `condition` is true."""
    if condition.all_of is not None:
        return all(holds(each, facts) for each in condition.all_of)
    if condition.any_of is not None:
        return any(holds(each, facts) for each in condition.any_of)
    if condition.none_of is not None:
        return not holds(condition.none_of, facts)
    if condition.question == AGE:
        return _age(condition, facts)
    return _compare(condition, _value(condition.question, facts))


def named(condition: Condition) -> Iterator[str]:
    """Yield every question that a condition looks at."""
    if condition.question:
        yield condition.question
    for inner in (*(condition.all_of or ()), *(condition.any_of or ())):
        yield from named(inner)
    if condition.none_of is not None:
        yield from named(condition.none_of)


def comparisons(condition: Condition) -> Iterator[Condition]:
    """Yield every comparison in a condition."""
    if condition.question:
        yield condition
    for inner in (*(condition.all_of or ()), *(condition.any_of or ())):
        yield from comparisons(inner)
    if condition.none_of is not None:
        yield from comparisons(condition.none_of)


def _value(question: str, facts: Facts) -> Value | None:
    if question == LANGUAGE:
        return facts.language
    if question == RESPONDENT:
        return facts.respondent
    answer = facts.given.get(question)
    return answer.value if answer is not None and answer.outcome is Outcome.ANSWERED else None


def _compare(condition: Condition, value: Value | None) -> bool:
    if condition.answered is not None:
        return (value is not None) is condition.answered
    if condition.is_not is not None:
        return value != condition.is_not
    if value is None:
        return False
    if condition.equals is not None:
        return value == condition.equals
    if condition.includes is not None:
        return _includes(value, condition.includes)
    return _ordered(condition, value)


def _includes(value: Value, option: str) -> bool:
    """Return whether an option is among several, or has been given points."""
    if isinstance(value, dict):
        return value.get(option, 0) > 0
    return isinstance(value, tuple) and option in value


def _ordered(condition: Condition, value: Value) -> bool:
    """Compare two numbers, or two dates as texts: a month and a year by their year."""
    upwards = condition.at_least is not None
    bound = condition.at_least if upwards else condition.at_most
    if isinstance(value, str) and isinstance(bound, str):
        size = min(len(value), len(bound))
        low, high = (bound, value) if upwards else (value, bound)
        return low[:size] <= high[:size]
    if isinstance(value, int | float) and isinstance(bound, int | float):
        return value >= bound if upwards else value <= bound
    return False


def _age(condition: Condition, facts: Facts) -> bool:
    """Compare bands by id, and years by what is true of everybody in the band."""
    least, most = facts.years
    if isinstance(condition.at_least, int):
        return bool(facts.age) and least >= condition.at_least
    if isinstance(condition.at_most, int):
        return bool(facts.age) and most is not None and most <= condition.at_most
    return _compare(condition, facts.age or None)

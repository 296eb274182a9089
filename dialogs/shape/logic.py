"""Conditions and filters look back, at things that are there, and compare like with like."""

from collections.abc import Iterator

from dialogs.conditions import (
    AGE,
    COMBINATIONS,
    COMPARISONS,
    FACTS,
    LANGUAGE,
    RESPONDENT,
    Condition,
    comparisons,
)
from dialogs.questions import (
    AnyQuestion,
    DatePart,
    Number,
    PickMany,
    Points,
    Ranking,
    Scale,
)
from dialogs.questions.options import WithOptions
from dialogs.round import Round
from dialogs.session import Respondent
from dialogs.shape.base import Finding, has_level


def find(round_: Round) -> Iterator[Finding]:
    earlier: dict[str, AnyQuestion] = {}
    for i, question in enumerate(round_.questions):
        path = f"$.questions[{i}]"
        if question.show_if is not None:
            yield from _condition(question.show_if, f"{path}.show_if", earlier, round_)
        if isinstance(question, WithOptions):
            yield from _filter(question, path, earlier)
        earlier[question.id] = question


def _condition(
    condition: Condition, path: str, earlier: dict[str, AnyQuestion], round_: Round
) -> Iterator[Finding]:
    yield from _form(condition, path)
    for one in comparisons(condition):
        if one.question in FACTS:
            yield from _fact(one, path, round_)
        elif one.question in earlier:
            yield from _operand(one, path, earlier[one.question])
        else:
            yield (
                path,
                f"“{one.question}” is no earlier question.",
                "A condition looks back: name a question that stands above this one.",
            )


def _form(condition: Condition, path: str) -> Iterator[Finding]:
    """Check that a condition says exactly one thing, all the way down."""
    combined = [name for name in COMBINATIONS if getattr(condition, name) is not None]
    compared = [name for name in COMPARISONS if getattr(condition, name) is not None]
    alone = len(combined) == 1 and not compared and not condition.question
    single = len(compared) == 1 and not combined and bool(condition.question)
    if not alone and not single:
        yield (
            path,
            "A condition says one thing: all, any or not of others, or one comparison.",
            "Write {question: way_home, is: bus}, or combine such lines under `all:` or `any:`.",
        )
    inner = (*(condition.all_of or ()), *(condition.any_of or ()))
    for one in (*inner, *((condition.none_of,) if condition.none_of else ())):
        yield from _form(one, path)


def _fact(one: Condition, path: str, round_: Round) -> Iterator[Finding]:
    bands = {band.id for band in round_.age_bands}
    known: dict[str, set[str]] = {
        AGE: bands,
        LANGUAGE: set(round_.languages),
        RESPONDENT: {each.value for each in Respondent},
    }
    operand = one.equals if one.equals is not None else one.is_not
    if operand is not None and operand not in known[one.question]:
        yield path, f"“{operand}” is no {one.question} of this round.", "Correct it."
    if one.includes is not None:
        yield path, "`includes` is for several options.", "Use `is` for a single answer."
    ordered = one.at_least is not None or one.at_most is not None
    if ordered and (one.question != AGE or not _on_a_border(one, round_)):
        yield (
            path,
            "Only `age` can be compared by size, at the border of a band.",
            "Use years in which a band begins (at_least) or ends (at_most).",
        )


def _on_a_border(one: Condition, round_: Round) -> bool:
    if one.at_least is not None:
        borders = {band.least for band in round_.age_bands}
        return isinstance(one.at_least, int) and one.at_least in borders
    return isinstance(one.at_most, int) and one.at_most in {band.most for band in round_.age_bands}


def _operand(one: Condition, path: str, question: AnyQuestion) -> Iterator[Finding]:
    operand = one.equals if one.equals is not None else one.is_not
    wrong = operand is not None and not has_level(question, operand)
    if isinstance(question, WithOptions) and wrong:
        yield path, f"“{operand}” is no option of “{question.id}”.", "Use an option's id."
    if one.includes is not None:
        if not isinstance(question, PickMany | Ranking | Points):
            yield path, "`includes` is for several options.", "Use `is` for a single answer."
        elif not has_level(question, one.includes):
            yield path, f"“{one.includes}” is no option of “{question.id}”.", "Use an option's id."
    ordered = one.at_least is not None or one.at_most is not None
    if ordered and not isinstance(question, Scale | Number | DatePart):
        yield (
            path,
            f"“{question.id}” has no order.",
            "at_least and at_most are for scales, numbers and dates.",
        )


def _filter(question: WithOptions, path: str, earlier: dict[str, AnyQuestion]) -> Iterator[Finding]:
    belongs = {name for option in question.options for name in option.belongs_to}
    if not question.filter_by:
        if belongs:
            yield f"{path}.options", "`belongs_to` needs `filter_by`.", "Name the earlier question."
        return
    source = earlier.get(question.filter_by)
    if not isinstance(source, WithOptions):
        yield (
            f"{path}.filter_by",
            f"“{question.filter_by}” is no earlier question in which options are chosen.",
            "Name a question with options that stands above.",
        )
        return
    for name in sorted(belongs - {option.id for option in source.options}):
        yield f"{path}.options", f"“{name}” is no option of “{source.id}”.", "Correct `belongs_to`."

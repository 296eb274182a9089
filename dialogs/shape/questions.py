"""Each kind within its bounds."""

import math
from collections.abc import Callable, Iterator

from dialogs.questions import (
    AnyQuestion,
    DatePart,
    FreeText,
    Info,
    Number,
    PickMany,
    PickOne,
    Points,
    Ranking,
    Scale,
    Statements,
)
from dialogs.questions.date_part import Precision
from dialogs.questions.options import WithOptions
from dialogs.round import Round
from dialogs.shape.base import Finding

MAX_TEXT = 1500


def find(round_: Round) -> Iterator[Finding]:
    if all(isinstance(question, Info) for question in round_.questions):
        yield "$.questions", "This round asks nothing.", "Add a question that is not `info`."
    for i, question in enumerate(round_.questions):
        path = f"$.questions[{i}]"
        if isinstance(question, WithOptions):
            yield from _options(question, path)
        yield from _bounds(question, path)


def _options(question: WithOptions, path: str) -> Iterator[Finding]:
    for name, ordered in (("random_order", question.random_order), ("sort", question.sort)):
        if ordered and isinstance(question, PickOne) and question.likert:
            yield f"{path}.{name}", "The steps of a scale stay in order.", "Remove this line."
    if question.random_order and question.sort:
        yield f"{path}.sort", "Options cannot be both sorted and mixed.", "Remove one of the two."
    others = [option for option in question.options if option.other]
    if len(others) > 1 or (others and not isinstance(question, PickOne | PickMany)):
        yield (
            f"{path}.options",
            "One option can ask for own words (`other`), in pick_one and pick_many.",
            "Keep one of them.",
        )


def _bounds(question: AnyQuestion, path: str) -> Iterator[Finding]:
    check = _CHECKS.get(type(question))
    return check(question, path) if check else iter(())


def _scale(question: Scale, path: str) -> Iterator[Finding]:
    if not 3 <= question.points <= 11:
        yield f"{path}.points", "A scale has 3 to 11 points.", "5 is a good choice."
    if question.first not in {0, 1}:
        yield f"{path}.first", "A scale begins at 0 or 1.", "Leave `first` out for 1."
    if question.middle is not None and question.points % 2 == 0:
        yield f"{path}.middle", "This scale has no middle.", "Take an odd number of points."


def _pick_many(question: PickMany, path: str) -> Iterator[Finding]:
    fits = 1 <= question.least <= question.ceiling <= len(question.options)
    if not fits or question.most == 0:
        yield path, "`least` and `most` do not fit the options.", "1 ≤ least ≤ most ≤ options."


def _ranking(question: Ranking, path: str) -> Iterator[Finding]:
    if not 2 <= question.length <= len(question.options) or question.places == 0:
        yield f"{path}.places", "`places` does not fit the options.", "2 ≤ places ≤ options."


def _points(question: Points, path: str) -> Iterator[Finding]:
    fits = 1 <= question.step <= question.total and question.total % question.step == 0
    if not fits or question.total // question.step > 50:
        yield (
            path,
            "`total` must be a multiple of `step`, at most 50 times.",
            "`total: 10` gives ten taps; `total: 100, step: 10` too.",
        )


def _free_text(question: FreeText, path: str) -> Iterator[Finding]:
    if not 1 <= question.limit <= MAX_TEXT:
        yield f"{path}.limit", "A text has 1 to 1500 characters.", "500 is usual."


def _number(question: Number, path: str) -> Iterator[Finding]:
    if not question.least < question.most:
        yield f"{path}.most", "`most` must be more than `least`.", "Correct one of them."
    elif not question.decimals and math.floor(question.most) < math.ceil(question.least):
        yield f"{path}.decimals", "No whole number lies in this range.", "Allow `decimals`."
    if not 0 <= question.decimals <= 3:
        yield f"{path}.decimals", "A number has 0 to 3 decimals.", "Leave it out for whole numbers."


def _dates(question: DatePart, path: str) -> Iterator[Finding]:
    for name in ("earliest", "latest"):
        bound = getattr(question, name)
        if bound is not None and not _is_part(str(bound), question.precision):
            yield (
                f"{path}.{name}",
                f"“{bound}” is not a {question.precision}.",
                'Write 2026, or "2026-03" in quotes for a month.',
            )
            return
    if question.latest is not None and str(question.earliest) > str(question.latest):
        yield f"{path}.latest", "`latest` lies before `earliest`.", "Correct one of them."


def _is_part(part: str, precision: Precision) -> bool:
    year, mark, month = part.partition("-")
    months = len(month) == 2 and month.isdecimal() and 1 <= int(month) <= 12
    known = len(year) == 4 and year.isdecimal() and 1900 <= int(year) <= 2100
    return known and (not mark or (months and precision is Precision.MONTH))


def _statements(question: Statements, path: str) -> Iterator[Finding]:
    if (
        not 1 <= question.most <= 60
        or not 0 <= question.own <= 3
        or not 20 <= question.limit <= 280
    ):
        yield (
            path,
            "`most` is 1 to 60, `own` 0 to 3, `limit` 20 to 280.",
            "Leave them out for 10, 1 and 140.",
        )


_CHECKS: dict[type, Callable[..., Iterator[Finding]]] = {
    Scale: _scale,
    PickMany: _pick_many,
    Ranking: _ranking,
    Points: _points,
    FreeText: _free_text,
    Number: _number,
    DatePart: _dates,
    Statements: _statements,
}

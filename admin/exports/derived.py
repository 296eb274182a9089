"""Figures that a brief prints beside counts, as rows: means, quartiles, scores, weights, effects.

Each is worked out from printed counts by the same functions as in the brief and rounded as there,
so nothing in here is new: what the brief leaves open, or does not print, has no row.
"""

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from admin.analysis.variables import Category, Variable, by_level, parts_of
from admin.briefs import numbers
from admin.briefs.context import Context
from admin.briefs.numbers import Ends
from admin.differences import differences
from admin.disclosure import ProtectedTable, mean_of
from admin.distribution import borda, mean_place, quartiles
from admin.exports.source import ANSWER, BREAKDOWN, GROUP, QUESTION
from admin.words import marked
from dialogs.questions import AnyQuestion, DatePart, Number, Points, Ranking, Scale

KINDS = {
    "mean": marked("Mean"),
    "lower_quartile": marked("Lower quartile"),
    "median": marked("Median"),
    "upper_quartile": marked("Upper quartile"),
    "share_of_points": marked("Share of all points"),
    "borda_score": marked("Borda score"),
    "mean_place": marked("Mean place"),
    "cohens_h": marked("Size of a difference (Cohen’s h)"),
    "weighted_share": marked("Weighted"),
}
"""Every figure, with what it is called."""
TITLE = marked("Worked out from the counts")
_LEAST, _MOST = marked("The least that it can be"), marked("The most that it can be")
_AGAINST = marked("Compared with")
_QUARTILES = ("lower_quartile", "median", "upper_quartile")


class Figure(Struct, frozen=True, kw_only=True):
    """One figure: wordings in one language, ids, and what it comes to.

    `least` and `most` are the same where it is one number; a quartile has the id of its band in
    their place. No breakdown is everybody. An effect compares a group with the one `against` it.
    """

    figure: str
    question: str = ""
    breakdown: str = ""
    group: str = ""
    against: str = ""
    option: str = ""
    variable_id: str = ""
    breakdown_id: str = ""
    group_id: str = ""
    against_id: str = ""
    option_id: str = ""
    least: float | None = None
    most: float | None = None
    band: str = ""


COLUMNS = Figure.__struct_fields__
NUMBERS = ("least", "most")


def heads(context: Context) -> list[str]:
    """Return what a person reads above the columns of wordings and numbers."""
    names = (TITLE, QUESTION, ANSWER, BREAKDOWN, GROUP, _AGAINST, _LEAST, _MOST)
    return [context.words(name) for name in names]


def explained(context: Context) -> list[str]:
    """Return what each column holds, in the order of `COLUMNS`."""
    say = context.words
    wordings = (QUESTION, BREAKDOWN, GROUP, _AGAINST, ANSWER)
    ids = ("question", "breakdown", "group", "against", "option")
    return [
        "; ".join(f"{name}: {say(text)}" for name, text in KINDS.items()),
        *map(say, wordings),
        *(say("Id of what stands in “{column}”", column=name) for name in ids),
        say(_LEAST),
        say(_MOST),
        say("Id of what stands in “{column}”", column="figure"),
    ]


def figures(context: Context) -> Iterator[Figure]:
    """Yield every figure, in the order of the round."""
    for question in context.round.questions:
        table = context.tables.tables.get((question.id, ""))
        for one in (table, *numbers.finest_by_group(context.tables, question)) if table else ():
            yield from _of_one(context, question, one)
        if isinstance(question, Points | Ranking):
            yield from _parts(context, question)
    yield from _effects(context)
    yield from _weighted(context)


def _of_one(context: Context, question: AnyQuestion, table: ProtectedTable) -> Iterator[Figure]:
    """Yield the mean of a scale, or the quartiles of a number, in each row of a table."""
    for group in table.groups:
        if isinstance(question, Scale):
            mean = mean_of(table, group)
            if mean is not None:
                yield _row(context, "mean", table, group, (round(mean, 1), round(mean, 1)))
        if isinstance(question, Number | DatePart):
            yield from _quartiles(context, table, group)


def _quartiles(context: Context, table: ProtectedTable, group: str) -> Iterator[Figure]:
    for name, band in zip(_QUARTILES, quartiles(table, group), strict=True):
        if band is not None:
            figure = _row(context, name, table, group)
            yield replace(figure, option=context.labels.category(band), band=band.id)


def _parts(context: Context, question: Points | Ranking) -> Iterator[Figure]:
    """Yield what each option comes to, over everybody and in each group."""
    for variable in parts_of(context.tables.plan, question.id):
        for by in ("", *context.tables.plan.compared):
            table = context.tables.tables.get((variable.id, by))
            if table is not None:
                yield from _rows(context, question, table)


def _rows(context: Context, question: Points | Ranking, table: ProtectedTable) -> Iterator[Figure]:
    for group in context.named_groups(table) if table.by else [""]:
        for name, ends in _scores(question, table, group):
            if ends is not None:
                yield _row(context, name, table, group, ends)


def _scores(
    question: Points | Ranking, table: ProtectedTable, group: str
) -> Iterator[tuple[str, Ends | None]]:
    if isinstance(question, Points):
        yield "share_of_points", numbers.share_of_points(question, table, group)
        return
    yield "borda_score", numbers.scored(borda(table, group), question.length)
    yield "mean_place", numbers.scored(mean_place(table, group), question.length)


def _row(
    context: Context,
    figure: str,
    table: ProtectedTable,
    group: str,
    ends: Ends | tuple[None, None] = (None, None),
) -> Figure:
    by = table.by if group else None
    return Figure(
        figure=figure,
        question=context.labels.question(table.variable),
        breakdown=context.labels.breakdown(by.id) if by else "",
        group=context.labels.group(by, group) if by else "",
        variable_id=table.variable.id,
        breakdown_id=by.id if by else "",
        group_id=group,
        least=ends[0],
        most=ends[1],
    )


def _effects(context: Context) -> Iterator[Figure]:
    for one in differences(context.tables):
        high, low = one.high.ref.group, one.low.ref.group
        effect = round(one.effect, 2)
        yield Figure(
            figure="cohens_h",
            question=context.labels.question(one.variable),
            breakdown=context.labels.breakdown(one.by.id),
            group=context.labels.group(one.by, high),
            against=context.labels.group(one.by, low),
            option=context.labels.category(one.category),
            variable_id=one.variable.id,
            breakdown_id=one.by.id,
            group_id=high,
            against_id=low,
            option_id=one.category.id,
            least=effect,
            most=effect,
        )


def _weighted(context: Context) -> Iterator[Figure]:
    weighting = context.weighting
    if weighting is None:
        return
    for variable, category in _answers(context):
        share = weighting.percent(variable, category.id)
        if share is not None:
            yield Figure(
                figure="weighted_share",
                question=context.labels.question(variable),
                option=context.labels.category(category),
                variable_id=variable.id,
                option_id=category.id,
                least=share,
                most=share,
            )


def _answers(context: Context) -> Iterator[tuple[Variable, Category]]:
    """Yield the answers that have a weighted share in the annex: of questions, not of people."""
    people = {question.id for question in context.round.breakdowns}
    asked = (one for one in context.round.questions if one.id not in people)
    of = {one.id for one in asked if by_level(one) or isinstance(one, Points)}
    for one in context.tables.plan.variables:
        if one.question in of and not one.part and not one.of_texts:
            yield from ((one, category) for category in one.substance)

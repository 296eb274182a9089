"""Numbers, dates, places and points: what was answered in bands, and what it comes to.

Means are given as a range where hidden numbers leave it open, and not at all where the range is
wider than a tenth of all points, or of the highest score.
"""

from collections.abc import Callable, Iterator, Sequence

from admin.analysis.bands import MOST
from admin.analysis.variables import Variable, merged_id, parts_of
from admin.briefs.context import HIDDEN, Context, both_of, figure_of
from admin.briefs.model import Block, Heading, Table
from admin.disclosure import Protected, ProtectedCell, ProtectedTable, mean_of
from admin.distribution import Mean, borda, mean_place, mean_points, quartiles
from dialogs.questions import AnyQuestion, DatePart, Number, Points, Ranking, Scale

_WIDEST = 0.1
_FULL_CELLS = 5
"""How many columns have room for a share beside the count."""

Figure = Callable[[ProtectedTable, str], str]
"""What is worked out of a row: a table and a group, "" for everybody."""
Column = tuple[str, Figure]
Ends = tuple[float, float]
"""The least and the most that a figure can be, as they are printed."""


def note(context: Context, question: AnyQuestion) -> str:
    """Return where the median of a number lies, and the quartiles where both are known.

    Nothing where the counts leave the median open. Of dates, which are in order but no quantity,
    the same.
    """
    found = quartiles(context.tables.table(question.id))
    lower, middle, upper = (context.labels.category(one) if one else "" for one in found)
    if not middle:
        return ""
    if not (lower and upper):
        return context.words("The median lies in {middle}.", middle=middle)
    return context.words(
        "The median lies in {middle}, the quartiles in {lower} and {upper}.",
        lower=lower,
        middle=middle,
        upper=upper,
    )


def shared_points(context: Context) -> Iterator[Block]:
    """Yield what each option was given, for every question that shares out points."""
    say = context.words
    for question in (one for one in context.round.questions if isinstance(one, Points)):
        tables = [
            context.tables.table(one.id) for one in parts_of(context.tables.plan, question.id)
        ]
        tables.sort(key=lambda table: -_middle(mean_points(table)))
        rows = [
            (
                _option(context, table.variable),
                both_of(table.cell("0"), say),
                _share(context, question)(table, ""),
            )
            for table in tables
        ]
        yield Heading(context.own(question.text), context.wording_lang)
        yield Table(
            say("Points given to each"),
            (say("Answer"), say("Gave it nothing"), say("Share of all points")),
            tuple(rows),
            (5, 1.6, 1.6),
            note=say(
                "Each person shared out {total} points. A range: hidden numbers leave it open."
                " * hidden, or too wide a range.",
                total=question.total,
            ),
            lang=context.wording_lang,
        )


def tables(context: Context, question: AnyQuestion) -> list[Block]:
    """Return the annex's table of the single options of a question, if they are counted."""
    found = _parts(context, question)
    if not found:
        return []
    say = context.words
    columns: list[Column] = []
    if isinstance(question, Points):
        columns.append((say("Share of all points"), _share(context, question)))
        caption = say("Points given to each")
    elif isinstance(question, Ranking):
        columns.append((say("Borda score"), _scored(context, borda, question.length)))
        if mean_place(found[0]) is not None:
            columns.append((say("Mean place"), _scored(context, mean_place, question.length)))
        caption = say("Places of each")
    else:
        return []
    return [_table(context, caption, found, columns), *_by_group(context, found, columns)]


def finest_by_group(tables: Protected, question: AnyQuestion) -> Iterator[ProtectedTable]:
    """Yield the tables by group that a mean, or quartiles, can be worked out from.

    Numbers and dates are in their wider bands where groups are too small for narrow ones; merged
    points of a scale have no mean.
    """
    for by in tables.plan.compared:
        found = tables.tables.get((question.id, by))
        if found is None and not isinstance(question, Scale):
            found = tables.tables.get((merged_id(question.id), by))
        if found is not None:
            yield found


def of_groups(context: Context, question: AnyQuestion) -> Iterator[Table]:
    """Yield the annex's table of the mean, or the quartiles, in each group, where any is known."""
    say, columns = context.words, list(_of_a_group(context, question))
    rows: list[tuple[str, ...]] = []
    for table in finest_by_group(context.tables, question) if columns else ():
        found = [(group, [of(table, group) for _, of in columns]) for group in table.groups]
        if table.by and any(set(figures) != {HIDDEN} for _, figures in found):
            rows.append((context.labels.breakdown(table.by.id),))
            rows += [(context.labels.group(table.by, group), *texts) for group, texts in found]
    if rows:
        yield Table(
            say("Worked out from the counts"),
            (say("Group"), *(name for name, _ in columns)),
            tuple(rows),
            (2.2, *(1.4 for _ in columns)),
            lang=context.wording_lang,
        )


def rules(context: Context) -> Iterator[str]:
    """Yield how numbers, dates, places and points are counted, where the round asks for them."""
    say, kinds = context.words, {type(one) for one in context.round.questions}
    if kinds & {Number, DatePart}:
        yield say(
            "Numbers and dates are counted in at most {bands} bands that were fixed before the"
            " round opened; dates by their year. Medians and quartiles are bands as well, found"
            " from the rounded counts; what hidden numbers leave open is not given.",
            bands=MOST,
        )
    if Points in kinds:
        yield say(
            "Points: shares of all points are worked out from the rounded counts of how many people"
            " gave how many points, as a range where hidden counts leave it open. An option that"
            " somebody was not offered counts as given nothing."
        )
    if Ranking in kinds:
        yield say(
            "Rankings: the last place scores one, the place before it one more, and so on; no place"
            " scores nothing. The Borda score is the mean, worked out from the rounded counts, as a"
            " range where hidden ones leave it open."
        )


def _parts(context: Context, question: AnyQuestion) -> list[ProtectedTable]:
    return [context.tables.table(one.id) for one in parts_of(context.tables.plan, question.id)]


def _table(
    context: Context, caption: str, tables: Sequence[ProtectedTable], columns: Sequence[Column]
) -> Table:
    say, categories = context.words, tables[0].variable.categories
    full = len(categories) <= _FULL_CELLS
    rows = [
        (
            _option(context, table.variable),
            figure_of(table.base(), say),
            *(_cell(context, table.cell(one.id), full=full) for one in categories),
            *(of(table, "") for _, of in columns),
        )
        for table in tables
    ]
    names = (context.labels.category(one) for one in categories)
    return Table(
        caption,
        (say("Answer"), say("Base"), *names, *(name for name, _ in columns)),
        tuple(rows),
        (2.6, 0.9, *(1 for _ in categories), *(1.3 for _ in columns)),
        lang=context.wording_lang,
    )


def _by_group(
    context: Context, tables: Sequence[ProtectedTable], columns: Sequence[Column]
) -> Iterator[Table]:
    """Yield, for each breakdown that options are counted by, what each comes to in each group."""
    say, named = context.words, context.labels
    for by in context.tables.plan.compared:
        broken_down = [context.tables.tables.get((one.variable.id, by)) for one in tables]
        found = [table for table in broken_down if table is not None]
        for name, of in columns if found else ():
            groups = context.named_groups(found[0])
            heads = (named.group(found[0].by, one) if found[0].by else "" for one in groups)
            yield Table(
                f"{name} · {say('By {breakdown}', breakdown=named.breakdown_in_text(by))}",
                (say("Answer"), *heads),
                tuple((_option(context, t.variable), *(of(t, g) for g in groups)) for t in found),
                (2.6, *(1.3 for _ in groups)),
                lang=context.wording_lang,
            )


def _cell(context: Context, cell: ProtectedCell, *, full: bool) -> str:
    if full or cell.nearly_all:
        return both_of(cell, context.words)
    return figure_of(cell, context.words)


def _option(context: Context, variable: Variable) -> str:
    return variable.part.label[context.language] if variable.part else ""


def share_of_points(question: Points, table: ProtectedTable, group: str = "") -> Ends | None:
    """Return the least and the most, in whole per cent, that an option got of all points."""
    mean = mean_points(table, group)
    if mean is None or mean.most - mean.least > _WIDEST * question.total:
        return None
    least, most = (round(100 * end / question.total) for end in (mean.least, mean.most))
    return least, most


def scored(mean: Mean | None, highest: int) -> Ends | None:
    """Return the least and the most of a mean place or score, with one decimal."""
    if mean is None or mean.most - mean.least > _WIDEST * highest:
        return None
    return round(mean.least, 1), round(mean.most, 1)


def _of_a_group(context: Context, question: AnyQuestion) -> Iterator[Column]:
    say = context.words
    if isinstance(question, Scale):
        yield say("Mean"), lambda table, group: _decimal(context, mean_of(table, group))
    if isinstance(question, Number | DatePart):
        names = (say("Lower quartile"), say("Median"), say("Upper quartile"))
        yield from ((name, _quartile(context, place)) for place, name in enumerate(names))


def _decimal(context: Context, mean: float | None) -> str:
    return HIDDEN if mean is None else context.words.number(mean, decimals=1)


def _quartile(context: Context, place: int) -> Figure:
    def quartile(table: ProtectedTable, group: str) -> str:
        band = quartiles(table, group)[place]
        return context.labels.category(band) if band else HIDDEN

    return quartile


def _share(context: Context, question: Points) -> Figure:
    def share(table: ProtectedTable, group: str) -> str:
        ends = share_of_points(question, table, group)
        if ends is None:
            return HIDDEN
        return "–".join(context.words.percent(int(end)) for end in dict.fromkeys(ends))

    return share


def _scored(
    context: Context, measure: Callable[[ProtectedTable, str], Mean | None], highest: int
) -> Figure:
    def score(table: ProtectedTable, group: str) -> str:
        ends = scored(measure(table, group), highest)
        if ends is None:
            return HIDDEN
        texts = [context.words.number(end, decimals=1) for end in ends]
        return "–".join(dict.fromkeys(texts))

    return score


def _middle(mean: Mean | None) -> float:
    return (mean.least + mean.most) / 2 if mean else 0.0

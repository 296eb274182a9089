"""Who spoke, who is known to be missing, and which groups cannot be shown."""

from collections.abc import Iterator

from admin.analysis.counting import ORGANISATIONS
from admin.analysis.variables import AGE, INVITED, LANGUAGE, QUARANTINED, Category, Variable
from admin.briefs import population
from admin.briefs.context import Context, figure_of
from admin.briefs.model import (
    Block,
    Bullets,
    Figure,
    Figures,
    Heading,
    Line,
    Paragraph,
    Section,
    Table,
    plain,
)
from admin.charts import Row, bars


def section(context: Context) -> Section:
    """Return the people by every breakdown, those who left, and those who are missing."""
    say = context.words
    return Section(
        "who",
        say("Who spoke and who did not"),
        (
            Figures(tuple(_figure(context, variable) for variable in _variables(context))),
            Paragraph(plain(say("Rounded counts do not always add up.")), look="note"),
            _left(context),
            Heading(say("Who is missing")),
            Bullets(tuple(_missing(context))),
            *population.compared(context),
            *_unshown(context),
        ),
        new_page=True,
        yields=5,
    )


def _variables(context: Context) -> list[Variable]:
    plan = context.tables.plan
    ways = [variable for variable in plan.variables if variable.id == INVITED]
    names = [AGE, *(q.id for q in context.round.breakdowns), LANGUAGE]
    return [*(plan.variable(name) for name in names), *ways]


def _figure(context: Context, variable: Variable) -> Figure:
    rows = [Row(name, cell, strong=True) for name, cell in context.drawn(variable)]
    picture = bars(rows, context.words, accent=context.accent, emphasise=False)
    title = context.labels.breakdown(variable.id)
    lang = context.wording_lang if variable.question else ""
    note = f"{context.everybody()} {context.left_out(len(rows), len(context.shown(variable)))}"
    return Figure(title, note.strip(), picture, lang)


def _left(context: Context) -> Table:
    say, tallies = context.words, context.tables.tallies
    names = {
        "started": say("Agreed to take part and began"),
        "stopped": say("Stopped on the way; answers erased"),
        QUARANTINED: say("Finished, but set apart as stuffing; Annex A says how"),
        "unfinished": say("Not finished when the round closed; answers erased"),
        "blocked": say("Closed the chat for good on the way"),
        "withdrawn": say("Took their answers back afterwards"),
        ORGANISATIONS: say("Answered for an organisation; not among the figures of this brief"),
        "declined": say("Said no when asked to take part"),
        "too_young": say("Turned away because too young"),
    }
    rows = [(name, figure_of(tallies[key], say)) for key, name in names.items() if key in tallies]
    rows.insert(
        1, (say("Finished: the answers in this brief"), figure_of(context.tables.finished, say))
    )
    return Table(
        say("From start to finish"),
        (say("Young people"), say("Number")),
        tuple(rows),
        (6, 1),
        note=say(
            "* hidden: fewer than {threshold}, or hidden to protect such a number.",
            threshold=context.tables.rule.threshold,
        ),
    )


def _missing(context: Context) -> list[Line]:
    never = context.words(
        "Young people without a phone, without Telegram or without one of the languages offered"
        " could not take part, and nobody under {age} was asked.",
        age=context.round.minimum_age,
    )
    return [plain(text) for text in (*population.missing(context), never)]


def _unshown(context: Context) -> Iterator[Block]:
    """Yield which groups have no number, apart from who is missing: they may be many."""
    say, hidden, joined = context.words, _hidden(context), _joined(context)
    if hidden or joined:
        yield Heading(say("What cannot be shown"))
    if hidden:
        note = say(
            "That a group is hidden does not mean that it is missing. Some may be fewer than"
            " {threshold}, or nobody; others may be many, and are hidden so that a small number"
            " cannot be worked out from theirs. Which is which is not told, since that would give"
            " the small one away.",
            threshold=context.tables.rule.threshold,
        )
        yield Paragraph(plain(note))
    if texts := [*hidden, *joined]:
        yield Bullets(tuple(plain(text) for text in texts))


def _hidden(context: Context) -> list[str]:
    lines = []
    for variable in _variables(context):
        table = context.tables.table(variable.id)
        gone = [c for c in variable.substance if not table.cell(c.id).shown]
        if gone:
            names = [context.words.quoted(context.labels.category(category)) for category in gone]
            text = context.words(
                "{groups} ({breakdown}): too few, or too close to too few, to be shown.",
                groups=context.words.listed(names),
                breakdown=context.labels.breakdown(variable.id),
            )
            lines.append(text)
    return lines


def _joined(context: Context) -> list[str]:
    return [
        _put_together(context, grouping, category)
        for grouping in context.tables.plan.groupings
        for category in grouping.categories
        if len(category.levels) > 1
    ]


def _put_together(context: Context, grouping: Variable, category: Category) -> str:
    say, variable = context.words, context.tables.plan.variable(grouping.id)
    names = [context.labels.group(variable, level) for level in category.levels]
    if grouping.id == AGE:
        return say(
            "Comparisons join the age bands {bands}, because at least one of them is"
            " too small to stand alone.",
            bands=say.listed(names),
        )
    return say(
        "Comparisons show {groups} together as {wider}, because at least one of them is too small"
        " to stand alone.",
        groups=say.listed([say.quoted(name) for name in names]),
        wider=say.quoted(context.labels.category(category)),
    )

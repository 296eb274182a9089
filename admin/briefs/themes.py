"""Themes of coded texts: what was counted, the tables of the annex, and how they came about."""

from collections.abc import Iterator, Sequence
from math import ceil, floor

from admin.analysis.themes import themes_id
from admin.analysis.variables import LANGUAGE
from admin.briefs.context import Context, both_of, figure_of
from admin.briefs.model import Block, Figure, Figures, Heading, Table
from admin.briefs.ordering import leading, ordered
from admin.charts import Row, bars
from admin.coding.agreement import RELIABLE, TENTATIVE
from admin.coding.coded import Coding
from admin.disclosure import ProtectedTable
from dialogs.questions import AnyQuestion

Column = tuple[str, ProtectedTable, str]
"""Its name, and the table and group that it shows."""

_ACROSS = 5
"""Columns of groups that fit beside each other; more stand in several tables of a like width."""


def figures(context: Context, question: AnyQuestion) -> Iterator[Block]:
    """Yield the chart of the themes of a question, if its texts were coded."""
    for coding in _codings(context, question):
        table = context.tables.table(themes_id(question.id))
        first = leading(table, context.tables)
        rows = [
            Row(context.labels.category(c), table.cell(c.id), strong=c.id in first)
            for c in ordered(table)
        ]
        title = context.words("Themes of the texts")
        picture = bars(rows, context.words, accent=context.accent)
        yield Figures((Figure(title, _note(context, coding), picture, context.wording_lang),))


def tables(context: Context, question: AnyQuestion) -> Iterator[Block]:
    """Yield the numbers of each theme, over all texts and by group, and what it means."""
    for coding in _codings(context, question):
        yield Heading(context.own(question.text), context.wording_lang)
        for title, groups in _columns(context, question):
            across = ceil(len(groups) / ceil(len(groups) / _ACROSS))
            for start in range(0, len(groups), across):
                yield _table(context, question, title, groups[start : start + across])
        yield _meanings(context, coding)


def facts(context: Context) -> Iterator[tuple[str, str]]:
    """Yield how texts were coded, by whom, and how far coders agreed."""
    say = context.words
    for coding in context.codings:
        how = say(
            "After the round had closed, people of the organisation read what was written on"
            " {question} and gave each text themes of a codebook, {most} at most. They saw texts"
            " alone, in an order of chance, without age, language or any other answer. A program"
            " may have suggested themes of similar texts; only what a person chose is counted.",
            question=say.quoted(context.own(context.round.question(coding.question).text)),
            most=coding.codebook.most,
        )
        by = say(
            "Coded by: {roles}. Version of the coding: {version}.",
            roles=", ".join(coding.roles),
            version=coding.version,
        )
        limits = _whose_texts(context, coding)
        yield say("Coding of texts"), " ".join((how, by, _agreement(context, coding), limits))


def _whose_texts(context: Context, coding: Coding) -> str:
    if coding.by_group:
        return context.words(
            "The base is the texts that were coded; how many were not is not shown. Texts of"
            " organisations, and of answers that were set apart, are among them over everybody and"
            " by language; by other groups they are left out."
        )
    return context.words(
        "The base is the texts that were coded; how many were not is not shown. Texts of"
        " organisations, and of answers that were set apart, cannot be told from the others and"
        " are among them."
    )


def _codings(context: Context, question: AnyQuestion) -> list[Coding]:
    return [one for one in context.codings if one.question == question.id]


def _note(context: Context, coding: Coding) -> str:
    say, base = context.words, context.tables.table(themes_id(coding.question)).base().count
    if base is None:
        return say("Too few texts to be shown.")
    return say(
        "Share and number of the {number} texts that people have read and coded. A text may have"
        " several themes, {most} at most; Annex A says how they were given.",
        number=base,
        most=coding.codebook.most,
    )


def _columns(context: Context, question: AnyQuestion) -> Iterator[tuple[str, list[Column]]]:
    """Yield the columns that stand together: all texts and the languages, then each breakdown."""
    say, whole = context.words, context.tables.table(themes_id(question.id))
    title = say("Themes of the texts")
    broken_down = {
        by: [(context.labels.group(table.by, one), table, one) for one in _groups(context, table)]
        for (name, by), table in context.tables.tables.items()
        if name == whole.variable.id and table.by is not None
    }
    yield title, [(say("Everybody"), whole, ""), *broken_down.pop(LANGUAGE, [])]
    for by, columns in broken_down.items():
        named = context.labels.breakdown_in_text(by)
        yield f"{title} · {say('By {breakdown}', breakdown=named)}", columns


def _groups(context: Context, table: ProtectedTable) -> list[str]:
    if table.by is not None and table.by.id == LANGUAGE:
        return [one.id for one in context.labels.in_order(table.by)]
    return list(table.groups)


def _table(context: Context, question: AnyQuestion, title: str, groups: Sequence[Column]) -> Table:
    say, whole = context.words, context.tables.table(themes_id(question.id))
    bases = (figure_of(table.base(group), say) for _, table, group in groups)
    rows = [(say("Base"), *bases)]
    for one in ordered(whole):
        cells = (both_of(table.cell(one.id, group), say) for _, table, group in groups)
        rows.append((context.labels.category(one), *cells))
    return Table(
        title,
        (say("Theme"), *(name for name, _, _ in groups)),
        tuple(rows),
        (3.4, *(1.3 for _ in groups)),
        lang=context.wording_lang,
    )


def _meanings(context: Context, coding: Coding) -> Table:
    rows = tuple(
        (context.own(one.name), context.own(one.definition)) for one in coding.codebook.themes
    )
    return Table(
        "",
        (context.words("Theme"), context.words("A text has it if")),
        rows,
        (2, 5),
        figures=False,
        lang=context.wording_lang,
    )


def _agreement(context: Context, coding: Coding) -> str:
    say = context.words
    if coding.alpha is None:
        return say("How far two people would agree is not known.")
    told = say(
        "Of texts that several read, Krippendorff’s alpha is {alpha} (sets of themes, MASI"
        " distance; 1 is full agreement, 0 what chance would give), before they settled their"
        " differences together.",
        alpha=say.number(floor(100 * coding.alpha) / 100, decimals=2),
    )
    if coding.alpha >= RELIABLE:
        return told
    if coding.alpha >= TENTATIVE:
        return f"{told} {say('That allows tentative conclusions only.')}"
    return f"{told} {say('That is low: not everybody understands these themes alike.')}"

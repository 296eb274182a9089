"""Excel: a table of contents, a sheet for each question, who took part, and the methods.

Every text is written as a text, with the format "text", so that editing a cell does not turn it
into a formula either. There is no link in the workbook, not even from the contents to a sheet.
"""

import datetime as dt
import io
from collections.abc import Iterator

import xlsxwriter  # type: ignore[import-untyped]  # ships no types

from admin.exports import derived, method
from admin.exports.grid import Grid, grid_of
from admin.exports.shortening import one_line
from admin.exports.source import QUESTION, Source
from admin.exports.workbook import SAFE, Page, Pen
from dialogs.questions import AnyQuestion

_FACTS = (34, 100)


def files(source: Source) -> Iterator[tuple[str, bytes]]:
    """Yield the workbook with its name."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, SAFE)
    day = source.context.generated_on
    book.set_properties(
        {
            "title": one_line(source.title),
            "comments": source.status,
            "created": dt.datetime.combine(day, dt.time(), dt.UTC),
        }
    )
    pen = Pen(book, source.context.accent, source.context.words("nearly all"))
    _write(pen, source)
    book.close()
    yield "tables.xlsx", out.getvalue()


def _write(pen: Pen, source: Source) -> None:
    say = source.context.words
    contents = pen.page(say("Contents"), (6, 28, 90, 12))
    pages = [("", _participation(pen, source)), *_questions(pen, source)]
    if found := list(derived.figures(source.context)):
        pages.append((say(derived.TITLE), _figures(pen, source, found)))
    facts = pen.page(say("Methods"), _FACTS)
    _contents(contents, source, [*pages, (say("Methods"), facts)])
    facts.title(say("Methods"))
    facts.note(source.status)
    for name, text in (*method.facts(source), *source.context.hashes.items()):
        facts.line([(name, "head"), (text, "wrapped")])


def _contents(page: Page, source: Source, pages: list[tuple[str, Page]]) -> None:
    say = source.context.words
    page.title(source.title)
    page.note(source.status)
    page.note(source.context.own(source.context.round.purpose))
    page.skip()
    page.line([(text, "head") for text in ("", "", say(QUESTION), say("Base"))])
    page.freeze(columns=0)
    for number, (text, one) in enumerate(pages, start=1):
        about = text or say("Participation")
        base = one.base if one.base is not None else ""
        page.line([(number, "place"), (one.name, ""), (about, ""), (base, "count")])
    page.skip()
    page.line([(say("How to read this"), "head")])
    for text in method.legend(source):
        page.explain(text)


def _participation(pen: Pen, source: Source) -> Page:
    context, say = source.context, source.context.words
    page = pen.page(say("Participation"), (60, 14))
    page.title(say("Participation"))
    page.note(source.status)
    page.line([("", "head"), (say("Number"), "head")])
    page.freeze()
    for name, cell in (("finished", context.tables.finished), *context.tables.tallies.items()):
        page.line([(context.labels.tally(name), ""), page.figure(cell)])
    page.base = page.figure(context.tables.finished)[0]
    for variable in context.tables.plan.variables:
        if not variable.question:
            table = context.tables.table(variable.id)
            page.skip()
            page.line([(context.labels.breakdown(variable.id), "head"), ("", "head")])
            for one in variable.categories:
                name = context.labels.category(one)
                page.line([(name, ""), page.figure(table.cell(one.id))])
    return page


def _questions(pen: Pen, source: Source) -> Iterator[tuple[str, Page]]:
    """Yield each question's wording and sheet."""
    plan = source.context.tables.plan
    asked = dict.fromkeys(one.question for one in plan.variables if one.question)
    for number, question_id in enumerate(asked, start=1):
        question = source.context.round.question(question_id)
        page = pen.page(f"{number} {question_id}", ())
        yield source.context.own(question.text), _question(page, source, question)


def _figures(pen: Pen, source: Source, found: list[derived.Figure]) -> Page:
    """Write what is worked out from counts: in words, without ids."""
    say = source.context.words
    page = pen.page(say(derived.TITLE), (30, 50, 30, 24, 24, 24, 12, 12))
    page.title(say(derived.TITLE))
    page.note(source.status)
    page.line([(text, "head") for text in derived.heads(source.context)])
    page.freeze(columns=0)
    for one in found:
        texts = (one.question, one.option, one.breakdown, one.group, one.against)
        ends = [("" if end is None else end, "figure") for end in (one.least, one.most)]
        name = (say(derived.KINDS[one.figure]), "wrapped")
        page.line([name, *((text, "wrapped") for text in texts), *ends])
    return page


def _question(page: Page, source: Source, question: AnyQuestion) -> Page:
    grid = grid_of(source.context, question.id)
    page.widths((44, *(11 for _ in grid.columns for _ in range(2))))
    page.title(source.context.own(question.text))
    page.note(source.status)
    _heads(page, source, grid)
    page.base = page.figure(grid.base)[0]
    for block in grid.blocks:
        if len(grid.blocks) > 1:
            page.line([(block.caption, "head")])
        for name, cells in block.rows:
            pairs = (page.pair(cell) if cell else [("", ""), ("", "")] for cell in cells)
            page.line([(name, ""), *(one for pair in pairs for one in pair)])
    page.skip()
    for text in method.legend(source):
        page.explain(text)
    return page


def _heads(page: Page, source: Source, grid: Grid) -> None:
    say = source.context.words
    for which in (0, 1):
        texts = (text for names in grid.columns for text in (names[which], ""))
        page.line([("", "head"), *((text, "head") for text in texts)])
    units = (text for _ in grid.columns for text in (say("Number"), "%"))
    page.line([(say("Answer"), "head"), *((text, "head") for text in units)])
    page.freeze()

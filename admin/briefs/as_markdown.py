"""A brief as one Markdown file: each chart is its words, and a table of what is drawn."""

from collections.abc import Iterator, Sequence

from admin.briefs.model import (
    Block,
    Brief,
    Bullets,
    Callout,
    Facts,
    Figure,
    Figures,
    Heading,
    Line,
    Numbered,
    Paragraph,
    Quotations,
    Run,
    Section,
    Table,
)
from admin.markdown import escaped, table


def render(brief: Brief) -> bytes:
    """Return the whole file; the same brief gives the same bytes."""
    return ("\n".join(_lines(brief)).rstrip() + "\n").encode()


def _lines(brief: Brief) -> Iterator[str]:
    for text in (brief.practice, brief.kicker):
        if text:
            yield from (f"*{escaped(text)}*", "")
    yield from (f"# {escaped(brief.title)}", "")
    if brief.lead:
        yield from (escaped(brief.lead), "")
    for section in brief.sections:
        yield from _section(section)
    yield from ("---", "", escaped(brief.running), "")


def _section(section: Section) -> Iterator[str]:
    if section.title:
        yield from (f"## {escaped(section.title)}", "")
    marks = "###" if section.title else "##"
    for block in section.blocks:
        yield from _block(block, marks)


def _block(block: Block, marks: str) -> Iterator[str]:
    match block:
        case Table():
            yield from _table(block)
        case Figures(items):
            for figure in items:
                yield from _figure(figure)
        case Quotations(items):
            for one in items:
                lines = filter(None, (one.words, one.put, one.beside))
                yield from (*_between(">", [f"> {escaped(text)}" for text in lines]), "")
        case _:
            yield from _words(block, marks)


def _words(
    block: Paragraph | Heading | Bullets | Facts | Numbered | Callout, marks: str
) -> Iterator[str]:
    match block:
        case Paragraph(line):
            yield from (_line(line), "")
        case Heading(text):
            yield from (f"{marks} {escaped(text)}", "")
        case Bullets(items):
            yield from (*(f"- {_line(item)}" for item in items), "")
        case Facts(rows):
            yield from (*(f"- **{escaped(name)}:** {_line(line)}" for name, line in rows), "")
        case Numbered(items):
            for index, (headline, body) in enumerate(items, start=1):
                yield from (f"{index}. **{_line(headline)}**  ", f"   {_line(body)}", "")
        case Callout(line):
            yield from (f"> {_line(line)}", "")


def _figure(figure: Figure) -> Iterator[str]:
    """Yield a chart as its title, its words, and a table of what is drawn."""
    yield from (f"**{escaped(figure.title)}**", "", escaped(figure.note), "")
    yield from (f"*{escaped(figure.picture.alt)}*", "")
    head, rows = figure.picture.head, figure.picture.rows
    yield from table([escaped(one) for one in head], ([escaped(c) for c in row] for row in rows))


def _table(block: Table) -> Iterator[str]:
    if block.caption:
        yield from (f"**{escaped(block.caption)}**", "")
    rows = [
        [f"**{escaped(row[0])}**", *[""] * (len(block.head) - 1)]
        if len(row) == 1
        else [escaped(cell) for cell in row]
        for row in block.rows
    ]
    yield from table([escaped(one) for one in block.head], rows)
    if block.note:
        yield from (escaped(block.note), "")


def _line(line: Line) -> str:
    return "".join(_run(run) for run in line)


def _run(run: Run) -> str:
    """Return a run with the blanks at its ends, which join it to its neighbours, outside marks."""
    text = escaped(run.text)
    if not text:
        return " "
    before = " " if run.text[:1].isspace() else ""
    after = " " if run.text[-1:].isspace() else ""
    return f"{before}**{text}**{after}" if run.bold else f"{before}{text}{after}"


def _between(mark: str, lines: Sequence[str]) -> Iterator[str]:
    """Yield lines with a mark between them, so that each is a paragraph of its own."""
    for place, line in enumerate(lines):
        if place:
            yield mark
        yield line

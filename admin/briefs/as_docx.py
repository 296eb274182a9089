"""A brief as a Word document: real headings, styles, lists and tables, charts with words for them.

Everything is set through named styles, so an organisation can restyle the document as a whole, or
give a template of its own.
"""

import datetime as dt
import io
import re
from functools import cache, partial
from itertools import zip_longest

from docx.document import Document as DocumentFile
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.section import _Header
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph as DocxParagraph

from admin.briefs import docx_parts as parts
from admin.briefs.docx_template import Template, headers, is_empty, moved_into_place
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
    Section,
    Table,
    flowing,
    plain,
)

EMPTY = Template()

_BETWEEN_CHARTS = 14
LARGE = 1.25
_MANY_COLUMNS = 5
_SHORT_GROUP, _SHORT_TABLE = 5, 8
_ROW_TO_WRITE_IN = Mm(18)
_AFTER_LIST, _ABOVE_GROUP, _ABOVE_NOTE = Pt(7), Pt(7), Pt(3)
_FIELDS = {"{page}": "PAGE", "{pages}": "NUMPAGES"}


def render(brief: Brief, template: Template = EMPTY) -> bytes:
    """Return the whole file; the same brief and template give the same bytes.

    Raises:
        BriefError: a style of the template cannot be used.
    """
    document = template.open()
    made = parts.prepare(
        document, template, brief.accent, brief.language, LARGE if brief.large else 1
    )
    _properties(document, brief)
    kept = _margins(document, brief, template)
    written = len(document.element.body) - 1
    document.add_paragraph(brief.kicker, "Brief Kicker")
    _write(document.add_paragraph(style="Title"), plain(brief.title, lang=brief.label_language))
    _write(document.add_paragraph(style="Brief Lead"), plain(brief.lead, lang=brief.label_language))
    if kept:
        document.add_paragraph(brief.running, "Brief Note")
    writer = _Writer(document, brief.accent, bullets="List Bullet" not in made)
    for section in flowing(brief):
        writer.section(section)
    moved_into_place(document, written)
    return parts.saved(document, dt.date.fromisoformat(brief.generated))


def _properties(document: DocumentFile, brief: Brief) -> None:
    day = dt.date.fromisoformat(brief.generated)
    moment = dt.datetime(day.year, day.month, day.day, 12)  # noqa: DTZ001  # Word's are naive UTC
    core = document.core_properties
    core.title, core.author, core.language = brief.title, brief.author, brief.language
    core.subject, core.comments, core.keywords = brief.kicker, brief.practice, ""
    core.last_modified_by, core.revision = brief.author, 1
    core.created = core.modified = moment


def _margins(document: DocumentFile, brief: Brief, template: Template) -> bool:
    """Fill header and footer; return whether the template has a footer of its own, which stays."""
    if brief.practice:
        for header in headers(document):
            _banner(header, brief.practice)
    footer = document.sections[0].footer
    if template.own and not is_empty(footer):
        return True
    foot = footer.paragraphs[0]
    foot.style = "Brief Note"
    parts.right_tab(foot, parts.text_width(document))
    foot.add_run(f"{brief.running}\t")
    for piece in re.split(r"(\{pages?\})", brief.page_of):
        if piece in _FIELDS:
            parts.field(foot, _FIELDS[piece])
        else:
            foot.add_run(piece)
    return False


def _banner(header: _Header, practice: str) -> None:
    """Say above everything else in a header that all is simulated."""
    banner = header.add_paragraph() if not is_empty(header) else header.paragraphs[0]
    header._element.insert(0, banner._p)  # noqa: SLF001  # python-docx has no API
    banner.alignment = WD_ALIGN_PARAGRAPH.CENTER
    banner.add_run(practice).bold = True
    parts.shade(banner, parts.TINT)


def _write(paragraph: DocxParagraph, line: Line) -> DocxParagraph:
    for one in line:
        run = paragraph.add_run(one.text)
        run.bold = True if one.bold else None
        if one.quiet:
            parts.quieten(run)
        if one.lang:
            parts.speak(run, one.lang)
    return paragraph


class _Writer:
    """Adds blocks to the end of a document."""

    def __init__(self, document: DocumentFile, accent: str, *, bullets: bool) -> None:
        self._document = document
        self._accent = accent
        self._bullet = "" if bullets else "•\t"
        self._id = cache(partial(parts.id_of, document))
        self._width = parts.text_width(document)
        self._level = 1

    def section(self, section: Section) -> None:
        """Add a section: its heading, its blocks."""
        if section.title:
            heading = self._document.add_heading(section.title, 1)
            heading.paragraph_format.page_break_before = section.new_page
        self._level = 2 if section.title else 1
        for block, after in zip_longest(section.blocks, section.blocks[1:]):
            self._block(block)
            if isinstance(block, Paragraph) and isinstance(after, Figures | Table):
                # What leads to charts or a table stays with them.
                self._document.paragraphs[-1].paragraph_format.keep_with_next = True

    def _block(self, block: Block) -> None:
        match block:
            case Facts():
                self._facts(block)
            case Figures(items):
                self._figures(items)
            case Table():
                self._table(block)
            case _:
                self._words(block)

    def _words(
        self, block: Paragraph | Heading | Bullets | Numbered | Callout | Quotations
    ) -> None:
        match block:
            case Paragraph(line, look):
                self._add(line, "Brief Note" if look == "note" else "Normal")
            case Heading(text, lang):
                self._add(plain(text, lang=lang), f"Heading {self._level}")
            case Bullets(items):
                added = [self._add((*plain(self._bullet), *one), "List Bullet") for one in items]
                for last in added[-1:]:
                    last.paragraph_format.space_after = _AFTER_LIST
            case Numbered(items):
                self._numbered(items)
            case Callout(line):
                ground = self._add(line, "Brief Callout")
                parts.shade(ground, parts.TINT, self._accent.lstrip("#"))
            case Quotations():
                self._quotations(block)

    def _quotations(self, block: Quotations) -> None:
        """Add each quote in its own language, then what it means and who speaks."""
        for one in block.items:
            lines = [
                self._add(plain(one.words, lang=one.lang), "Brief Quote"),
                *([self._add(plain(one.put, lang=one.put_lang), "Brief Put")] if one.put else []),
                *([self._add(plain(one.beside), "Brief Beside")] if one.beside else []),
            ]
            for line in lines[:-1]:
                line.paragraph_format.keep_with_next = True

    def _add(self, line: Line, style: str) -> DocxParagraph:
        return _write(self._document.add_paragraph(style=style), line)

    def _numbered(self, items: tuple[tuple[Line, Line], ...]) -> None:
        for index, (headline, body) in enumerate(items, start=1):
            self._add((*plain(f"{index}  "), *headline), "Heading 2")
            self._add(body, "Normal")

    def _facts(self, facts: Facts) -> None:
        table = self._document.add_table(rows=0, cols=2)
        for name, line in facts.rows:
            left, right = table.add_row().cells
            parts.first_paragraph(left, self._id("Brief Cell")).add_run(name)
            _write(parts.first_paragraph(right, self._id("Brief Cell")), line)
        parts.flush_left(table)
        parts.set_widths(table, (1, 3.6), self._width)
        parts.rule_table(table, self._accent, head=False)

    def _figures(self, figures: tuple[Figure, ...]) -> None:
        table = self._document.add_table(rows=0, cols=2)
        for start in range(0, len(figures), 2):
            row = table.add_row().cells
            for cell, figure in zip(row, figures[start : start + 2], strict=False):
                self._figure(cell, figure)
        parts.flush_left(table)
        parts.set_widths(table, (1, 1), self._width)

    def _figure(self, cell: _Cell, figure: Figure) -> None:
        title = parts.first_paragraph(cell, self._id("Brief Caption"))
        _write(title, plain(figure.title, lang=figure.lang))
        if figure.note:
            note = cell.add_paragraph(figure.note, "Brief Note")
            note.paragraph_format.keep_with_next = True
        run = cell.add_paragraph().add_run()
        shape = run.add_picture(
            io.BytesIO(figure.picture.png()), width=Mm(self._width / 2 - _BETWEEN_CHARTS / 2)
        )
        parts.describe(shape, figure.picture.alt)

    def _table(self, block: Table) -> None:
        if block.caption:
            self._document.add_paragraph(block.caption, "Brief Caption")
        small = block.figures and len(block.head) > _MANY_COLUMNS
        style = self._id("Brief Small Cell" if small else "Brief Cell")
        table = self._document.add_table(rows=0, cols=len(block.head))
        together = _together(block)
        for number, row in enumerate((block.head, *block.rows)):
            cells = table.add_row()
            if block.ruled and row is not block.head:
                cells.height = _ROW_TO_WRITE_IN
            if len(row) == 1:
                name = parts.first_paragraph(cells.cells[0].merge(cells.cells[-1]), style)
                name.paragraph_format.keep_with_next = True  # with the first of its groups
                name.paragraph_format.space_before = _ABOVE_GROUP
                _write(name, plain(row[0], bold=True, lang=block.lang))
                continue
            for index, (cell, text) in enumerate(zip(cells.cells, row, strict=True)):
                paragraph = parts.first_paragraph(cell, style, right=block.figures and index > 0)
                paragraph.paragraph_format.keep_with_next = number - 1 in together
                _write(paragraph, plain(text, quiet=row is block.head, lang=block.lang))
        parts.flush_left(table, ruled=block.ruled)
        parts.set_widths(table, block.widths, self._width)
        parts.rule_table(table, self._accent, ruled=block.ruled)
        note = self._document.add_paragraph(block.note, "Brief Note")
        note.paragraph_format.space_before = _ABOVE_NOTE


def _together(table: Table) -> set[int]:
    """Return which rows stay with the one that follows, -1 for the head.

    As in the PDF: short tables and short groups stay whole, and two rows at each end of longer
    ones; the row of everybody stays with the first group, and the last row with its note.
    """
    heads = [place for place, row in enumerate(table.rows) if len(row) == 1]
    starts = [*({0} - set(heads)), *heads]
    kept = {-1, *heads} | ({0} if len(table.rows) > 1 else set())
    for begin, end in zip(starts, [*starts[1:], len(table.rows)], strict=True):
        first = begin + (begin in heads)
        short = end - first <= (_SHORT_GROUP if heads else _SHORT_TABLE)
        kept |= set(range(first, end - 1)) if short else {first, end - 2}
    return kept | ({len(table.rows) - 1} if table.note else set())

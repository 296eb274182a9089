"""What python-docx leaves to us: language, borders, page fields, alternative texts, dates."""

import datetime as dt
import io
import zipfile
from collections.abc import Sequence

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shape import InlineShape
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from admin.briefs.docx_template import Template, emptied

FONT = "Arial"
"""Every office program has it, or a font of the same widths, so pages break where we saw them."""
INK, QUIET, LINE, TINT = "1F2933", "5B6670", "D5DBDF", "F2F6F7"
LINE_SPACING = 1.12
_INDENTED = frozenset({"Brief Quote", "Brief Put", "Brief Beside"})
_AFTER_SHADE = ("w:spacing", "w:ind", "w:jc")
"""What must follow borders and ground in a paragraph: Word refuses another order."""

_SIZES = {
    "Normal": (9.5, INK, False, 0, 5),
    "Title": (28, "", True, 0, 4),
    "Heading 1": (15, "", True, 16, 6),
    "Heading 2": (10.5, INK, True, 10, 3),
    "Heading 3": (10, INK, True, 0, 2),
    "List Bullet": (9.5, INK, False, 0, 3),
}
_OWN = {
    "Brief Kicker": (9, QUIET, False, 0, 2),
    "Brief Lead": (12, INK, False, 0, 10),
    "Brief Note": (8, QUIET, False, 0, 4),
    "Brief Cell": (9, INK, False, 2, 2),
    "Brief Small Cell": (7.5, INK, False, 1, 1),
    "Brief Caption": (9.5, INK, True, 8, 3),
    "Brief Callout": (9.5, INK, False, 12, 8),
    "Brief Quote": (10.5, INK, False, 6, 1),
    "Brief Put": (9.5, QUIET, False, 0, 1),
    "Brief Beside": (8, QUIET, False, 0, 6),
}


def prepare(
    document: Document, template: Template, accent: str, language: str, scale: float
) -> set[str]:
    """Set page, styles and language; return the styles that were not there.

    Of the organisation's own template, page and styles stay, and only what is missing is added.
    """
    missing = {name for name in (*_SIZES, *_OWN) if not template.has(document, name)}
    if template.own:
        emptied(document)
    else:
        section = document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(22)
        section.top_margin, section.bottom_margin = Mm(21), Mm(18)
    for name, look in {**_SIZES, **_OWN}.items():
        if name in missing or not template.own:
            font = "" if template.own else FONT
            _style(document, name, look, accent, font=font, scale=scale)
    _set_language(document.styles["Normal"].element.get_or_add_rPr(), language)
    return missing


def text_width(document: Document) -> float:
    """Return how wide the text is on the pages that a brief is written on, in millimetres."""
    section = document.sections[-1]
    page, left, right = section.page_width, section.left_margin, section.right_margin
    width = (page or Mm(210)) - (left or Mm(22)) - (right or Mm(22))
    return width / Mm(1)


def _style(
    document: Document,
    name: str,
    look: tuple[float, str, bool, float, float],
    accent: str,
    *,
    font: str,
    scale: float,
) -> None:
    """Set how a style looks, and add it where there is none; no font keeps that of the text."""
    size, colour, bold, before, after = look
    if name not in document.styles:
        _added(document, name)
    style = document.styles[name]
    if not isinstance(style, ParagraphStyle):
        raise TypeError(f"The style {name} is no paragraph style.")
    style.font.size, style.font.bold, style.font.italic = Pt(size * scale), bold, False
    style.font.color.rgb = RGBColor.from_string(colour or accent.lstrip("#").upper())
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    style.paragraph_format.line_spacing = LINE_SPACING
    style.paragraph_format.keep_with_next = name.startswith("Heading") or name == "Brief Caption"
    if font:
        _set_font(style, font)


def _added(document: Document, name: str) -> None:
    """Add a paragraph style; a heading gets its level, and a list hangs behind its bullets."""
    made = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    if name != "Normal":
        made.base_style = document.styles["Normal"]
    if name.startswith("Heading"):
        level = OxmlElement("w:outlineLvl")
        level.set(qn("w:val"), str(int(name[-1]) - 1))
        made.element.get_or_add_pPr().append(level)
    if name in _INDENTED:
        made.paragraph_format.left_indent = Mm(5)
    if name == "List Bullet":
        made.paragraph_format.left_indent, made.paragraph_format.first_line_indent = Mm(5), -Mm(5)
        made.paragraph_format.tab_stops.add_tab_stop(Mm(5))


def _set_font(style: ParagraphStyle, font: str) -> None:
    style.font.name = font
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in list(fonts.attrib):
        if "Theme" in attribute:
            del fonts.attrib[attribute]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), font)
    borders = style.element.get_or_add_pPr().find(qn("w:pBdr"))
    if borders is not None:
        style.element.get_or_add_pPr().remove(borders)


def quieten(run: Run) -> None:
    """Set a run in grey: it stands beside what matters."""
    run.font.color.rgb = RGBColor.from_string(QUIET)


def right_tab(paragraph: Paragraph, width: float) -> None:
    """Let what follows a tab end where a text of this width does, in millimetres."""
    stops = paragraph.paragraph_format.tab_stops
    stops.add_tab_stop(Mm(width), WD_TAB_ALIGNMENT.RIGHT)


def speak(run: Run, language: str) -> None:
    """Mark a run as being in another language than the document."""
    _set_language(run._r.get_or_add_rPr(), language)  # noqa: SLF001  # python-docx has no API


def _set_language(properties: object, language: str) -> None:
    for before in properties.findall(qn("w:lang")):  # type: ignore[attr-defined]  # an lxml element
        properties.remove(before)  # type: ignore[attr-defined]
    mark = OxmlElement("w:lang")
    mark.set(qn("w:val"), language)
    properties.append(mark)  # type: ignore[attr-defined]  # an lxml element


def describe(shape: InlineShape, text: str) -> None:
    """Give a picture its alternative text, and no margins: some programs make up their own."""
    inline = shape._inline  # noqa: SLF001  # python-docx has no API
    inline.docPr.set("descr", text)
    for side in "TBLR":
        inline.set(f"dist{side}", "0")


def field(paragraph: Paragraph, code: str) -> None:
    """Add a field that Word computes, such as PAGE."""
    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("", "1"), ("end", "")):
        run = paragraph.add_run("" if kind or text == code else text)
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)  # noqa: SLF001  # python-docx has no API
        elif text == code:
            mark = OxmlElement("w:instrText")
            mark.text = code
            run._r.append(mark)  # noqa: SLF001  # python-docx has no API


def shade(paragraph: Paragraph, fill: str, bar: str = "") -> None:
    """Fill the ground of a paragraph, with a bar at its left when `bar` is a colour."""
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001  # python-docx has no API
    if bar:
        borders = OxmlElement("w:pBdr")
        borders.append(_border("left", 24, bar, space=8))
        properties.insert_element_before(borders, *_AFTER_SHADE)
    mark = OxmlElement("w:shd")
    mark.set(qn("w:val"), "clear")
    mark.set(qn("w:fill"), fill)
    properties.insert_element_before(mark, *_AFTER_SHADE)


def rule_table(table: Table, accent: str, *, ruled: bool = False, head: bool = True) -> None:
    """Draw thin lines between rows and a strong one under the head, which repeats on each page."""
    properties = table._tbl.tblPr  # noqa: SLF001  # python-docx has no API
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        borders.append(_border(side, 4, LINE))
    if ruled:
        borders.append(_border("insideV", 4, LINE))
    properties.insert_element_before(borders, "w:tblLayout", "w:tblCellMar", "w:tblLook")
    if not head:
        return
    row = table.rows[0]._tr.get_or_add_trPr()  # noqa: SLF001  # python-docx has no API
    row.append(OxmlElement("w:tblHeader"))
    for cell in table.rows[0].cells:
        lines = OxmlElement("w:tcBorders")
        lines.append(_border("bottom", 12, accent.lstrip("#")))
        properties = cell._tc.get_or_add_tcPr()  # noqa: SLF001  # python-docx has no API
        properties.insert_element_before(lines, "w:tcMar")
    for other in table.rows:
        other._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001  # no API


def flush_left(table: Table, *, ruled: bool = False) -> None:
    """Let a table begin where the text does; texts right of a vertical line keep their distance."""
    properties = table._tbl.tblPr  # noqa: SLF001  # python-docx has no API
    properties.insert_element_before(_left_margin("w:tblCellMar", 0), "w:tblLook")
    for row in table.rows if ruled else ():
        for cell in row.cells[1:]:
            cell._tc.get_or_add_tcPr().append(_left_margin("w:tcMar", 108))  # noqa: SLF001  # no API


def _left_margin(name: str, twips: int) -> object:
    mark, left = OxmlElement(name), OxmlElement("w:left")
    left.set(qn("w:w"), str(twips))
    left.set(qn("w:type"), "dxa")
    mark.append(left)
    return mark


def set_widths(table: Table, widths: Sequence[float], whole: float) -> None:
    """Give the columns shares of `whole` millimetres."""
    table.autofit = False
    unit = whole / sum(widths)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width * unit)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            if cell.grid_span == 1:
                cell.width = Mm(width * unit)


def id_of(document: Document, style: str) -> str | None:
    """Return the id of a paragraph style by its name, None of the default one.

    python-docx looks through all styles for it; whoever needs it often should keep it.
    """
    found: str | None = document.part.get_style_id(  # type: ignore[no-untyped-call]  # has no types
        style, WD_STYLE_TYPE.PARAGRAPH
    )
    return found


def first_paragraph(cell: _Cell, style_id: str | None, *, right: bool = False) -> Paragraph:
    """Return the paragraph that a new cell already has, in the style of this id."""
    paragraph: Paragraph = cell.paragraphs[0]
    paragraph._p.style = style_id  # noqa: SLF001  # by name, python-docx would look for it each time
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    return paragraph


def _border(side: str, size: int, colour: str, space: int = 0) -> object:
    mark = OxmlElement(f"w:{side}")
    for name, value in (("val", "single"), ("sz", size), ("space", space), ("color", colour)):
        mark.set(qn(f"w:{name}"), str(value))
    return mark


def saved(document: Document, day: dt.date) -> bytes:
    """Return the file with every date in it set to `day`, so that the bytes repeat."""
    raw = io.BytesIO()
    document.save(raw)
    out = io.BytesIO()
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            entry = zipfile.ZipInfo(name, (day.year, day.month, day.day, 12, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return out.getvalue()

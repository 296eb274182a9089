"""A brief in the organisation's own Word file: what is kept, what is added, what is refused."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as DocumentFile
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.shared import Mm, Pt
from PIL import Image

from admin.briefs import as_docx
from admin.briefs.compiling import compiled, context_of
from admin.briefs.docx_template import Template
from admin.briefs.errors import BriefError
from admin.briefs.model import Brief
from admin.dataset import Dataset
from tests.admin.conftest import ISSUED

Change = Callable[[DocumentFile], object]


@pytest.fixture(scope="module")
def brief(dataset: Dataset) -> Brief:
    return compiled(context_of(dataset, language="mk", generated_on=ISSUED))


def letterhead(folder: Path, change: Change = lambda _: None) -> Path:
    """Write a letterhead with a logo, a footer and styles of its own."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.left_margin, section.right_margin = Mm(210), Mm(40), Mm(30)
    logo = io.BytesIO()
    Image.new("RGB", (30, 10), (0, 90, 40)).save(logo, "PNG")
    section.header.paragraphs[0].add_run("Youth Forum").add_picture(logo)
    section.footer.paragraphs[0].text = "Registered under number 7"
    document.styles["Heading 1"].font.name = "Georgia"
    document.styles["Heading 1"].font.size = Pt(19)
    change(document)
    path = folder / "letterhead.docx"
    document.save(str(path))
    return path


def written(brief: Brief, path: Path) -> DocumentFile:
    return Document(io.BytesIO(as_docx.render(brief, Template.read(path))))


def texts(document: DocumentFile) -> list[str]:
    return [one.text for one in document.paragraphs]


def test_styles_header_footer_and_logo_are_kept(brief: Brief, tmp_path: Path) -> None:
    made = written(brief, letterhead(tmp_path))
    assert made.styles["Heading 1"].font.name == "Georgia"
    assert made.styles["Heading 1"].font.size == Pt(19)
    header = made.sections[0].header
    assert [one.text for one in header.paragraphs] == [brief.practice, "Youth Forum"]
    assert "image" in str([one.reltype for one in header.part.rels.values()])
    assert [one.text for one in made.sections[0].footer.paragraphs] == ["Registered under number 7"]
    assert brief.running in texts(made)[:5]
    used = {one.style.name for one in made.paragraphs if one.style}
    assert {"Title", "Heading 1", "List Bullet"} <= used


def test_tables_and_charts_fit_between_its_margins(brief: Brief, tmp_path: Path) -> None:
    made = written(brief, letterhead(tmp_path))
    room = Mm(210 - 40 - 30)
    for table in made.tables:
        assert sum(column.width or 0 for column in table.columns) <= room + Mm(1)
    assert made.inline_shapes
    assert all(shape.width <= room / 2 for shape in made.inline_shapes)


def test_the_brief_goes_where_the_letterhead_asks_for_it(brief: Brief, tmp_path: Path) -> None:
    def letter(document: DocumentFile) -> None:
        for text in ("To the council,", "{{ brief }}", "With kind regards"):
            document.add_paragraph(text)

    said = texts(written(brief, letterhead(tmp_path, letter)))
    assert said[0] == "To the council,"
    assert said[-1] == "With kind regards"
    assert "{{ brief }}" not in said
    assert brief.title in said


def test_empty_lines_of_a_letterhead_do_not_stand_before_the_brief(
    brief: Brief, tmp_path: Path
) -> None:
    made = written(brief, letterhead(tmp_path, lambda one: one.add_paragraph("")))
    assert texts(made)[0] == brief.kicker


def test_missing_styles_are_added_with_levels_and_bullets(brief: Brief, tmp_path: Path) -> None:
    def without(document: DocumentFile) -> None:
        for name in ("Heading 2", "List Bullet", "Title"):
            element = document.styles[name].element
            element.getparent().remove(element)

    made = written(brief, letterhead(tmp_path, without))
    assert 'w:outlineLvl w:val="1"' in made.styles["Heading 2"].element.xml
    bullets = [p.text for p in made.paragraphs if p.style and p.style.name == "List Bullet"]
    assert bullets
    assert all(one.startswith("•\t") for one in bullets)


def test_the_same_template_gives_the_same_bytes(brief: Brief, tmp_path: Path) -> None:
    template = Template.read(letterhead(tmp_path))
    assert as_docx.render(brief, template) == as_docx.render(brief, template)


def test_every_header_that_is_printed_says_practice(brief: Brief, tmp_path: Path) -> None:
    def first_page(document: DocumentFile) -> None:
        document.sections[0].different_first_page_header_footer = True
        document.sections[0].first_page_header.paragraphs[0].text = "Front"

    made = written(brief, letterhead(tmp_path, first_page)).sections[0]
    for header in (made.header, made.first_page_header):
        assert header.paragraphs[0].text == brief.practice


def test_a_style_of_another_kind_is_named(brief: Brief, tmp_path: Path) -> None:
    def spoil(document: DocumentFile) -> None:
        element = document.styles["Title"].element
        element.getparent().remove(element)
        document.styles.add_style("Title", WD_STYLE_TYPE.CHARACTER)

    with pytest.raises(BriefError, match="the style “Title” is not for paragraphs"):
        written(brief, letterhead(tmp_path, spoil))


def test_what_loads_from_elsewhere_is_refused(tmp_path: Path) -> None:
    def link(document: DocumentFile) -> None:
        address = "https://example.org/seen.png"
        document.part.relate_to(address, RELATIONSHIP_TYPE.IMAGE, is_external=True)

    with pytest.raises(BriefError, match="loads from elsewhere when it is opened"):
        Template.read(letterhead(tmp_path, link))


def test_what_is_no_document_is_refused(tmp_path: Path) -> None:
    text, archive = tmp_path / "a.docx", tmp_path / "b.docx"
    text.write_text("Dear council", encoding="utf-8")
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("word/document.xml", "<a/>")
    for path in (text, archive):
        with pytest.raises(BriefError, match=r"save it as \.docx"):
            Template.read(path)


def test_a_word_template_is_refused_with_what_to_do(tmp_path: Path) -> None:
    source, path = letterhead(tmp_path), tmp_path / "letterhead.dotx"
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            kind = b"document.main+xml", b"template.main+xml"
            new.writestr(name, old.read(name).replace(*kind))
    with pytest.raises(BriefError, match=r"not \.dotx"):
        Template.read(path)

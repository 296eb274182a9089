"""What is true of every output."""

import datetime as dt
import io
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from functools import lru_cache
from html import unescape
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader
from pypdf.generic import Destination

from admin.briefs import Order, build
from admin.dataset import Dataset
from admin.differences import LARGE, MEDIUM, differences, looked_at
from admin.disclosure import Protected
from admin.findings import findings
from admin.labels import Labels
from dialogs.round import canonical
from tests.admin.conftest import ISSUED
from tests.support import datasets
from tests.support.datasets import Row

pytestmark = pytest.mark.long

FILES = ("tables.csv", "brief.html", "brief.pdf", "brief.docx", "brief.md")
PRACTICE = "PRACTICE – simulated answers"


class Words(HTMLParser):
    """Gathers what a reader sees, and what assistive technology reads."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._skipping = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._skipping = tag == "style"
        self.texts += [value or "" for name, value in attrs if name in {"aria-label", "alt"}]

    def handle_endtag(self, tag: str) -> None:
        self._skipping = self._skipping and tag != "style"

    def handle_data(self, data: str) -> None:
        if not self._skipping:
            self.texts.append(data)


def words_of_html(path: Path) -> str:
    parser = Words()
    parser.feed(path.read_text(encoding="utf-8"))
    return " ".join(" ".join(parser.texts).split())


def words_of_pdf(path: Path) -> str:
    return _words_of_pdf(path.read_bytes())


@lru_cache(maxsize=20)
def _words_of_pdf(file: bytes) -> str:
    """Return the words; that takes a second, and many tests read one file."""
    pages = PdfReader(io.BytesIO(file)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def words_of_docx(path: Path) -> str:
    with zipfile.ZipFile(path) as file:
        parts = [file.read(name).decode() for name in file.namelist() if name.endswith(".xml")]
    return " ".join(re.sub(r"<[^>]+>", " ", " ".join(parts)).split())


def words_of_markdown(path: Path) -> str:
    return re.sub(r"[\\*]", "", path.read_text(encoding="utf-8"))


READERS: dict[str, Callable[[Path], str]] = {
    "brief.html": words_of_html,
    "brief.pdf": words_of_pdf,
    "brief.docx": words_of_docx,
    "brief.md": words_of_markdown,
    "tables.csv": lambda path: path.read_text(encoding="utf-8-sig"),
}


def test_all_files_are_written(brief: Path) -> None:
    assert {path.name for path in brief.iterdir()} == set(FILES)


@pytest.mark.parametrize("name", FILES)
def test_every_file_says_practice(brief: Path, name: str) -> None:
    assert PRACTICE in READERS[name](brief / name)


@pytest.mark.parametrize("name", FILES)
def test_the_internal_label_is_nowhere(brief: Path, name: str) -> None:
    label = datasets.example_round().internal_label
    assert label not in READERS[name](brief / name)
    assert label.encode() not in (brief / name).read_bytes()


@pytest.mark.parametrize("name", FILES[1:])
def test_findings_and_asks_are_the_same_everywhere(
    brief: Path, name: str, tables: Protected, labels: Labels
) -> None:
    text = re.sub(r"\s", "", READERS[name](brief / name))
    for one in findings(tables, labels):
        for sentence in one.sentences:
            assert re.sub(r"\s", "", sentence.text) in text
    for ask in labels.round.publication.asks:
        assert re.sub(r"\s", "", ask.what["en"]) in text


REBUILD = """
import datetime as dt, sys
from pathlib import Path
from admin.briefs import build
from admin.dataset import Dataset
build(Dataset.open(Path(sys.argv[1])), Path(sys.argv[2]), generated_on=dt.date(2026, 11, 24))
"""


def test_another_process_gives_the_same_bytes(
    brief: Path, dataset: Dataset, tmp_path: Path
) -> None:
    command = [sys.executable, "-c", REBUILD, str(dataset.folder), str(tmp_path)]
    subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": "7"})  # noqa: S603  # fixed
    for name in FILES:
        assert (tmp_path / name).read_bytes() == (brief / name).read_bytes(), name


def test_every_number_in_the_html_is_protected_or_from_the_round(
    brief: Path, tables: Protected, dataset: Dataset
) -> None:
    text = words_of_html(brief / "brief.html")
    for digest in (*dataset.closing.hashes.values(), tables.digest()):
        text = text.replace(digest, "")
    text = text.replace("SHA-256", "")
    effects = {f"{one.effect:.2f}" for one in differences(tables)} | {f"{MEDIUM}", f"{LARGE}"}
    assert set(re.findall(r"Cohen’s h (\d\.\d+)", text)) <= effects
    text = re.sub(rf"Cohen’s h \d\.\d+|large from {LARGE}", "", text)
    text = text.replace(f"Here {looked_at(tables)} comparisons", "")
    allowed = {n for c in tables.cells() for n in (c.count, c.base, c.percent) if n is not None}
    allowed |= {int(n) for n in re.findall(r"\d+", canonical(dataset.round).decode())}
    rules = {3, 5, 10, 15, 30} | {0, 45, 55, 70, 90}
    day = {ISSUED.day, ISSUED.year, dataset.closing.closed.day}
    mean = {2, 7}
    points = set(range(1, 6))
    found = {int(number) for number in re.findall(r"\d+", text)}
    assert found <= allowed | rules | day | mean | points


def test_the_html_loads_nothing_and_runs_nothing(brief: Path) -> None:
    html = (brief / "brief.html").read_text(encoding="utf-8")
    assert "<script" not in html
    assert not re.search(r'(?:src|href)="(?!#)', html)
    assert not re.search(r"url\((?!data:)", html)
    assert " style=" not in html
    assert "default-src 'none'" in unescape(html)


def test_no_range_of_numbers_is_torn_apart(brief: Path) -> None:
    html = (brief / "brief.html").read_text(encoding="utf-8")
    assert 'those aged <span class="whole">12–14</span> chose' in html


def test_the_pdf_is_tagged_titled_and_has_bookmarks(brief: Path) -> None:
    pdf = PdfReader(brief / "brief.pdf")
    assert "/StructTreeRoot" in pdf.root_object
    assert str(pdf.root_object["/Lang"]) == "en"
    assert pdf.xmp_metadata is not None
    assert b"pdfuaid" in pdf.xmp_metadata.stream.get_data()
    assert pdf.metadata is not None
    assert pdf.metadata.title == (
        "Our evenings: Brief on a consultation of young people – draft, not released"
    )
    titles = list(_titles(list(pdf.outline)))
    assert "Who spoke and who did not" in titles
    assert "Annex B: How the numbers are protected" in titles


def _titles(outline: list[object]) -> Iterator[str]:
    for item in outline:
        if isinstance(item, Destination):
            yield str(item.title)
        elif isinstance(item, list):
            yield from _titles(item)


def test_the_main_part_has_at_most_four_pages(brief: Path) -> None:
    pages = [page.extract_text() for page in PdfReader(brief / "brief.pdf").pages]
    first = next(i for i, text in enumerate(pages) if "Annex A: Methods" in text)
    assert first <= 4


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("mk", ("Нашите вечери", "Подобро улично осветлување", "Побавен сообраќај")),
        ("sq", ("Mbrëmjet tona", "Ndriçim më i mirë i rrugëve")),
        ("sr-Latn", ("Naše večeri", "Bolja ulična rasveta")),
    ],
)
def test_every_language_of_the_round_can_be_printed(
    dataset: Dataset, tmp_path: Path, language: str, words: tuple[str, ...]
) -> None:
    build(dataset, tmp_path, language=language, generated_on=ISSUED)
    for name in FILES[1:]:
        text = re.sub(r"\s", "", READERS[name](tmp_path / name))
        for word in words:
            assert re.sub(r"\s", "", word) in text, name


def test_the_instrument_is_there_in_every_language(brief: Path, dataset: Dataset) -> None:
    text = re.sub(r"\s", "", words_of_pdf(brief / "brief.pdf"))
    for tag in dataset.round.languages:
        for question in dataset.round.questions:
            assert re.sub(r"\s", "", question.text[tag]) in text


def test_the_word_file_has_headings_tables_and_alternative_texts(brief: Path) -> None:
    document = Document(str(brief / "brief.docx"))
    styles = {p.style.name for p in document.paragraphs if p.style is not None}
    assert {"Title", "Heading 1", "Heading 2", "List Bullet"} <= styles
    assert len(document.tables) >= 10
    pictures = list(document.element.body.iter(qn("wp:docPr")))
    assert len(pictures) >= 10
    assert all("chart" in str(p.get("descr")) or "plot" in str(p.get("descr"))
               or "bars" in str(p.get("descr")) for p in pictures)  # fmt: skip
    assert all(picture.getparent().get("distL") == "0" for picture in pictures)
    assert document.core_properties.title == "Our evenings"
    assert document.core_properties.created == dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)


ORDER = {
    "w:pPr": "pStyle keepNext keepLines pageBreakBefore numPr pBdr shd tabs spacing ind jc rPr",
    "w:rPr": "rStyle rFonts b bCs i iCs color kern sz szCs u lang",
    "w:tblPr": "tblStyle tblW jc tblInd tblBorders shd tblLayout tblCellMar tblLook",
    "w:tcPr": "tcW gridSpan vMerge tcBorders shd noWrap tcMar vAlign",
}
"""The order of ECMA-376, part 1, annex A, of what we use. Word may refuse a file without it."""


@pytest.mark.parametrize("name", ORDER)
def test_properties_in_the_word_file_are_in_the_order_of_the_standard(
    brief: Path, name: str
) -> None:
    document = Document(str(brief / "brief.docx"))
    order = [qn(f"w:{one}") for one in ORDER[name].split()]
    roots = [document.element.body]
    roots += [part._element for s in document.sections for part in (s.header, s.footer)]
    found = [one for root in roots for one in root.iter(qn(name))]
    assert found
    for one in found:
        places = [order.index(child.tag) for child in one]
        assert places == sorted(places), [child.tag for child in one]


def test_what_leads_to_charts_or_a_table_stays_with_them_in_word(brief: Path) -> None:
    document = Document(str(brief / "brief.docx"))
    leads = {
        one
        for one, after in pairwise(document.element.body)
        if after.tag == qn("w:tbl") and one.tag == qn("w:p") and "".join(one.itertext())
    }
    found = [one for one in document.paragraphs if one._p in leads]
    assert len(found) > 5
    for one in found[1:]:  # the first is what the whole brief is about
        styled = one.style is not None and one.style.paragraph_format.keep_with_next
        assert styled or one.paragraph_format.keep_with_next, one.text


def test_short_groups_of_a_table_stay_on_a_page_in_word(brief: Path) -> None:
    document = Document(str(brief / "brief.docx"))
    tables = [one for one in document.tables if one.cell(0, 0).text == "Group"]
    assert len(tables) > 5
    for table in tables:
        kept = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in table.rows]
        heads = [
            i for i, row in enumerate(table.rows) if len({cell._tc for cell in row.cells}) == 1
        ]
        assert kept[0]
        for begin, end in pairwise([*heads, len(kept)]):
            assert all(kept[begin : min(begin + 2, end - 1)])
            assert kept[end - 2]
            assert not kept[end - 1]


def test_dates_inside_the_word_file_are_fixed(brief: Path) -> None:
    with zipfile.ZipFile(io.BytesIO((brief / "brief.docx").read_bytes())) as file:
        assert {entry.date_time for entry in file.infolist()} == {(2026, 11, 24, 12, 0, 0)}


def test_a_real_round_carries_no_practice_banner(tmp_path: Path, rows: list[Row]) -> None:
    folder = datasets.write(tmp_path / "d", datasets.example_round(), rows, practice=False)
    build(Dataset.open(folder), tmp_path / "out", generated_on=ISSUED)
    for name in FILES:
        assert "PRACTICE" not in READERS[name](tmp_path / "out" / name)


@pytest.mark.parametrize("responses", [0, 8, 25, 60])
def test_a_small_round_still_gives_a_brief(tmp_path: Path, responses: int) -> None:
    folder = datasets.make(tmp_path / "d", responses)
    paths = build(Dataset.open(folder), tmp_path / "out", generated_on=ISSUED)
    assert all(path.stat().st_size > 0 for path in paths)


def test_progress_names_what_is_being_made(dataset: Dataset, tmp_path: Path) -> None:
    said: list[str] = []
    build(dataset, tmp_path, generated_on=ISSUED, order=Order(on_progress=said.append))
    assert said == ["tables.csv", "brief", "brief.html", "brief.pdf", "brief.docx", "brief.md"]

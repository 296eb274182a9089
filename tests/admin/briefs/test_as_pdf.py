"""A page gives long words of any language their room, and parts no table where it should not."""

import io
import re

import pytest
from msgspec.structs import replace
from pypdf import PdfReader

from admin.briefs.as_pdf import render
from admin.briefs.compiling import compiled, context_of
from admin.briefs.model import (
    Block,
    Brief,
    Facts,
    Heading,
    Numbered,
    Paragraph,
    Run,
    Section,
    Table,
    plain,
)
from admin.dataset import Dataset
from tests.admin.conftest import ISSUED

VALUE = "Beside"
LONG = "Непредставительность" * 2


@pytest.fixture(scope="module")
def brief(dataset: Dataset) -> Brief:
    return compiled(context_of(dataset, language="en", generated_on=ISSUED))


def place_beside(name: str, brief: Brief) -> float:
    """Return how far from the edge the words beside a name begin, in points."""
    facts = Facts(((name, (Run(VALUE),)),))
    made = replace(brief, sections=(Section("facts", "Facts", (facts,)),))
    at: dict[str, float] = {}

    def note(text: str, places: list[float], *_: object) -> None:
        at[text.strip()] = places[4]

    PdfReader(io.BytesIO(render(made))).pages[0].extract_text(visitor_text=note)
    return at[VALUE]


def test_a_long_name_does_not_run_into_what_stands_beside_it(brief: Brief) -> None:
    usual = place_beside("Age", brief)
    assert place_beside("Age " * 20, brief) == usual
    assert place_beside(LONG, brief) > usual + 50


def pages_with(brief: Brief, *blocks: Block) -> list[list[str]]:
    """Return the rows, "g1r2" and the like, that stand on each page of a brief of these blocks."""
    made = replace(brief, sections=(Section("tables", "Tables", blocks),))
    texts = [page.extract_text() for page in PdfReader(io.BytesIO(render(made))).pages]
    return [re.findall(r"g\dr\d+|Caption|Explained", text) for text in texts]


@pytest.mark.parametrize("lines", range(36, 54))
def test_no_row_is_alone_on_a_page(lines: int, brief: Brief) -> None:
    filled = [Paragraph(plain("Words above."))] * (lines // 2)
    groups = [((f"Group {g}",), *((f"g{g}r{r}", "1") for r in range(4))) for g in range(3)]
    rows = (("Everybody", "1"), *(row for group in groups for row in group))
    short = Table("Caption", ("Group", "Base"), rows, (1, 1))
    long = Table("", ("What", "How"), tuple((f"g9r{r}", "1") for r in range(lines)), (1, 1))
    pages = pages_with(brief, *filled, short, long)
    for page in pages:
        found = [one[:2] for one in page if one != "Caption"]
        assert all(found.count(f"g{group}") in {0, 4} for group in range(3)), pages
        assert found.count("g9") != 1, pages
        assert "Caption" not in page or found, pages


def test_what_is_said_of_a_name_stays_on_a_page(brief: Brief) -> None:
    words = " ".join(f"g1r{number}" for number in range(200))
    facts = Facts(tuple(("Name", plain(words)) for _ in range(6)))
    pages = pages_with(brief, facts)
    assert len(pages) > 1
    assert all(len(page) % 200 == 0 for page in pages)


@pytest.mark.parametrize("lines", range(30, 46))
def test_what_opens_a_section_stays_with_its_first_table(lines: int, brief: Brief) -> None:
    before = Section("before", "Before", (Facts((("Name", plain("Said.")),) * lines),))
    table = Table("", ("What", "How"), tuple((f"g1r{number}", "1") for number in range(6)), (1, 1))
    opened = Paragraph(plain("Explained."), "note"), Heading("Part"), table
    made = replace(brief, sections=(before, Section("tables", "Tables", opened)))
    texts = [page.extract_text() for page in PdfReader(io.BytesIO(render(made))).pages]
    page = next(text for text in texts if "Explained" in text)
    assert "g1r0" in page


@pytest.mark.parametrize("lines", range(26, 34))
def test_no_name_is_alone_on_a_page(lines: int, brief: Brief) -> None:
    facts = Facts(tuple((f"g1r{number}", plain("What is said of it.")) for number in range(lines)))
    pages = pages_with(brief, *[Paragraph(plain("Words above."))] * 5, facts)
    assert all(len(page) != 1 for page in pages), pages


@pytest.mark.parametrize("words", [300, 500, 900])
@pytest.mark.parametrize("names", [2, 3, 5])
def test_what_is_said_of_a_name_never_leaves_the_page(words: int, names: int, brief: Brief) -> None:
    facts = Facts((("Name", plain("A long word. " * words)),) * names)
    made = replace(brief, sections=(Section("facts", "Facts", (facts,)),))
    heights: list[float] = []

    def note(_text: str, at: list[float], text: list[float], *_: object) -> None:
        heights.append(text[4] * at[1] + text[5] * at[3] + at[5])

    for page in PdfReader(io.BytesIO(render(made))).pages:
        page.extract_text(visitor_text=note)
    assert min(heights) >= 0


@pytest.mark.parametrize("lines", range(40, 52))
def test_what_explains_a_table_stays_with_its_last_rows(lines: int, brief: Brief) -> None:
    rows = tuple((f"g1r{number}", "1") for number in range(lines))
    pages = pages_with(brief, Table("", ("What", "How"), rows, (1, 1), note="Explained."))
    last = next(page for page in pages if "Explained" in page)
    assert len(last) >= 3, pages


def test_each_finding_is_a_heading_that_bookmarks_lead_to(brief: Brief) -> None:
    found = Numbered(((plain("One leads"), plain("By far.")), (plain("Two"), plain("Next."))))
    made = replace(brief, sections=(Section("said", "Said", (found,)),))
    tree = str(PdfReader(io.BytesIO(render(made))).outline)
    assert "One leads" in tree
    assert "Two" in tree

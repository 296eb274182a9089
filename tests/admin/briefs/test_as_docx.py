"""What Word shows as the other outputs do: grey beside black, the page number at the right."""

import io

import pytest
from docx import Document
from docx.document import Document as DocumentFile
from docx.enum.text import WD_TAB_ALIGNMENT
from msgspec.structs import replace

from admin.briefs.as_docx import render
from admin.briefs.compiling import compiled, context_of
from admin.briefs.docx_parts import QUIET
from admin.briefs.model import Bullets, Run, Section, Table
from admin.dataset import Dataset
from tests.admin.conftest import ISSUED


@pytest.fixture(scope="module")
def made(dataset: Dataset) -> DocumentFile:
    blocks = (
        Bullets(((Run("Question"), Run("beside", quiet=True)),)),
        Table("Caption", ("Group", "Base"), (("A", "10"),), (1, 1), note="Explained."),
    )
    brief = compiled(context_of(dataset, language="en", generated_on=ISSUED))
    made = replace(brief, sections=(Section("one", "One", blocks),))
    return Document(io.BytesIO(render(made)))


def colours(made: DocumentFile) -> dict[str, str]:
    paragraphs = [*made.paragraphs]
    paragraphs += [one for cell in made.tables[0].rows[0].cells for one in cell.paragraphs]
    return {run.text: str(run.font.color.rgb) for one in paragraphs for run in one.runs}


def test_what_is_quiet_is_grey(made: DocumentFile) -> None:
    found = colours(made)
    assert {found["beside"], found["Group"], found["Base"]} == {QUIET}
    assert found["Question"] == "None"


def test_the_number_of_the_page_stands_at_the_right(made: DocumentFile) -> None:
    (foot,) = made.sections[0].footer.paragraphs
    (stop,) = foot.paragraph_format.tab_stops
    assert stop.alignment == WD_TAB_ALIGNMENT.RIGHT
    assert "\tPage " in foot.text

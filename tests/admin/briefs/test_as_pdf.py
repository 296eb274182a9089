"""A page gives long words of any language their room."""

import io

from msgspec.structs import replace
from pypdf import PdfReader

from admin.briefs.as_pdf import render
from admin.briefs.compiling import compiled, context_of
from admin.briefs.model import Brief, Facts, Run, Section
from admin.dataset import Dataset
from tests.admin.conftest import ISSUED

VALUE = "Beside"
LONG = "Непредставительность" * 2


def place_beside(name: str, brief: Brief) -> float:
    """Return how far from the edge the words beside a name begin, in points."""
    facts = Facts(((name, (Run(VALUE),)),))
    made = replace(brief, sections=(Section("facts", "Facts", (facts,)),))
    at: dict[str, float] = {}

    def note(text: str, places: list[float], *_: object) -> None:
        at[text.strip()] = places[4]

    PdfReader(io.BytesIO(render(made))).pages[0].extract_text(visitor_text=note)
    return at[VALUE]


def test_a_long_name_does_not_run_into_what_stands_beside_it(dataset: Dataset) -> None:
    brief = compiled(context_of(dataset, language="en", generated_on=ISSUED))
    usual = place_beside("Age", brief)
    assert place_beside("Age " * 20, brief) == usual
    assert place_beside(LONG, brief) > usual + 50

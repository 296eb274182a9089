"""The brief as values: the same sections for every output."""

import pkgutil
from dataclasses import replace

import pytest
from msgspec.structs import replace as changed

from admin.briefs import sections
from admin.briefs.audiences import DESIGNS
from admin.briefs.compiling import compiled, context_of
from admin.briefs.errors import BriefError
from admin.briefs.model import Brief, Facts, Figures, Table, flowing, text_of
from admin.claims import Form, Number, Plain, ProofError, Sentence
from admin.dataset import Dataset
from admin.linking import CellRef
from tests.admin.conftest import ISSUED


@pytest.fixture(scope="module")
def model(dataset: Dataset) -> Brief:
    return compiled(context_of(dataset, language="en", generated_on=ISSUED))


def test_every_section_file_is_in_the_document() -> None:
    files = {module.name for module in pkgutil.iter_modules(sections.__path__)}
    made = (one for design in DESIGNS.values() for one in (*design.main, *design.annex))
    assert {one.__module__.rpartition(".")[2] for one in made} == files


def test_every_section_is_there_in_order(model: Brief) -> None:
    assert [section.id for section in model.sections] == [
        "front", "who", "answers", "fewer", "differences", "reply",
        "methods", "protection", "tables", "instrument", "fingerprints", "glossary",
    ]  # fmt: skip


def test_where_no_pages_are_measured_what_is_set_closely_follows_at_once(model: Brief) -> None:
    close = [changed(one, close=True, new_page=True) for one in model.sections[:3]]
    made = flowing(changed(model, sections=(*close, *model.sections[3:])))
    assert [one.new_page for one in made[:3]] == [False, True, False]
    assert made[3:] == model.sections[3:]


def test_the_front_page_says_who_asks_whom_and_how_many_spoke(model: Brief) -> None:
    facts = next(block for block in model.sections[0].blocks if isinstance(block, Facts))
    assert {name: text_of(line) for name, line in facts.rows} == {
        "For": "Town Council (decides the town’s budget and services)",
        "From": "The Youth Forum of our town",
        "Decision": "Which measures for evenings in town are paid for in next year’s budget",
        "Decision on": "15 February 2027 · A measure is being designed",
        "Reply by": "1 March 2027",
        "Who spoke": "300 young people from 12 years on, 9 November 2026 to 23 November 2026"
        " (counts rounded to 5s)",
    }


def test_a_round_of_one_day_names_it_once(dataset: Dataset) -> None:
    context = context_of(dataset, language="en", generated_on=ISSUED)
    assert replace(context, opened=context.closed).period() == "23 November 2026"


def test_every_row_of_a_table_fits_its_head(model: Brief) -> None:
    for section in model.sections:
        for table in (block for block in section.blocks if isinstance(block, Table)):
            assert {len(row) for row in table.rows} <= {1, len(table.head)}
            assert len(table.widths) == len(table.head)


def test_every_chart_has_words_for_those_who_cannot_see_it(model: Brief) -> None:
    figures = [
        figure
        for section in model.sections
        for block in section.blocks
        if isinstance(block, Figures)
        for figure in block.items
    ]
    assert len(figures) >= 10
    assert all(figure.picture.alt and figure.title and figure.note for figure in figures)
    assert all(
        {len(row) for row in figure.picture.rows} == {len(figure.picture.head)}
        for figure in figures
    )


def test_a_planted_wrong_number_stops_the_build(dataset: Dataset) -> None:
    context = context_of(dataset, language="en", generated_on=ISSUED)
    lie = Number("91%", CellRef("better", "traffic"), Form.PERCENT)
    context.said.append(Sentence((lie, Plain(" want slower traffic."))))
    with pytest.raises(ProofError, match="want slower traffic"):
        compiled(context)


def test_a_language_that_the_round_lacks_is_refused(dataset: Dataset) -> None:
    with pytest.raises(BriefError, match="has no “fr”; it has en, sq, mk, sr-Latn"):
        context_of(dataset, language="fr", generated_on=ISSUED)

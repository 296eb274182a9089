"""A chart of very many groups shows the largest, says so, and leaves room on its page."""

import datetime as dt

import pytest
from msgspec.structs import replace

from admin.briefs.compiling import context_of
from admin.briefs.context import Context
from admin.briefs.model import Figure, Figures
from admin.briefs.sections import tables, who
from admin.charts import MOST_ROWS
from admin.dataset import Dataset
from dialogs.questions import PickOne
from dialogs.questions.options import Option
from tests.support import datasets

MANY = 20


@pytest.fixture(scope="module")
def context(tmp_path_factory: pytest.TempPathFactory) -> Context:
    example = datasets.example_round()
    places = tuple(
        Option(id=f"p{n}", label=dict.fromkeys(example.languages, f"Place {n}"))
        for n in range(MANY)
    )
    questions = tuple(
        replace(one, options=places) if isinstance(one, PickOne) and one.id == "place" else one
        for one in example.questions
    )
    publication = replace(example.publication, breakdowns=("place",))
    round_ = replace(example, questions=questions, publication=publication)
    rows = datasets.rows_of(round_, 1500)
    for number, row in enumerate(rows[:300]):  # some places are larger
        if row["place"] is not None:
            row["place"] = f"p{number % 5}"
    dataset = Dataset.open(datasets.write(tmp_path_factory.mktemp("many"), round_, rows))
    return context_of(dataset, language="en", generated_on=dt.date(2026, 11, 24))


def figures(blocks: tuple[object, ...]) -> list[Figure]:
    return [figure for one in blocks if isinstance(one, Figures) for figure in one.items]


def test_who_took_part_names_the_largest(context: Context) -> None:
    every = figures(who.section(context).blocks)
    many = next(one for one in every if "largest of" in one.note)
    assert f"The {MOST_ROWS} largest of" in many.note
    shown = many.picture.alt
    assert all(f"Place {n}:" in shown for n in range(5))
    assert shown.count("Place ") < MOST_ROWS
    assert "No answer" in shown


def test_a_scale_by_group_shows_the_largest(context: Context) -> None:
    pictured = figures(tables.section(context).blocks)
    assert pictured
    for one in pictured:
        assert f"The {MOST_ROWS} largest of {MANY}" in one.note
        assert one.picture.height < 700

"""Every answer in a finding is read by every breakdown, also where there is nothing to see."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from admin.briefs import readings
from admin.briefs.compiling import context_of, speaking
from admin.briefs.context import Context
from admin.briefs.model import Table
from admin.claims import Number
from admin.dataset import Dataset
from admin.findings import findings
from dialogs.questions import PickOne, Ranking
from tests.admin.conftest import ISSUED
from tests.support import datasets
from tests.support.own_words import WORDS

LIGHT = "What would make evenings better for you? Choose up to three. – “Better street lighting”"
GENDER, PLACE = "How do you describe yourself?", "Which part of town do you live in?"


@pytest.fixture(scope="module")
def made(dataset: Dataset) -> Context:
    return context_of(dataset, language="en", generated_on=ISSUED)


def read(context: Context) -> dict[str, dict[str, str]]:
    """Return what is said of each answer, by breakdown."""
    *_, table = readings.blocks(context)
    assert isinstance(table, Table)
    found: dict[str, dict[str, str]] = {}
    for row in table.rows:
        if len(row) == 1:
            found[row[0]] = {}
        else:
            [*found.values()][-1][row[0]] = row[1]
    return found


def test_each_answer_that_findings_cite_has_a_reading_by_each_breakdown(made: Context) -> None:
    cited = {
        (part.ref.variable, part.ref.category)
        for finding in findings(made.tables, made.labels)
        for sentence in finding.sentences
        for part in sentence.parts
        if isinstance(part, Number)
    }
    found = read(made)
    assert len(found) == len(cited)
    assert all(len(by) == len(made.tables.plan.compared) for by in found.values())


def test_an_answer_is_told_once_and_names_no_other(made: Context) -> None:
    *_, table = readings.blocks(made)
    assert isinstance(table, Table)
    heads = [row[0] for row in table.rows if len(row) == 1]
    assert len(heads) == len(set(heads))
    told = [text for name, by in read(made).items() if name != LIGHT for text in by.values()]
    assert not any("Better street lighting" in text for text in told)


def test_differences_and_their_absence_are_told(made: Context) -> None:
    first, *_ = read(made).values()
    assert "against 24% of those who answered “Boy or man”" in first[GENDER]
    assert first[PLACE] == "No clear difference was found."


def test_an_answer_that_is_counted_in_two_ways_is_told_of_the_one_that_is_compared(
    tmp_path: Path,
) -> None:
    example = datasets.example_round()
    kept = [one for one in example.questions if isinstance(one, PickOne | Ranking)]
    asked = tuple(one for one in kept if isinstance(one, Ranking) or one.breakdown)
    publication = replace(example.publication, asks=())
    round_ = replace(example, questions=asked, publication=publication)
    dataset = Dataset.open(datasets.write(tmp_path, round_, datasets.rows_of(round_, 600)))
    made = context_of(dataset, language="en", generated_on=ISSUED)
    assert any("among their choices" in text for text in bodies(made))
    told = [text for by in read(made).values() for text in by.values()]
    assert told
    assert "Not compared." not in told


def bodies(context: Context) -> list[str]:
    """Return the sentences of the findings, without their headlines."""
    return [one.text for found in findings(context.tables, context.labels) for one in found.body]


def test_the_organisations_own_findings_are_read_as_well(made: Context, tmp_path: Path) -> None:
    words = tmp_path / "words.yaml"
    took_part = WORDS.replace("want light", "of {took part} want light", 1)
    words.write_text(took_part, encoding="utf-8")
    found = read(speaking(made, words))
    assert next(iter(found)) == LIGHT
    assert found[LIGHT][PLACE] == "No clear difference was found."


def test_what_too_few_people_hide_is_not_called_no_difference(tmp_path: Path) -> None:
    small = Dataset.open(datasets.make(tmp_path, 45))
    made = context_of(small, language="en", generated_on=ISSUED)
    told = {text for by in read(made).values() for text in by.values()}
    assert "No clear difference was found." not in told
    assert "Cannot be shown: too few people in the groups." in told


def test_a_single_point_by_which_groups_are_not_compared_is_said_to_be_not(tmp_path: Path) -> None:
    large = Dataset.open(datasets.make(tmp_path / "dataset", 1500))
    words = tmp_path / "words.yaml"
    said = "{share of safe=2} said so."
    finding = f'{{headline: "{said}", sentences: ["{said}"]}}'
    words.write_text(f"en: {{findings: [{finding}]}}\n", "utf-8")
    made = speaking(context_of(large, language="en", generated_on=ISSUED), words)
    assert ("safe", "gender") in made.tables.tables
    (told,) = read(made).values()
    assert set(told.values()) == {"Not compared."}

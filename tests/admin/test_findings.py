"""Planted differences are found, accidents are not, and words follow their rule."""

import random
from pathlib import Path

import pytest

from admin.analysis import count
from admin.claims import prove
from admin.dataset import Dataset
from admin.differences import LEAST_GAP, differences
from admin.disclosure import Protected, protect
from admin.findings import FINDINGS, findings, sentence_of
from admin.labels import Labels
from tests.support import datasets


def found_in(tables: Protected) -> set[tuple[str, str, str]]:
    return {(one.category.id, one.by.id, one.high.ref.group) for one in differences(tables)}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_planted_differences_are_found(tmp_path: Path, seed: int) -> None:
    dataset = Dataset.open(datasets.make(tmp_path, 300, seed))
    found = found_in(protect(count(dataset), dataset.round))
    assert ("lighting", "gender", "girl") in found
    assert ("transport", "age", "12_14") in found


def test_both_planted_differences_are_on_the_front_page(tables: Protected, labels: Labels) -> None:
    texts = [s.text for one in findings(tables, labels) for s in one.sentences]
    assert any("Better street lighting" in t and "“Girl or woman”" in t for t in texts)
    assert any("Later buses" in t and "aged 12–14" in t for t in texts)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_shuffled_answers_show_no_difference(tmp_path: Path, seed: int) -> None:
    round_ = datasets.example_round()
    rows = datasets.rows_of(round_, 300, seed)
    chance = random.Random(seed)  # repeatable, not secret
    for column in ("gender", "age", "place"):
        names = [name for name in rows[0] if name.split("__")[0] == column]
        shuffled = [[row[name] for name in names] for row in rows]
        chance.shuffle(shuffled)
        for row, values in zip(rows, shuffled, strict=True):
            row.update(zip(names, values, strict=True))
    dataset = Dataset.open(datasets.write(tmp_path, round_, rows))
    assert found_in(protect(count(dataset), dataset.round)) == set()


def test_a_difference_is_wide_and_on_large_bases(tables: Protected) -> None:
    for one in differences(tables):
        assert one.gap >= LEAST_GAP
        assert min(one.high.base or 0, one.low.base or 0) >= tables.rule.percent_base


def test_three_findings_that_can_be_proved(tables: Protected, labels: Labels) -> None:
    found = findings(tables, labels)
    assert len(found) == FINDINGS
    for one in found:
        prove(one.sentences, tables, labels.words)


def test_a_difference_reads_as_a_sentence(tables: Protected, labels: Labels) -> None:
    text = sentence_of(differences(tables)[0], labels).text
    assert text == (
        "77% of those who answered “Girl or woman” chose “Better street lighting”,"
        " against 24% of those who answered “Boy or man”."
    )


def test_a_point_of_a_scale_stands_beside_its_question(tables: Protected, labels: Labels) -> None:
    texts = [sentence_of(one, labels).text for one in differences(tables)]
    points = [text for text in texts if "not safe at all" in text]
    assert points
    assert all(text.startswith("Asked “How safe do you feel") for text in points)


def test_the_headline_names_the_group_that_stands_out(tables: Protected, labels: Labels) -> None:
    headlines = [one.headline.text for one in findings(tables, labels)]
    expected = "“Better street lighting”: “Girl or woman” more often than “Boy or man”"
    assert expected in headlines


def test_too_few_people_give_no_findings(tmp_path: Path, labels: Labels) -> None:
    dataset = Dataset.open(datasets.make(tmp_path, 8))
    assert findings(protect(count(dataset), dataset.round), labels) == []


def test_a_tie_is_called_a_tie(tmp_path: Path, labels: Labels) -> None:
    rows = datasets.rows_of(labels.round, 300)
    for number, row in enumerate(rows):
        seldom = ("youth_centre", "sport", "events", "traffic")[number % 4]
        row["better"] = [seldom] if number % 2 else ["lighting", "transport"]
        row["better__outcome"] = "answered"
    for row in rows[::8]:
        row["better"] = ["youth_centre", "events"]
    dataset = Dataset.open(datasets.write(tmp_path, labels.round, rows))
    headline = findings(protect(count(dataset), dataset.round), labels)[0].headline
    assert headline.text == "“Better street lighting” and “Later buses” lead the answers"

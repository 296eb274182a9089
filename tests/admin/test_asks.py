"""Asks follow from the answers or are left out."""

import random
from dataclasses import replace
from pathlib import Path

from msgspec.structs import replace as with_fields

from admin.analysis import count
from admin.asks import carried
from admin.dataset import Dataset
from admin.disclosure import Protected, protect
from admin.findings import findings
from admin.labels import Labels
from admin.words import Words
from tests.support import datasets


def test_asks_on_leading_answers_are_printed_with_their_number(
    tables: Protected, labels: Labels
) -> None:
    asks = carried(tables, labels)
    assert {one.ask.option for one in asks} == {"lighting", "transport", "youth_centre"}
    assert asks[0].evidence.text == "Better street lighting: 55%\u00a0(165\u00a0of\u00a0300)"


def test_an_ask_on_a_minor_answer_is_left_out(tables: Protected, labels: Labels) -> None:
    first, *_ = labels.round.publication.asks
    minor = with_fields(first, option="traffic")
    publication = with_fields(labels.round.publication, asks=(minor,))
    other = replace(labels, round=with_fields(labels.round, publication=publication))
    assert carried(tables, other) == []


def test_an_ask_that_nearly_all_carry_is_not_dropped_in_silence(tmp_path: Path) -> None:
    round_, chance = datasets.example_round(), random.Random(5)  # repeatable, not secret
    rows = datasets.rows_of(round_, 60, 3)
    for row in rows:
        others = [o for o in ("transport", "youth_centre", "events") if chance.random() < 0.35]
        lighting = ["lighting"] if chance.random() < 0.97 else []
        row["better__outcome"] = "answered"
        row["better"] = [*lighting, *others[:2]] or ["events"]
    dataset = Dataset.open(datasets.write(tmp_path, round_, rows))
    tables, labels = protect(count(dataset), round_), Labels(round_, "en", Words("en"))
    assert not tables.table("better").cell("lighting").shown
    last = carried(tables, labels)[-1]
    assert last.ask.option == "lighting"
    assert not last.shown
    assert last.evidence.text == (
        "How many gave this answer cannot be shown: Better street lighting."
    )
    body = " ".join(one.text for one in findings(tables, labels)[0].body)
    assert "cannot be shown: “Better street lighting”" in body

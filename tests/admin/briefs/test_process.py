"""What is said of those who stopped, of added sentences, and of what is erased when."""

from pathlib import Path

import pytest

from admin.analysis.process import ADDED, REFUSED, UNJUDGED, in_language
from admin.briefs import keeping, process
from admin.briefs.compiling import context_of, speaking
from admin.briefs.context import Context
from admin.briefs.model import Bullets, Table, text_of
from admin.dataset import Dataset
from dialogs.round import Round
from tests.admin.conftest import ISSUED
from tests.support import datasets, voters
from tests.support.datasets import Row

ROUND = datasets.example_round()
STARTED = {"started": {"mk": 181, "sq": 172}, "stopped": {"mk": 14, "sq": 31}}


def context(folder: Path, round_: Round, rows: list[Row], **incidents: object) -> Context:
    datasets.write(folder, round_, rows, incidents=incidents)
    return context_of(Dataset.open(folder), language="en", generated_on=ISSUED)


def test_people_who_began_and_stopped_are_told_by_language(tmp_path: Path, rows: list[Row]) -> None:
    made = context(tmp_path, ROUND, rows, tallies=STARTED)
    (table,) = process.by_language(made)
    assert isinstance(table, Table)
    shown = {row[0]: row[1:] for row in table.rows}
    assert shown["Македонски"][0] == "180"
    assert shown["Shqip"][0] == "170"
    assert shown["English"][0] == "*"
    assert dict(process.facts(made))["Stopped on the way"].endswith("is not kept.")


def test_few_who_stopped_are_hidden_and_cannot_be_subtracted(
    tmp_path: Path, rows: list[Row]
) -> None:
    few = {**STARTED, "stopped": {"mk": 14, "sq": 3}}
    tallies = context(tmp_path, ROUND, rows, tallies=few).tables.tallies
    parts = [tallies[in_language("stopped", one)] for one in ("mk", "sq")]
    assert not parts[1].shown
    assert not (tallies["stopped"].shown and parts[0].shown)


@pytest.fixture
def votes(tmp_path: Path) -> Path:
    round_ = voters.round_of(["Trees.", "Lamps.", "Benches."])
    return datasets.write(tmp_path, round_, voters.rows_of(round_, (120, 90)))


def test_added_sentences_are_told_with_protected_numbers(votes: Path) -> None:
    made = _moderated(votes, refused=23, unjudged=4)
    assert made.tables.tallies[REFUSED].count in {25, None}
    assert made.tables.tallies[UNJUDGED].count is None
    text = dict(process.facts(made))["Sentences that participants added"]
    assert "23" not in text
    assert "that nobody had judged when the round closed: *" in text


def test_all_sentences_less_those_with_a_table_give_no_small_number_away(votes: Path) -> None:
    made = _moderated(votes, refused=4, unjudged=0)
    cells = [made.tables.tallies[name].count for name in (ADDED, REFUSED, UNJUDGED)]
    assert cells == [None, None, None]


def test_a_round_closed_before_they_were_counted_says_so(votes: Path) -> None:
    made = context_of(Dataset.open(votes), language="en", generated_on=ISSUED)
    text = dict(process.facts(made))["Sentences that participants added"]
    assert text == "How many sentences were added and refused was not kept for this round."


def _moderated(folder: Path, **counts: int) -> Context:
    dataset = Dataset.open(folder)
    finished = dataset.closing.finished
    datasets.seal(folder, dataset.round, finished, incidents={"moderated": counts})
    return context_of(Dataset.open(folder), language="en", generated_on=ISSUED)


def test_what_is_erased_bears_the_day_of_closing(tmp_path: Path, rows: list[Row]) -> None:
    made = context(tmp_path / "d", ROUND, rows)
    texts = _erased(made)
    day = made.words.day(made.closed)
    assert f": {ROUND.keep_drafts_days} days after the last message;" in texts[0]
    assert all(day in text for text in texts[:2])
    assert texts[-1].endswith("the program sets no date for erasing them.")
    words = tmp_path / "words.yaml"
    words.write_text('en:\n  retention: "It is erased in 2028."\n', encoding="utf-8")
    assert _erased(speaking(made, words))[-1].endswith("them. It is erased in 2028.")


def _erased(made: Context) -> list[str]:
    _, items = keeping.blocks(made)
    assert isinstance(items, Bullets)
    return [text_of(item) for item in items.items]

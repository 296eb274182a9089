"""Two sets of answers that give the same printed tables give the same report and exports.

So nothing that is hidden, and nothing that was rounded away, shows anywhere else: in no order, no
picture, no choice of a finding or word, no digit of a file, no synthetic response. Only the hash
of the responses differs, and that holds random ids.
"""

from collections.abc import Iterator
from dataclasses import replace as with_
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from admin.analysis import count
from admin.briefs import Audience
from admin.briefs.compiling import compiled, context_of
from admin.briefs.context import Context
from admin.dataset import Dataset
from admin.disclosure import Protected, protect
from admin.exports import available, rendered
from admin.exports.source import Source
from admin.exports.synthetic import drawn
from dialogs.round import Round
from tests.support import datasets, voters
from tests.support.datasets import Row, Value

CHANGES = 40
"""How many people's answers are tried, at most, until one changes no printed number."""

Made = tuple[Round, list[Row]]


def _of_answers() -> Made:
    example = datasets.example_round()
    kept = tuple(one for one in example.questions if one.id in {"gender", "safe", "better"})
    publication = replace(example.publication, breakdowns=("age", "gender"))
    round_ = replace(example, questions=kept, publication=publication)
    return round_, datasets.rows_of(round_, 120, seed=3)


def _of_votes() -> Made:
    round_ = voters.round_of([f"Sentence number {letter}." for letter in "abcdefgh"], most=8)
    return round_, voters.rows_of(round_, (40, 30))


@pytest.mark.parametrize(("made", "answer"), [(_of_answers(), "safe"), (_of_votes(), "views")])
def test_what_is_hidden_shows_nowhere(tmp_path: Path, made: Made, answer: str) -> None:
    round_, rows = made
    one = _dataset(tmp_path / "one", round_, rows)
    other = _twin(one, tmp_path / "other", rows, answer)
    assert count(one) != count(other)
    assert _all_made_of(one) == _all_made_of(other)


def _dataset(folder: Path, round_: Round, rows: list[Row]) -> Dataset:
    return Dataset.open(datasets.write(folder, round_, rows))


def _twin(one: Dataset, folder: Path, rows: list[Row], answer: str) -> Dataset:
    """Return a dataset in which a single answer is another, and no table that is printed."""
    printed = _printed(one)
    for number, changed in enumerate(_changed(rows, answer)):
        other = _dataset(folder / str(number), one.round, changed)
        if _printed(other) == printed:
            return other
    raise AssertionError("No answer could change without a printed number.")


def _printed(dataset: Dataset) -> list[tuple[object, ...]]:
    tables: Protected = protect(count(dataset), dataset.round)
    return [(cell.ref, cell.count, cell.base, cell.nearly_all) for cell in tables.cells()]


def _changed(rows: list[Row], answer: str) -> Iterator[list[Row]]:
    """Yield the rows with the answer of one person changed."""
    for place, (mine, theirs) in enumerate(pairwise(rows[:CHANGES])):
        given = _turned(mine[answer], place) or theirs[answer]
        if mine[answer] and given and given != mine[answer]:
            yield [*rows[:place], {**mine, answer: given}, *rows[place + 1 :]]


def _turned(value: Value, place: int) -> Value:
    """Return votes with one of them turned round; nothing of any other answer."""
    if not isinstance(value, list) or not value:
        return None
    votes = [one for one in value if isinstance(one, tuple)]
    statement, vote = votes[place % len(votes)]
    return sorted([*(one for one in votes if one[0] != statement), (statement, -vote or 1)])


def _all_made_of(dataset: Dataset) -> dict[str, bytes]:
    """Return everything that a reader gets, under hashes that are always the same."""
    made = context_of(dataset, language="en", generated_on=dataset.closing.closed)
    context = with_(made, hashes=dict.fromkeys(made.hashes, "0" * 64))
    report = msgspec.json.encode(compiled(context, Audience.TECHNICAL))
    return {"report": report, **_exports(context)}


def _exports(context: Context) -> dict[str, bytes]:
    source = Source(context, drawn(context.tables, context.round), "")
    return dict(rendered(source, available()))

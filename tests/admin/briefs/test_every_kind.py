"""A round with every kind of question goes from sealed answers to a brief."""

import datetime as dt
import random
from pathlib import Path

import msgspec
import pyarrow.parquet as pq  # type: ignore[import-untyped]  # ships no types

from admin.briefs import build
from admin.dataset import Dataset
from dialogs.answers import SKIPPED, answered
from dialogs.session import Respondent, Response
from dialogs.version import version_of
from storage import dataset
from storage.closing_record import ClosingRecord
from storage.dataset import Contents
from storage.progress import silent
from tests.support.world import EVERYTHING

DAY = dt.date(2026, 11, 24)


def response(number: int) -> Response:
    dice = random.Random(number)
    answers = {
        "region": answered(dice.choice(["west", "east"])),
        "town": answered("elsewhere"),
        "way": answered("other", "by boat") if number % 2 else answered("walk"),
        "since": answered("2024-09"),
        "better": answered(("later", "food")) if number % 2 else answered(("none",)),
        "tired": answered(dice.randrange(11)),
        "first": answered(("sport", "clubs")),
        "budget": answered({"library": 3, "yard": 1}),
        "views": answered({"phones": -1, "marks": 1}),
        "fair": SKIPPED,
    }
    if number % 2:
        answers["minutes"] = answered(25)
        answers["why_later"] = answered("At nine.")
    return Response(
        round=EVERYTHING.id,
        version=version_of(EVERYTHING),
        language=dice.choice(["en", "mk"]),
        respondent=Respondent.ORGANISATION if number >= 120 else Respondent.PERSON,
        age="" if number >= 120 else dice.choice(["12_14", "15_17", "18_up"]),
        answers=answers,
    )


SAID = [response(number) for number in range(135)]


def closed(folder: Path) -> Dataset:
    folder.mkdir()
    said = [msgspec.json.encode(one) for one in SAID]
    contents = Contents.shuffled(EVERYTHING, said, {}, [("views", "en", "More trees.")])
    record = ClosingRecord(
        round=EVERYTHING.id,
        practice=True,
        opened=EVERYTHING.opens,
        closed=EVERYTHING.closes,
        finished=len(SAID),
        tallies={"started": {"en": 70, "mk": 70}, "stopped": {"en": 5}},
        unfinished=0,
        hashes=dataset.write(folder, contents, silent),
        software="0.1.0",
    )
    dataset.verify(folder, contents, silent)
    dataset.write_record(folder, record, bytes(32))
    return Dataset.open(folder)


def test_every_answer_is_in_the_dataset_as_it_was_given(tmp_path: Path) -> None:
    closed(tmp_path / "dataset")
    rows = pq.read_table(tmp_path / "dataset" / "responses.parquet").to_pylist()
    assert len(rows) == len(SAID)
    assert "welcome" not in rows[0]
    row = next(row for row in rows if row["minutes"] is not None)
    assert dict(row["budget"]) == {"library": 3, "yard": 1}
    assert dict(row["views"]) == {"phones": -1, "marks": 1}
    assert (row["minutes"], row["since"], row["fair__outcome"]) == (25, "2024-09", "skipped")
    assert {row["minutes__outcome"] for row in rows} == {"answered", "not_asked"}


def test_own_words_lie_apart(tmp_path: Path) -> None:
    closed(tmp_path / "dataset")
    texts = pq.read_table(tmp_path / "dataset" / "texts.parquet").to_pylist()
    words = sorted({(text["question"], text["words"]) for text in texts})
    assert words == [("views", "More trees."), ("way", "by boat"), ("why_later", "At nine.")]


def test_the_brief_is_made_and_tells_of_the_organisations(tmp_path: Path) -> None:
    build(closed(tmp_path / "dataset"), tmp_path / "brief", generated_on=DAY)
    page = (tmp_path / "brief" / "brief.html").read_text("utf-8")
    assert "Answered for an organisation" in page
    for question in EVERYTHING.questions:
        if question.id != "welcome":
            assert question.text["en"] in page
    assert "by boat" not in page
    assert "resilience" not in page

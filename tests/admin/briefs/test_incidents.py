"""What happened to a round stands in the methods, and no exact number with it."""

import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from admin.briefs.compiling import context_of
from admin.briefs.incidents import told
from admin.dataset import Dataset
from dialogs.answers import Outcome
from dialogs.questions.base import Measure
from dialogs.round import Round, Unfinished
from storage.closing_record import Mended
from storage.editions import Mend, editions_of
from tests.admin.conftest import ISSUED
from tests.storage.material import reworded
from tests.support import datasets
from tests.support.datasets import Row

ROUND = datasets.example_round()
RESTORE = {"copied": "2026-11-02", "restored": "2026-11-05", "lost": 23, "withdrawn": 2}


def _told(
    folder: Path, rows: list[Row], round_: Round = ROUND, **incidents: object
) -> dict[str, str]:
    datasets.write(folder, round_, rows, incidents=incidents)
    return dict(told(context_of(Dataset.open(folder), language="en", generated_on=ISSUED)))


def test_nothing_is_told_when_nothing_happened(tmp_path: Path, rows: list[Row]) -> None:
    assert _told(tmp_path, rows) == {}


def test_a_restore_is_told_with_a_protected_number(tmp_path: Path, rows: list[Row]) -> None:
    text = _told(tmp_path, rows, restores=[RESTORE])["Losses"]
    assert "On 5 November 2026 the answers were brought back from a copy made on 2 Nov" in text
    assert "About 25 responses were lost." in text
    assert "23" not in text


@pytest.mark.parametrize("lost", [0, 1, 9])
def test_few_and_none_look_the_same(tmp_path: Path, rows: list[Row], lost: int) -> None:
    text = _told(tmp_path, rows, restores=[{**RESTORE, "lost": lost}])["Losses"]
    assert text.endswith("Fewer than 10 responses were lost, or none.")


def test_what_cannot_be_known_is_said(tmp_path: Path, rows: list[Row]) -> None:
    unknown = {**RESTORE, "lost": None, "withdrawn": None}
    text = _told(tmp_path, rows, restores=[RESTORE, unknown])["Losses"]
    assert text.endswith("counted again, cannot be known.")
    assert not re.search(r"\b(23|25)\b", text)


def test_damaged_responses_are_told(tmp_path: Path, rows: list[Row]) -> None:
    text = _told(tmp_path, rows, unreadable=12)["Losses"]
    assert text == (
        "Some sealed responses were damaged and could not be opened. About 10 responses were lost."
    )


def test_pauses_and_a_later_date_are_told(tmp_path: Path, rows: list[Row]) -> None:
    facts = _told(
        tmp_path,
        rows,
        pauses=[
            {"began": "2026-11-02", "ended": "2026-11-03"},
            {"began": "2026-11-08", "ended": "2026-11-09"},
        ],
        announced="2026-11-01",
    )
    assert facts["Paused, nothing was asked"] == (
        "2 November 2026 to 3 November 2026; 8 November 2026 to 9 November 2026"
    )
    assert facts["Closing date"].startswith("First announced for 1 November 2026; while")


def test_an_outage_is_told(tmp_path: Path, rows: list[Row]) -> None:
    outages = [{"began": "2026-11-02", "ended": "2026-11-04"}]
    text = _told(tmp_path, rows, outages=outages)["The bot could not be reached"]
    assert text.startswith("2 November 2026 to 4 November 2026. Telegram keeps messages for 24")


def test_a_question_counted_together_is_told(tmp_path: Path, rows: list[Row]) -> None:
    text = _told(tmp_path, rows, mended=[{"question": "safe", "apart": []}])["Rewording"]
    assert ROUND.question("safe").text["en"] in text
    assert "all answers count together" in text


def test_an_earlier_wording_has_tables_of_its_own(tmp_path: Path, rows: list[Row]) -> None:
    later = reworded(ROUND, "safe", "How safe are you?")
    editions = editions_of({"a": ROUND, "b": later}, "b", [Mend("a", "b", frozenset({"safe"}))])
    for number, row in enumerate(rows := [dict(row) for row in rows]):
        old, now = ("safe_v1", "safe") if number % 3 == 0 else ("safe", "safe_v1")
        row[old], row[f"{old}__outcome"] = row["safe"], row["safe__outcome"]
        row[now], row[f"{now}__outcome"] = None, Outcome.NOT_ASKED.value
    assert editions.mended == (Mended(question="safe", apart=("safe_v1",)),)
    incidents = {"mended": [{"question": "safe", "apart": ["safe_v1"]}]}
    datasets.write(tmp_path, editions.round, rows, incidents=incidents)
    context = context_of(Dataset.open(tmp_path), language="en", generated_on=ISSUED)
    text = dict(told(context))["Rewording"]
    assert "“How safe are you?” was reworded" in text
    assert f"“{ROUND.question('safe').text['en']}” are shown apart" in text
    bases = [context.tables.table(name).base().count for name in ("safe", "safe_v1")]
    assert bases == [200, 100]
    assert editions.round.question("safe_v1").measure is Measure.SCALE


@pytest.mark.parametrize(
    ("kept", "said"),
    [(23, "about 25"), (3, "fewer than 10, or none"), (0, "fewer than 10, or none")],
)
def test_answers_nobody_had_sent_are_told_with_a_protected_number(
    tmp_path: Path, rows: list[Row], kept: int, said: str
) -> None:
    round_ = replace(ROUND, unfinished=Unfinished.KEEP_ANSWERS)
    text = _told(tmp_path, rows, round_, kept_unsent=kept)["Answers not sent"]
    assert text.endswith(f"Such responses: {said}.")

"""Promises and the score of an organisation are read whole, or refused with their line."""

from pathlib import Path

import pytest

from admin.briefs.compiling import context_of, speaking
from admin.briefs.context import Context
from admin.briefs.model import Table
from admin.briefs.sections import accountability
from admin.dataset import Dataset
from admin.own_words.accountability import REQUIREMENTS
from admin.own_words.file import OwnWordsError
from tests.admin.conftest import ISSUED

PROMISES = """\
en:
  promises:
    - what: "Lamps in the park"
      who: "Town Council"
      status: partly
      happened: "Some were put up in spring."
      by: 2027-06-30
  self_score:
"""
SCORES = "".join(f'    {name}: {{points: 2, because: "So we think."}}\n' for name in REQUIREMENTS)


@pytest.fixture(scope="module")
def context(dataset: Dataset) -> Context:
    return context_of(dataset, language="en", generated_on=ISSUED)


def said(context: Context, folder: Path, text: str) -> Context:
    (folder / "words.yaml").write_text(text, encoding="utf-8")
    return speaking(context, folder / "words.yaml")


def test_promises_and_score_are_printed(context: Context, tmp_path: Path) -> None:
    made = said(context, tmp_path, PROMISES + SCORES)
    section = accountability.section(made)
    assert section is not None
    promises, score = (one for one in section.blocks if isinstance(one, Table))
    assert promises.rows[0][2] == "Partly kept"
    assert len(score.rows) == 9
    assert dict(accountability.missing(made)) == {}


def test_what_was_not_reported_is_said(context: Context) -> None:
    assert accountability.section(context) is None
    assert dict(accountability.missing(context)) == {
        "Earlier promises": "The organisation has reported no promises of an earlier consultation.",
        "Nine requirements of participation": (
            "The organisation has not said how far this consultation met them."
        ),
    }


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (PROMISES + SCORES.replace("    safe: {points: 2", "    safe: {points: 7"), "<= 3"),
        (PROMISES + SCORES[: SCORES.index("    accountable")], "missing required field"),
        (PROMISES.replace("partly", "nearly") + SCORES, "Invalid enum value"),
        (PROMISES + SCORES.replace("So we think.", "So say 90% of you."), "A percentage was typed"),
    ],
)
def test_half_a_score_and_unknown_states_are_refused(
    context: Context, tmp_path: Path, text: str, told: str
) -> None:
    with pytest.raises(OwnWordsError) as failure:
        said(context, tmp_path, text)
    assert told in str(failure.value)

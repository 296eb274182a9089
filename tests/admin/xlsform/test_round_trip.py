"""A round that is exported and imported again is the same round, and ODK takes the form between."""

import tempfile
from pathlib import Path

import msgspec
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pyxform.xls2xform import convert  # type: ignore[import-untyped]  # it has no stubs

from admin.xlsform import exporting, importing
from dialogs import round_file
from dialogs.conditions import Condition
from dialogs.questions import FreeText
from dialogs.round import Round, canonical
from tests.admin.xlsform.rounds import any_round
from tests.support.world import EVERYTHING, EXAMPLE

FEW = settings(
    max_examples=40,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
"""Without shrinking: a round is large, and making it smaller takes minutes."""


def through_a_file(round_: Round) -> tuple[Round, str]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "form.xlsx"
        exporting.write(round_, path)
        text = importing.read(path).yaml
        return round_file.load(text, file="again.yaml"), convert(str(path), validate=False).xform


@FEW
@given(any_round())
def test_nothing_is_lost_on_the_way(round_: Round) -> None:
    again, xform = through_a_file(round_)
    assert canonical(again) == canonical(round_)
    assert f'id="{round_.id}"' in xform


def test_an_answer_that_reads_like_the_name_of_a_question_is_looked_up_by_nobody() -> None:
    first, *_ = EVERYTHING.questions
    said = FreeText(id="said", text=first.text)
    asked = FreeText(
        id="asked", text=first.text, show_if=Condition(question="said", equals="${nobody}")
    )
    round_ = msgspec.structs.replace(EVERYTHING, questions=(*EVERYTHING.questions, said, asked))
    again, xform = through_a_file(round_)
    assert canonical(again) == canonical(round_)
    assert "nobody" not in xform


@given(st.sampled_from([EVERYTHING, EXAMPLE]))
@settings(max_examples=2, deadline=None)
def test_the_shipped_rounds_come_back(round_: Round) -> None:
    again, _ = through_a_file(round_)
    assert canonical(again) == canonical(round_)

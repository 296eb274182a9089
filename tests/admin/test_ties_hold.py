"""What the protection treats as a fact is one: it holds whatever people answer, in any round.

Random people answer random rounds of every kind, through the engine; of what they send, no tie may
be broken. A tie that does not always hold would make hidden numbers look safer, or less safe, than
they are.
"""

import tempfile
from dataclasses import replace as replaced
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from admin.analysis import planning
from admin.analysis.counting import EVERYBODY, count
from admin.dataset import Dataset
from admin.disclosure import rule_of
from admin.linking import linked
from admin.merging import join_small_groups
from dialogs.questions import AnyQuestion, PickOne
from dialogs.round import Round
from tests.support import wanderer
from tests.support.closed import closed
from tests.support.random_rounds import rounds

PEOPLE = 24


@settings(deadline=None, max_examples=25, suppress_health_check=list(HealthCheck))
@given(rounds(), st.integers(0, 10_000), st.sampled_from([0, 1, 50]))
def test_every_tie_holds_whatever_people_answer(
    caplog: pytest.LogCaptureFixture, round_: Round, seed: int, people_each: int
) -> None:
    """Of finer tables by group there are all, some, or none: these people are few."""
    compared = compared_by_its_questions(round_)
    sent = (wanderer.sent(compared, seed + person) for person in range(PEOPLE))
    responses = [one for one in sent if one is not None]
    with tempfile.TemporaryDirectory() as folder:
        dataset = closed(Path(folder) / "dataset", compared, responses)
        # Few take part here, so what is enough to stand alone is less than usual.
        rule = replaced(rule_of(compared), percent_base=seed % 12)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(planning, "PEOPLE_EACH", people_each)
            linked(join_small_groups(count(dataset), compared, rule), compared, rule)
    assert caplog.messages == []


def test_counts_that_do_not_fit_each_other_are_heard(
    caplog: pytest.LogCaptureFixture, dataset: Dataset
) -> None:
    raw, cell = count(dataset), ("way_home", "bike", EVERYBODY)
    broken = replaced(raw, counts={**raw.counts, cell: raw.counts[cell] + 1})
    linked(broken, dataset.round, rule_of(dataset.round))
    assert caplog.messages == ["ties that must hold between counts do not, please report it: 4"]


def compared_by_its_questions(round_: Round) -> Round:
    """Return the round with breakdowns by age and by what is asked in one answer."""
    questions: list[AnyQuestion] = []
    breakdowns = ["age"]
    for question in round_.questions:
        if isinstance(question, PickOne) and len(breakdowns) <= 2:
            questions.append(replace(question, breakdown=True))
            breakdowns.append(question.id)
        else:
            questions.append(question)
    publication = replace(round_.publication, breakdowns=tuple(breakdowns))
    return replace(round_, questions=tuple(questions), publication=publication)

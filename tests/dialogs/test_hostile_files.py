"""Whatever a stranger's file holds: it is refused with a remedy, or it can be played."""

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.outside import outside
from dialogs import round_file
from dialogs.lints import problems_in
from dialogs.problems import RoundFileError
from dialogs.round import Round
from dialogs.texts import MissingTextError
from tests.support.bombs import BOMBS
from tests.support.mutations import mutated
from tests.support.wanderer import wander
from tests.support.world import EVERYTHING_TEXT, NOW, TEXTS

KNOWN = outside(NOW.date())
SLOW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def loaded(text: str) -> Round | None:
    """Return the round that was accepted; None when it was refused as it should be."""
    try:
        round_ = round_file.load(text, file="r.yaml")
        TEXTS.require(round_.languages)
    except MissingTextError:
        return None
    except RoundFileError as refused:
        problems = refused.problems
    else:
        return round_
    assert all(problem.what and problem.remedy and problem.rule for problem in problems)
    assert all(problem.line >= 1 for problem in problems)
    return None


@SLOW
@given(st.integers(min_value=10**6, max_value=2**63))
def test_a_damaged_file_is_refused_or_can_be_played(seed: int) -> None:
    round_ = loaded(mutated(seed))
    if round_ is not None:
        wander(round_, seed, 60)


@SLOW
@given(st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.dates(),
    lambda inner: st.lists(inner, max_size=5)
    | st.dictionaries(st.text(max_size=9), inner, max_size=5),
    max_leaves=30,
))  # fmt: skip
def test_anything_that_is_yaml_is_refused_with_a_remedy(value: object) -> None:
    assert loaded(yaml.safe_dump(value, allow_unicode=True)) is None


@SLOW
@given(
    st.sampled_from(["text: {en: ", "label: {en: ", "body: {en: ", "unit: {en: ", "why: {en: "]),
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=60),
)
def test_whatever_is_written_is_shown_or_refused(field: str, words: str) -> None:
    """Braces, tags, percent signs, any script: words are words."""
    quoted = yaml.dump(words, default_style='"', width=10_000, allow_unicode=False).strip()
    at = EVERYTHING_TEXT.index(field) + len(field)
    end = at + EVERYTHING_TEXT[at:].index(", mk:")
    round_ = loaded(EVERYTHING_TEXT[:at] + quoted + EVERYTHING_TEXT[end:])
    if round_ is not None:
        wander(round_, len(words), 40)


@pytest.mark.parametrize("name", BOMBS)
def test_a_file_made_to_take_long_is_refused_early(name: str) -> None:
    """What keeps it short is tested here, not the time: the benchmark takes that."""
    text = BOMBS[name]()
    with pytest.raises(RoundFileError) as caught:
        round_file.load(text, file="r.yaml")
    assert len(caught.value.problems) <= round_file.MOST_PROBLEMS


@pytest.mark.parametrize("seed", range(0, 4000, 80))
def test_what_can_be_played_can_be_linted(seed: int) -> None:
    text = mutated(seed)
    round_ = loaded(text)
    if round_ is not None:
        lines = round_file.load_with_lines(text, file="r.yaml")[1]
        assert all(problem.line for problem in problems_in(round_, lines, KNOWN))

"""Which wordings are counted together, and where an answer to each goes."""

from itertools import pairwise

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from dialogs.round import Round, canonical
from dialogs.session import Response
from dialogs.version import version_of
from storage.closing_record import Mended
from storage.editions import Editions, Mend, editions_of
from tests.storage.material import content, example_round, response, reworded

FIRST = example_round()
SECOND = reworded(FIRST, "safe", "Second?")
THIRD = reworded(FIRST, "safe", "Third?")
ALL = (FIRST, SECOND, THIRD)


def _editions(*steps: tuple[Round, set[str]]) -> Editions:
    """The editions after FIRST was mended to each round in turn, with what stands apart."""
    path = [FIRST, *(round_ for round_, _ in steps)]
    mends = [
        Mend(version_of(before), version_of(after), frozenset(apart))
        for (before, after), (_, apart) in zip(pairwise(path), steps, strict=True)
    ]
    return editions_of({version_of(one): one for one in path}, version_of(path[-1]), mends)


def _columns(editions: Editions, round_: Round) -> set[str]:
    placed = editions.placed(content(response(round_, 1)))
    return set(msgspec.json.decode(placed, type=Response).answers)


def _names(round_: Round) -> list[str]:
    return [question.id for question in round_.questions]


def test_without_a_mend_nothing_changes() -> None:
    editions = _editions()
    assert canonical(editions.round) == canonical(FIRST)
    assert editions.mended == ()
    said = content(response(FIRST, 1))
    assert editions.placed(said) is said


def test_the_same_meaning_is_one_question_in_its_newest_words() -> None:
    editions = _editions((SECOND, set()))
    assert canonical(editions.round) == canonical(SECOND)
    assert editions.mended == (Mended(question="safe", apart=()),)
    for round_ in (FIRST, SECOND):
        said = content(response(round_, 1))
        assert editions.placed(said) == said


def test_another_meaning_is_a_question_of_its_own_in_its_own_words() -> None:
    editions = _editions((SECOND, {"safe"}))
    names = _names(FIRST)
    place = names.index("safe") + 1
    assert _names(editions.round) == [*names[:place], "safe_v1", *names[place:]]
    assert editions.round.question("safe").text["en"] == "Second?"
    assert editions.round.question("safe_v1").text == FIRST.question("safe").text
    assert editions.mended == (Mended(question="safe", apart=("safe_v1",)),)
    assert "safe" in _columns(editions, SECOND)
    assert _columns(editions, FIRST) == ({*names} - {"safe"}) | {"safe_v1"}


def test_three_meanings_are_three_questions_in_order() -> None:
    editions = _editions((SECOND, {"safe"}), (THIRD, {"safe"}))
    assert editions.mended == (Mended(question="safe", apart=("safe_v1", "safe_v2")),)
    assert [_columns(editions, one) - {*_names(FIRST)} for one in ALL] == [
        {"safe_v1"},
        {"safe_v2"},
        set(),
    ]
    assert editions.round.question("safe_v2").text["en"] == "Second?"


def test_an_earlier_meaning_is_shown_in_the_last_words_it_had() -> None:
    editions = _editions((SECOND, set()), (THIRD, {"safe"}))
    assert editions.round.question("safe_v1").text["en"] == "Second?"
    assert _columns(editions, FIRST) == _columns(editions, SECOND)


def test_a_mend_that_is_taken_back_brings_the_first_answers_back() -> None:
    editions = _editions((SECOND, {"safe"}), (FIRST, {"safe"}))
    assert "safe" in _columns(editions, FIRST)
    assert "safe_v1" in _columns(editions, SECOND)
    assert editions.round.question("safe_v1").text["en"] == "Second?"


def test_other_questions_are_not_touched() -> None:
    both = reworded(SECOND, "better")
    editions = _editions((SECOND, {"safe"}), (both, set()))
    assert editions.mended == (
        Mended(question="better", apart=()),
        Mended(question="safe", apart=("safe_v1",)),
    )
    assert "better" in _columns(editions, FIRST)


def test_a_version_from_before_mends_were_noted_is_counted_with_the_newest() -> None:
    versions = {version_of(one): one for one in ALL}
    editions = editions_of(versions, version_of(THIRD), [])
    assert canonical(editions.round) == canonical(THIRD)
    assert "safe" in _columns(editions, FIRST)


@given(st.lists(st.tuples(st.sampled_from(ALL), st.booleans()), max_size=6))
def test_every_answer_has_a_place_and_none_is_doubled(steps: list[tuple[Round, bool]]) -> None:
    moved, here = [], FIRST
    for round_, apart in steps:
        if round_ is not here:
            moved.append((round_, {"safe"} if apart else set[str]()))
            here = round_
    editions = _editions(*moved)
    names = _names(editions.round)
    assert len(set(names)) == len(names)
    for round_ in {version_of(one): one for one, _ in [(FIRST, None), *moved]}.values():
        columns = _columns(editions, round_)
        assert columns <= set(names)
        assert len(columns) == len(FIRST.questions)
    assert _columns(editions, here) == set(_names(FIRST))

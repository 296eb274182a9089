"""Two of three holders open a round, one does not, and no error repeats a word."""

from itertools import combinations

import pytest

from storage.holders import (
    HoldersError,
    HolderWordsError,
    belong_to,
    combine,
    needed,
    new_round_keys,
    split,
)
from storage.sealing import KeyPair

SEED = bytes(range(32))
SHEETS = split(SEED)


def test_any_two_of_three_bring_the_seed_back() -> None:
    assert len(SHEETS) == 3
    for pair in combinations(SHEETS, 2):
        assert combine(pair) == SEED
        assert combine(pair[::-1]) == SEED


def test_a_sheet_is_short_enough_to_write_down() -> None:
    assert {len(sheet.split()) for sheet in SHEETS} == {33}


def test_three_sheets_or_one_twice_do_no_harm() -> None:
    assert combine(SHEETS) == SEED
    assert combine([SHEETS[0], SHEETS[2], SHEETS[0]]) == SEED


def test_capitals_and_line_breaks_do_no_harm() -> None:
    assert combine([SHEETS[0].upper().replace(" ", "\n  "), f"  {SHEETS[1]}\n"]) == SEED


def test_new_keys_fit_their_words() -> None:
    keys = new_round_keys()
    assert KeyPair.from_seed(combine(keys.words[1:])).public_bytes == keys.public_key
    assert keys.words[0] not in repr(keys)


def test_other_numbers_of_holders_work() -> None:
    sheets = split(SEED, threshold=3, holders=5)
    assert combine(sheets[2:]) == SEED
    with pytest.raises(HolderWordsError, match="3 different sheets are needed, 2 given"):
        combine(sheets[:2])


@pytest.mark.parametrize(("threshold", "holders"), [(1, 3), (3, 2), (2, 8)])
def test_numbers_of_holders_that_make_no_sense_are_refused(threshold: int, holders: int) -> None:
    with pytest.raises(HoldersError):
        new_round_keys(threshold, holders)


def test_a_sheet_says_how_many_are_needed() -> None:
    assert {needed(sheet) for sheet in split(SEED, threshold=3, holders=5)} == {3}


def test_words_belong_to_one_public_key() -> None:
    keys, others = new_round_keys(), new_round_keys()
    assert belong_to(keys.public_key, keys.words[:2])
    assert not belong_to(keys.public_key, others.words[:2])


def test_words_belong_to_a_key_of_the_classic_suite_too() -> None:
    assert belong_to(KeyPair.from_seed(SEED, suite=2).public_bytes, SHEETS[1:])


MISSPELT = SHEETS[1].replace(SHEETS[1].split()[-1], "evening")
SWAPPED = " ".join([*SHEETS[1].split()[:-2], *SHEETS[1].split()[:-3:-1]])


@pytest.mark.parametrize(
    ("sheets", "message"),
    [
        ([], "no holder"),
        ([SHEETS[0]], "2 different sheets are needed, 1 given"),
        ([SHEETS[0], SHEETS[0]], "2 different sheets are needed, 1 given"),
        ([SHEETS[0], MISSPELT], "sheet 2 is not right"),
        ([SHEETS[0], SWAPPED], "sheet 2 is not right"),
        ([SHEETS[0], ""], "sheet 2 is not right"),
        ([SHEETS[0], "Здраво " * 33], "sheet 2 is not right"),
        ([SHEETS[0], split(b"s" * 32)[1]], "different rounds"),
        (split(b"s" * 16), "something else"),
    ],
)
def test_what_is_wrong_is_said_without_the_words(sheets: list[str], message: str) -> None:
    with pytest.raises(HolderWordsError, match=message) as refused:
        combine(sheets)
    assert refused.value.__cause__ is None
    assert refused.value.__suppress_context__ or refused.value.__context__ is None
    words = {word for sheet in sheets for word in sheet.split() if len(word) > 6}
    assert not words & set(str(refused.value).split())

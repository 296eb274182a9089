"""Suggestions follow letters, in any script; they are good enough to help and never more."""

import random

import pytest

from admin.coding.suggesting import grams, suggest
from tests.support.coded_words import SENTENCES, WEIGHTS, themes_in


def said(language: str, number: int, seed: int) -> list[str]:
    dice = random.Random(seed)
    themes = dice.choices(list(WEIGHTS), list(WEIGHTS.values()), k=number)
    return [dice.choice(SENTENCES[language][theme]) for theme in themes]


@pytest.mark.parametrize("language", SENTENCES)
def test_a_text_like_coded_ones_gets_their_theme(language: str) -> None:
    coded = [(text, themes_in(text)) for text in said(language, 40, 1)]
    rest = said(language, 60, 2)
    given = suggest(coded, rest)
    right = sum(one == themes_in(text) for one, text in zip(given, rest, strict=True))
    assert right > 0.9 * len(rest)


def test_a_typing_error_makes_no_difference() -> None:
    coded = [("There is no lamp on our street.", ("light",)), ("No bus at night.", ("bus",))]
    assert suggest(coded, ["ther is no LAMPP on our streat"]) == [("light",)]


def test_nothing_is_suggested_from_nothing_or_from_far_away() -> None:
    assert suggest([], ["No bus at night."]) == [()]
    assert suggest([("No bus at night.", ("bus",))], ["Фала што прашувате."]) == [()]
    assert suggest([("Thank you for asking.", ())], ["Thank you for asking!"]) == [()]


def test_blank_texts_and_single_signs_have_no_neighbours() -> None:
    assert suggest([("x", ("light",))], ["", " ", "…"]) == [(), (), ()]


def test_n_grams_stay_inside_words() -> None:
    assert grams("Ab c") == {" a": 1, "ab": 1, "b ": 1, " ab": 1, "ab ": 1, " ab ": 1,
                             " c": 1, "c ": 1, " c ": 2}  # fmt: skip

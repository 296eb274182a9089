"""Planted wrong claims stop the build, and the sentence is named."""

import re

import pytest

from admin.amounts.strengths import strengths
from admin.cells import CellRef
from admin.claims import (
    Form,
    Number,
    Part,
    Plain,
    ProofError,
    Quoted,
    Sentence,
    Strength,
    compose,
    number,
    prove,
    strength,
)
from admin.disclosure import Protected
from admin.words import Words, states

WORDS = Words("en")
LIGHTING = CellRef("better", "lighting")
HIDDEN = CellRef("better", "lighting", "gender", "other")


def test_a_right_sentence_passes(tables: Protected) -> None:
    of_how_many = (
        Number("165", LIGHTING, Form.COUNT),
        Plain(" of "),
        Number("300", LIGHTING, Form.BASE),
    )
    said = _said(tables, WORDS)
    prove([said, Sentence(of_how_many)], tables, WORDS)
    assert said.text == "Most of the young people who took part (55%) chose A when asked B."


@pytest.mark.parametrize(
    ("part", "reason"),
    [
        (Number("56%", LIGHTING, Form.PERCENT), "it says “56%”, the table says “55%”"),
        (Number("166", LIGHTING, Form.COUNT), "the table says “165”"),
        (Number("12", HIDDEN, Form.COUNT), "is hidden"),
        (Number("12", CellRef("better", "skate_park"), Form.COUNT), "there is no cell"),
        (Number("12", CellRef("worse", "lighting"), Form.COUNT), "there is no cell"),
        (Strength("Nearly all", LIGHTING), "it says “Nearly all”, the table says “Most”"),
        (Plain("55%"), "names no cell"),
        (Plain("nearly all of them"), "“Nearly all” names no share"),
    ],
)
def test_a_planted_claim_fails_and_is_named(tables: Protected, part: Part, reason: str) -> None:
    sentence = Sentence((Plain("Asked, they said: "), part, Plain(".")))
    with pytest.raises(ProofError, match="Asked, they said") as failure:
        prove([sentence], tables, WORDS)
    assert reason in str(failure.value)


def test_a_hidden_cell_cannot_be_put_into_words(tables: Protected) -> None:
    with pytest.raises(ProofError, match="better/lighting/gender/other"):
        number(tables.cell(HIDDEN))
    with pytest.raises(ProofError, match="no share"):
        strength(tables.cell(HIDDEN), WORDS)


LANGUAGES = [tag for tag, state in states().items() if state.complete]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_what_the_table_says(tables: Protected, language: str) -> None:
    cell, words = tables.cell(LIGHTING), Words(language)
    sentence = _said(tables, words)
    prove([sentence], tables, words)
    assert words.percent(55) in sentence.text
    assert strength(cell, words).text in sentence.text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("wrong", ["figure", "percent", "word", "loose figure", "loose word"])
def test_planted_claims_fail_in_every_language(
    tables: Protected, language: str, wrong: str
) -> None:
    words = Words(language)
    lies: dict[str, list[Part]] = {
        "figure": [Number(words.number(166), LIGHTING, Form.COUNT)],
        "percent": [Number(words.percent(56), LIGHTING, Form.PERCENT)],
        "word": [Strength(word, LIGHTING) for least, word in strengths(words) if least != 55],
        "loose figure": [Plain(text) for text in (words.percent(55), "5", "٥", "५", "½")],
        "loose word": [
            Plain(text)
            for _, word in strengths(words)
            for text in (word, word.upper(), f"({word.capitalize()})")
        ],
    }
    for lie in lies[wrong]:
        sentence = Sentence((*_said(tables, words).parts, lie))
        with pytest.raises(ProofError, match=re.escape(sentence.text)):
            prove([sentence], tables, words)


@pytest.mark.parametrize(
    ("language", "said"),
    [("sq", "me shumicën"), ("mk", "кај мнозинството"), ("sr-Latn", "većinom")],
)
def test_another_form_of_a_strength_word_is_found(
    tables: Protected, language: str, said: str
) -> None:
    with pytest.raises(ProofError, match="names no share"):
        prove([Sentence((Plain(said),))], tables, Words(language))


def _said(tables: Protected, words: Words) -> Sentence:
    cell = tables.cell(LIGHTING)
    return compose(
        words,
        "{strength} of the young people who took part ({share}) chose {answer} when asked"
        " {question}.",
        strength=strength(cell, words),
        share=number(cell),
        answer=Quoted("A"),
        question=Quoted("B"),
    )

"""Planted wrong claims stop the build, and the sentence is named."""

import pytest

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
from admin.linking import CellRef
from admin.words import Words

WORDS = Words("en")
LIGHTING = CellRef("better", "lighting")
HIDDEN = CellRef("better", "lighting", "gender", "other")


def test_a_right_sentence_passes(tables: Protected) -> None:
    cell = tables.cell(LIGHTING)
    sentence = compose(
        WORDS, "{most} ({share}), {n} of {base}, chose {answer}.",
        most=strength(cell, WORDS), share=number(cell), n=number(cell, Form.COUNT),
        base=number(cell, Form.BASE), answer=Quoted("“until 22:00”"),
    )  # fmt: skip
    prove([sentence], tables, WORDS)
    assert sentence.text == "Most (55%), 165 of 300, chose “until 22:00”."


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


@pytest.mark.parametrize(
    ("language", "template", "expected"),
    [("sq", "Me {share}: {answer}", "Me 55%: A"), ("mk", "{answer}, {share}", "A, 55%")],
)
def test_a_translation_may_order_its_places(
    tables: Protected, monkeypatch: pytest.MonkeyPatch, language: str, template: str, expected: str
) -> None:
    catalogue = {"{share}: {answer}": template}
    monkeypatch.setattr("admin.words.CATALOGUES", {"en": {}, language: catalogue})
    share = number(tables.cell(LIGHTING))
    sentence = compose(Words(language), "{share}: {answer}", share=share, answer=Quoted("A"))
    assert sentence.text == expected

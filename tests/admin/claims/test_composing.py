"""A sentence is put together in the order of its language, and ends once."""

import pytest

from admin.cells import CellRef
from admin.claims import Form, Quoted, compose, number, prove, strength
from admin.disclosure import Protected
from admin.words import Words

WORDS = Words("en")
LIGHTING = CellRef("better", "lighting")


def test_a_sentence_orders_its_places_as_the_language_does(tables: Protected) -> None:
    cell, words = tables.cell(LIGHTING), Words("ky")
    sentence = compose(
        words,
        "{strength} of the young people who were asked ({share} of {base}) agree.",
        strength=strength(cell, words),
        share=number(cell),
        base=number(cell, Form.BASE),
    )
    prove([sentence], tables, words)
    assert sentence.text == "Суралган жаштардын көпчүлүгү кошулат (300 ичинен 55%)."


@pytest.mark.parametrize("wording", ["What helps?", "Choose three.", "Choose"])
def test_a_question_that_ends_a_sentence_ends_it_once(wording: str) -> None:
    asked = Quoted(WORDS.quoted(wording))
    template = "Asked {question}: how many wrote something cannot be shown."
    assert compose(WORDS, template, question=asked).text.endswith("shown.")
    share = Quoted("Most")
    put = compose(WORDS, "{share} put it first when asked {question}.", share=share, question=asked)
    assert put.text == f"Most put it first when asked “{wording}”" + "." * (wording == "Choose")

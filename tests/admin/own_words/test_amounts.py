"""What claims how many is refused where answers are told, in every language."""

import re

import pytest

from admin.cells import CellRef
from admin.claims import Form, Number, ProofError, Sentence, Typed, prove
from admin.dataset import Dataset
from admin.disclosure import Protected
from admin.labels import Labels
from admin.own_words.meaning import Meaning
from admin.own_words.names import UnclearError
from admin.words import Words
from tests.support.amount_sentences import each


def meaning_in(language: str, tables: Protected, dataset: Dataset) -> Meaning:
    return Meaning(tables, Labels(dataset.round, language, Words(language)))


@pytest.mark.parametrize(("tag", "text"), each("claims"))
def test_a_claim_is_refused_when_it_is_read_and_when_it_is_proved(
    tables: Protected, dataset: Dataset, tag: str, text: str
) -> None:
    with pytest.raises(UnclearError) as failure:
        meaning_in(tag, tables, dataset).sentence(text, claim=True)
    assert "Write {share of …} or {strength of …}" in failure.value.remedy
    with pytest.raises(ProofError, match="cannot be printed"):
        prove([Sentence((Typed(text, tag),))], tables, Words(tag))


@pytest.mark.parametrize(("tag", "text"), each("shares"))
def test_a_share_of_people_is_refused_in_every_text(
    tables: Protected, dataset: Dataset, tag: str, text: str
) -> None:
    with pytest.raises(UnclearError):
        meaning_in(tag, tables, dataset).sentence(text, claim=False)


@pytest.mark.parametrize(("tag", "text"), each("said"))
def test_what_claims_no_amount_may_be_said(
    tables: Protected, dataset: Dataset, tag: str, text: str
) -> None:
    said = meaning_in(tag, tables, dataset).sentence(text, claim=True)
    prove([said], tables, Words(tag))
    assert said.text == text


@pytest.mark.parametrize(("tag", "text"), each("asked"))
def test_an_ask_may_hold_a_date_a_sum_and_a_number_of_things(
    tables: Protected, dataset: Dataset, tag: str, text: str
) -> None:
    assert meaning_in(tag, tables, dataset).sentence(text, claim=False).text == text


@pytest.mark.parametrize(("tag", "text"), each("totals"))
def test_a_total_typed_beside_a_reference_is_refused_when_it_is_read_and_when_it_is_proved(
    tables: Protected, dataset: Dataset, tag: str, text: str
) -> None:
    with pytest.raises(UnclearError, match="beside a figure of the tables") as failure:
        meaning_in(tag, tables, dataset).sentence(text, claim=False)
    assert "{base of …}" in failure.value.remedy
    before, after = re.split(r"\{.*\}", text)
    number = Number(Words(tag).number(165), CellRef("better", "lighting"), Form.COUNT)
    planted = Sentence((Typed(before, tag, claim=False), number, Typed(after, tag, claim=False)))
    with pytest.raises(ProofError, match="beside a figure of the tables"):
        prove([planted], tables, Words(tag))


@pytest.mark.parametrize(("tag", "text"), each("dated"))
def test_a_date_and_a_law_may_stand_beside_a_reference(
    tables: Protected, dataset: Dataset, tag: str, text: str
) -> None:
    said = meaning_in(tag, tables, dataset).sentence(text, claim=False)
    prove([said], tables, Words(tag))
    assert "165" in said.text


@pytest.mark.parametrize(("tag", "text"), each("shares"))
def test_a_planted_share_fails_the_proof_of_an_ask_as_well(
    tables: Protected, tag: str, text: str
) -> None:
    with pytest.raises(ProofError, match="names no"):
        prove([Sentence((Typed(text, tag, claim=False),))], tables, Words(tag))


def test_the_words_are_in_the_language_of_the_round_whatever_the_fixed_words_are(
    tables: Protected, dataset: Dataset
) -> None:
    meaning = Meaning(tables, Labels(dataset.round, "sq", Words("en")))
    for text in ("Askush nuk e do", "Shumica e duan", "një pakicë e do"):
        with pytest.raises(UnclearError):
            meaning.sentence(text, claim=True)
    for text in ("Sepse shumica e do", "sepse një pakicë e do"):
        with pytest.raises(UnclearError, match="names no share"):
            meaning.sentence(text, claim=False)

"""Words that claim how many are found in every language; what claims nothing is left alone."""

import gzip
import json

import pytest

from admin.amounts.strengths import strengths
from admin.word_lists import amounts, shipped_amounts
from admin.words import Words
from dialogs.amounts import Amount, AmountList, Amounts, Kind
from dialogs.internal_words import list_of
from dialogs.languages import OWN_NAMES
from dialogs.phrases import PhraseError
from tests.support.amount_sentences import CASES, each
from tests.support.shared_data import SHARED, reason


def claim(tag: str, text: str) -> Amount | None:
    known = amounts(tag)
    assert known is not None
    return known.claim_in(text)


def share(tag: str, text: str) -> Amount | None:
    known = amounts(tag)
    assert known is not None
    return known.share_in(text)


def test_every_language_has_a_list_and_cases() -> None:
    assert set(CASES) == set(OWN_NAMES)
    assert {list_of(tag) for tag in OWN_NAMES} == set(shipped_amounts())
    assert {one.review for one in shipped_amounts().values()} == {"drafted"}
    assert amounts("de") is None


@pytest.mark.parametrize(("tag", "text"), each("claims"))
def test_a_claim_of_how_many_is_found(tag: str, text: str) -> None:
    found = claim(tag, text)
    assert found is not None
    assert found.found in text


@pytest.mark.parametrize("tag", OWN_NAMES)
def test_every_strength_word_of_the_program_is_found(tag: str) -> None:
    for _, word in strengths(Words(tag)):
        assert claim(tag, word) is not None, word


@pytest.mark.parametrize(("tag", "text"), each("shares"))
def test_a_share_of_people_is_found(tag: str, text: str) -> None:
    found = share(tag, text)
    assert found is not None
    assert found.found in text
    assert found.kind is Kind.SHARE


@pytest.mark.parametrize(("tag", "text"), each("said"))
def test_what_claims_no_amount_may_be_said(tag: str, text: str) -> None:
    assert claim(tag, text) is None
    assert share(tag, text) is None


@pytest.mark.parametrize(("tag", "text"), each("asked"))
def test_a_date_a_sum_and_a_number_of_things_are_no_share(tag: str, text: str) -> None:
    assert share(tag, text) is None


@pytest.mark.parametrize(
    ("tag", "text", "found"),
    [
        ("en", "So NINE out of ten", Amount("NINE out of ten", Kind.SHARE)),
        ("en", "twenty-five of them", Amount("twenty", Kind.NUMBER)),
        ("en", "Nobody’s wish", Amount("Nobody’s", Kind.AMOUNT)),
        ("en", "“comes first”", Amount("comes first", Kind.COMPARISON)),
        ("hr", "Svaka druga djevojka", Amount("Svaka druga", Kind.AMOUNT)),
        ("ro", "MULŢI vor", Amount("MULŢI", Kind.AMOUNT)),
    ],
)
def test_what_is_found_is_told_as_it_is_written(tag: str, text: str, found: Amount) -> None:
    assert claim(tag, text) == found


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("en", "then the tree was there for us to see"),
        ("sr-Latn", "to što želimo"),
        ("sr-Cyrl", "то што желимо"),
        ("sq", "e di pse peshë"),
        ("uk", "для сім'ї"),
        ("tr", "uç nokta"),
    ],
)
def test_a_word_that_folds_to_a_number_is_none(tag: str, text: str) -> None:
    assert claim(tag, text) is None


def test_marks_may_be_left_out_of_a_word_that_has_them() -> None:
    assert claim("sq", "Nente nga dhjete") is not None
    assert claim("sr-Latn", "vecina i cetvrtina") is not None


@pytest.mark.parametrize("entry", ["", "ab*", "!"])
def test_an_entry_that_cannot_be_looked_for_is_refused(entry: str) -> None:
    with pytest.raises(PhraseError):
        Amounts("en", AmountList(numbers=(entry,), amounts=(), comparisons=(), shares=()))


@pytest.mark.skipif(not (SHARED / "data/language").is_dir(), reason=reason("data/language"))
def test_hardly_an_everyday_sentence_tells_a_share() -> None:
    with gzip.open(SHARED / "data/language/dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        texts = [(row["lang"], row["text"]) for row in map(json.loads, lines)]
    known = [(tag, text) for tag, text in texts if amounts(tag)]
    assert len(known) > 4000
    assert len([text for tag, text in known if share(tag, text)]) <= 4

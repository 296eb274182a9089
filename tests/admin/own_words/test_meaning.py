"""What a reference prints, and what is said where it can print nothing."""

import re
from pathlib import Path

import pytest

from admin.analysis import count
from admin.claims import prove, strength_of
from admin.dataset import Dataset
from admin.disclosure import CellRef, Protected, protect
from admin.labels import Labels
from admin.own_words.meaning import Meaning
from admin.own_words.names import UnclearError
from admin.own_words.references import Reference
from admin.words import Words
from tests.support import datasets, voters

LIGHTING = CellRef("better", "lighting")


@pytest.fixture(scope="module")
def meaning(tables: Protected, labels: Labels) -> Meaning:
    return Meaning(tables, labels, {"reply day": "1 March 2027"})


def said(meaning: Meaning, text: str, *, claim: bool = True) -> str:
    sentence = meaning.sentence(text, claim=claim)
    prove([sentence], meaning.tables, meaning.labels.words)
    return sentence.text


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("{share of better=lighting} chose it", "55% chose it"),
        ("{number of better=lighting} of {base of better=lighting}", "165 of 300"),
        ("{Strength of better=lighting} chose it", "Most chose it"),
        ("here {strength of better=lighting} chose it", "here most chose it"),
        ("{Most of better=lighting} chose it", "Most chose it"),
        ("{share of better=Later buses}", "37%"),
        ("{share of better=lighting among gender=girl}", "77%"),
        ("{share of better=lighting among gender=Girl or woman}", "77%"),
        ("{share of better=transport among age=12-14}", "61%"),
        ("{share of better=transport among age=12–14}", "61%"),
        ("{share of safe=low}", "43%"),
        ("{share of safe=low among gender=girl}", "61%"),
        ("{share of safe=1}", "17%"),
        ("{share of first=lamps}", "30%"),
        ("{share of first=lamps in any place}", "78%"),
        ("{number of age=12-14} were {name of age=12-14}", "90 were 12–14"),
        ("{share of language=mk}", "45%"),
        ("{name of better=lighting}", "“Better street lighting”"),
        ("{took part} took part", "300 took part"),
        ("an answer comes on {reply day}", "an answer comes on 1 March 2027"),
        ("{  share   of  better = lighting }", "55%"),
    ],
)  # fmt: skip
def test_a_reference_prints_what_the_table_says(meaning: Meaning, text: str, printed: str) -> None:
    assert said(meaning, text) == printed


@pytest.mark.parametrize(
    ("text", "what", "remedy"),
    [
        ("{share of beter=lighting}", "no question “beter”", "Did you mean “better”?"),
        ("{share of better=lightning}", "no answer “lightning”", "Did you mean “lighting”?"),
        ("{share of better=lighting among gendr=girl}", "no breakdown", "“gender”"),
        ("{share of better=lighting among gender=girls}", "no group “girls”", "“girl”"),
        ("{shaer of better=lighting}", "“shaer of” is not known", "Did you mean “share”?"),
        ("{about half of better=lighting}", "the table says “most” (55%)", "Write {strength of"),
        ("{reply date}", "no fact “reply date”", "“reply day”"),
        ("{share of safe=1 among gender=girl}", "no answer “1”", "low, middle, high"),
        ("{share of way_home=walk in any place}", "has no places", "rankings"),
        (
            "{share of age=12-14 among gender=girl}",
            "not counted by “gender”",
            "Say it of everybody",
        ),
        ("one { too many", "brace has no partner", "{share of …}"),
        ("55 of them", "holds a figure", "let the program say it"),
        ("nearly all of them", "names no share", "let the program say it"),
        ("A minority of {share of better=lighting}", "names no share", "let the program"),
    ],
)
def test_what_means_nothing_is_refused_with_what_does(
    meaning: Meaning, text: str, what: str, remedy: str
) -> None:
    with pytest.raises(UnclearError) as failure:
        meaning.sentence(text, claim=True)
    assert what in failure.value.what
    assert remedy in failure.value.remedy


def test_of_a_hidden_number_it_says_what_can_be_said(meaning: Meaning) -> None:
    with pytest.raises(UnclearError, match="This number is hidden") as failure:
        meaning.sentence("{share of better=lighting among gender=other}", claim=True)
    assert "These can be said: {share of better=lighting among gender=girl}" in str(failure.value)
    assert "gender=other" not in failure.value.remedy


def test_on_a_small_base_the_number_is_offered(meaning: Meaning) -> None:
    small = next(
        made
        for made, cell, _ in meaning.references()
        if cell.shown and cell.percent is None and made.by
    )
    with pytest.raises(UnclearError, match="too few people for a percentage") as failure:
        meaning.sentence(str(small), claim=True)
    assert said(meaning, failure.value.remedy.removeprefix("Write ").removesuffix(".")).isdigit()


def test_outside_claims_a_date_may_be_typed_but_no_share(meaning: Meaning) -> None:
    assert said(meaning, "Before 15 May 2027.", claim=False) == "Before 15 May 2027."
    for text in ("As 48% said.", "As 48 % said, by 2027.", "Most want it by 2027."):
        with pytest.raises(UnclearError):
            meaning.sentence(text, claim=False)


def test_every_reference_that_is_listed_can_be_printed(meaning: Meaning) -> None:
    listed = [made for made, cell, _ in meaning.references() if cell.percent is not None]
    assert len(listed) > 100
    for made in listed:
        assert said(meaning, str(made)).endswith("%")


def test_no_hidden_number_is_listed(meaning: Meaning) -> None:
    assert all(cell.shown or cell.nearly_all for _, cell, _ in meaning.references())


@pytest.mark.parametrize(
    ("language", "text", "printed"),
    [
        ("mk", "{Strength of better=lighting} од младите", "Мнозинство од младите"),
        ("mk", "{мнозинство of better=lighting} од младите", "мнозинство од младите"),
        ("mk", "{most of better=Подобро улично осветлување}", "мнозинство"),
        ("sq", "{name of better=lighting}", "“Ndriçim më i mirë i rrugëve”"),
    ],
)
def test_another_language_has_its_own_words(
    tables: Protected, dataset: Dataset, language: str, text: str, printed: str
) -> None:
    meaning = Meaning(tables, Labels(dataset.round, language, Words(language)))
    assert said(meaning, text) == printed
    with pytest.raises(UnclearError, match="names no share"):
        meaning.sentence(strength_of(tables.cell(LIGHTING), meaning.labels.words), claim=True)


def test_votes_can_be_told_over_everybody_and_by_opinion_group(tmp_path: Path) -> None:
    round_ = voters.round_of([f"Sentence number {n}." for n in range(10)])
    folder = datasets.write(tmp_path, round_, voters.rows_of(round_, (220, 180)))
    tables = protect(count(Dataset.open(folder)), round_)
    voted = Meaning(tables, Labels(round_, "en", Words("en")))
    everybody = said(voted, "{share of views:s1=agree}, {number of views:s1=agree}")
    assert re.fullmatch(r"\d+%, \d+", everybody)
    in_group = said(voted, "{share of views:s1=agree among opinion group=A}")
    assert in_group.endswith("%")
    with pytest.raises(UnclearError, match="Groups: A, B"):
        voted.sentence("{share of views:s1=agree among opinion group=C}", claim=True)


def test_a_reference_is_written_as_it_is_read() -> None:
    written = Reference("share", "first", "lamps", "age", "12-14", any_place=True)
    assert str(written) == "{share of first=lamps in any place among age=12-14}"

"""The main part keeps to four pages, and what makes way is behind it, whole."""

import io
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace
from pypdf import PdfReader

from admin.briefs.as_pdf import pages_of_main, render
from admin.briefs.audiences import Audience
from admin.briefs.compiling import compiled, context_of, speaking
from admin.briefs.fitting import fitted
from admin.briefs.model import Brief, Figures, Heading, Paragraph, Section, plain
from admin.dataset import Dataset
from admin.quoting.approved import Quote, Voices
from admin.quoting.wording import LONGEST
from admin.words import Words
from dialogs.round import Round
from tests.admin.conftest import ISSUED
from tests.support import datasets, voters
from tests.support.in_language import round_in
from tests.support.own_words import WORDS

pytestmark = pytest.mark.long

SENTENCES = [f"Sentence {letter} of the statements." for letter in "abcdefghijkl"]


def voting_round() -> Round:
    """Return the example round with twelve statements, and a question more than a page holds."""
    round_ = datasets.example_round()
    values = msgspec.to_builtins(round_)
    tags = list(round_.languages)
    seeds = [{"id": f"s{n}", "text": dict.fromkeys(tags, text)} for n, text in enumerate(SENTENCES)]
    asked = dict.fromkeys(tags, "What do you think of what others said?")
    views = {"kind": "statements", "id": "views", "most": 12, "seeds": seeds, "text": asked}
    more = [
        {**question, "id": f"{question['id']}_{n}"}
        for n in range(2)
        for question in values["questions"]
        if question["id"] in {"way_home", "better"}
    ]
    values["questions"] = [*values["questions"], views, *more]
    return msgspec.convert(values, Round)


@pytest.fixture(scope="module")
def voted(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    round_ = voting_round()
    rows = datasets.rows_of(round_, 300)
    for row, votes in zip(rows, voters.rows_of(round_, (160, 140)), strict=True):
        row |= {name: votes[name] for name in ("views", "views__outcome")}
    return Dataset.open(datasets.write(tmp_path_factory.mktemp("voted"), round_, rows))


def headings(brief: Brief) -> list[str]:
    (further,) = (one for one in brief.sections if one.id == "further")
    return [block.text for block in further.blocks if isinstance(block, Heading)]


@pytest.mark.parametrize("language", ["en", "mk", "sq", "sr-Latn"])
def test_a_brief_has_a_main_part_of_four_pages_at_most(dataset: Dataset, language: str) -> None:
    brief = compiled(context_of(dataset, language=language, generated_on=ISSUED))
    assert 2 <= pages_of_main(brief) <= 4


@pytest.mark.parametrize("language", ["en", "mk", "sq", "sr-Latn"])
def test_the_front_page_is_one_page(dataset: Dataset, language: str) -> None:
    brief = compiled(context_of(dataset, language=language, generated_on=ISSUED))
    assert pages_of_main(replace(brief, sections=brief.sections[:1])) == 1


@pytest.mark.parametrize("language", ["hy", "ka", "ky", "sq"])
def test_long_languages_keep_to_their_pages_too(tmp_path: Path, language: str) -> None:
    """Also with voices, each of them as long as one may be."""
    round_ = replace(round_in(language), quotes=True)
    dataset = Dataset.open(datasets.write(tmp_path, round_, datasets.rows_of(round_, 300)))
    said = tuple(voice(language, number) for number in "ab")
    context = context_of(
        dataset, language=language, generated_on=ISSUED, voices=Voices(said, "0" * 64)
    )
    brief, page = (compiled(context, one) for one in list(Audience)[:2])
    assert 2 <= pages_of_main(brief) <= 4
    assert pages_of_main(replace(brief, sections=brief.sections[:1])) == 1
    assert [one.id for one in page.sections if one.id != "voices"] == ["said", "next_steps"]
    assert len(PdfReader(io.BytesIO(render(page))).pages) == 1


def voice(language: str, number: str) -> Quote:
    return Quote(
        number=number * 10,
        text=number * 32,
        question="own_words",
        language=language,
        words=(f"{number * 9} " * (LONGEST // 10)).strip(),
        translations={},
        theme="",
        approved_by=("one, here", "two, there"),
    )


def test_only_a_front_page_that_is_too_long_is_set_closely(dataset: Dataset) -> None:
    brief = compiled(context_of(dataset, language="en", generated_on=ISSUED))
    assert [one for one in brief.sections if one.close] == []


def test_own_words_keep_to_four_pages_too(dataset: Dataset, tmp_path: Path) -> None:
    path = tmp_path / "words.yaml"
    path.write_text(WORDS, encoding="utf-8")
    context = speaking(context_of(dataset, language="en", generated_on=ISSUED), path)
    brief = compiled(context)
    assert pages_of_main(brief) <= 4
    assert {"front", "who", "answers", "asks", "youth_check", "reply"} <= {
        one.id for one in brief.sections
    }


def test_a_front_that_is_over_its_page_is_followed_at_once(
    dataset: Dataset, tmp_path: Path
) -> None:
    path = tmp_path / "words.yaml"
    more = 120 * '        - "So it was said by some of those {took part}."\n'
    headline = '    - headline: "After dark'
    path.write_text(WORDS.replace(headline, more + headline), encoding="utf-8")
    context = context_of(dataset, language="en", generated_on=ISSUED)
    brief = compiled(speaking(context, path))
    assert pages_of_main(brief) <= 4
    assert not any(one.new_page for one in brief.sections if not one.annex)


def test_with_statements_and_many_questions_the_rest_moves_behind_the_annexes(
    voted: Dataset,
) -> None:
    context = context_of(voted, language="en", generated_on=ISSUED)
    brief = compiled(context)
    names = [one.id for one in brief.sections]
    assert pages_of_main(brief) <= 4
    assert names[-1] == "further"
    assert headings(brief)[0] == "More answers"
    assert names.index("reply") == names.index("methods") - 1
    assert [one.annex for one in brief.sections] == sorted(one.annex for one in brief.sections)


def test_nothing_is_lost_on_the_way(voted: Dataset) -> None:
    context = context_of(voted, language="en", generated_on=ISSUED)
    brief, report = (compiled(context, one) for one in (Audience.POLICYMAKER, Audience.TECHNICAL))
    assert "further" not in {one.id for one in report.sections}
    charts = [
        {f.title for s in one.sections for b in s.blocks if isinstance(b, Figures) for f in b.items}
        for one in (brief, report)
    ]
    assert charts[0] == charts[1]


@pytest.fixture(scope="module")
def brief(dataset: Dataset) -> Brief:
    return compiled(context_of(dataset, language="en", generated_on=ISSUED))


def made_of(brief: Brief, *lines: tuple[str, int, int]) -> Brief:
    """Return a brief whose sections have so many lines, and yield when they say."""
    sections = (
        Section(name, name, (Paragraph(plain("A line of words.")),) * number, yields=yields)
        for name, number, yields in lines
    )
    return replace(brief, sections=tuple(sections))


def test_what_has_moved_in_vain_comes_back(brief: Brief) -> None:
    parts = ("front", 5, 0), ("who", 5, 0), ("short", 2, 1), ("middle", 3, 2), ("long", 90, 3)
    made = fitted(made_of(brief, *parts), 2, Words("en"))
    assert [one.id for one in made.sections] == ["front", "who", "short", "middle", "further"]
    assert pages_of_main(made) == 2


def test_no_more_comes_back_than_there_is_room_for(brief: Brief) -> None:
    parts = ("front", 5, 0), ("who", 25, 0), ("short", 2, 1), ("middle", 30, 2), ("long", 90, 3)
    made = fitted(made_of(brief, *parts), 2, Words("en"))
    assert [one.id for one in made.sections] == ["front", "who", "short", "further"]
    assert headings(made) == ["middle", "long"]


@pytest.mark.parametrize(("number", "closely"), [(30, False), (39, True)])
def test_a_document_of_one_page_is_set_closely_before_anything_leaves_it(
    brief: Brief, number: int, closely: bool
) -> None:
    made = fitted(made_of(brief, ("said", 1, 0), ("voices", number, 2)), 1, Words("en"))
    assert [one.close for one in made.sections] == [closely, closely]
    assert pages_of_main(made) == 1


def test_sections_are_set_closely_before_they_follow_one_another(brief: Brief) -> None:
    """As far as that helps: what is far too long is set as usual, and begins no pages."""
    front, who, answers = made_of(
        brief, ("front", 5, 0), ("who", 48, 0), ("answers", 5, 0)
    ).sections
    parts = (front, replace(who, new_page=True), replace(answers, new_page=True))
    made = fitted(replace(brief, sections=parts), 3, Words("en"))
    assert [(one.close, one.new_page) for one in made.sections] == [
        (False, False), (True, True), (True, True),
    ]  # fmt: skip
    assert pages_of_main(made) == 3
    longer = (front, replace(parts[1], blocks=lines(70)), parts[2])
    made = fitted(replace(brief, sections=longer), 3, Words("en"))
    assert not any(one.close for one in made.sections)
    assert [one.new_page for one in made.sections] == [False, True, False]


@pytest.mark.parametrize(("number", "closely"), [(40, False), (48, True), (70, False)])
def test_a_document_of_any_length_is_set_closely_where_that_saves_a_page(
    brief: Brief, number: int, closely: bool
) -> None:
    front, who = made_of(brief, ("front", 5, 0), ("who", number, 0)).sections
    made = fitted(replace(brief, sections=(front, replace(who, new_page=True))), 0, Words("en"))
    assert [one.close for one in made.sections] == [False, closely]


def lines(number: int) -> tuple[Paragraph, ...]:
    return (Paragraph(plain("A line of words.")),) * number


@pytest.mark.parametrize(
    ("said", "left"), [(10, 24), (28, 12), (36, None)], ids=["in full", "shorter", "left out"]
)
def test_a_page_that_is_too_full_leaves_out_what_may_be_shorter(
    brief: Brief, said: int, left: int | None
) -> None:
    voices = Section("voices", "voices", lines(24), shorter=(lines(12), ()))
    page = replace(brief, sections=(Section("said", "said", lines(said)), voices))
    made = fitted(page, 1, Words("en"))
    assert pages_of_main(made) == 1
    assert [len(one.blocks) for one in made.sections] == [said, *([left] if left else [])]
    assert all(one.shorter == () for one in made.sections)

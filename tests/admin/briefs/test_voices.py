"""Voices in a brief: approved, drawn by lot, in every format, and never from a hidden group."""

import datetime as dt
from pathlib import Path

import pytest
from msgspec.structs import replace

from admin.briefs import Audience, Order, build, words_to_begin_with
from admin.briefs.as_pdf import pages_of_main
from admin.briefs.compiling import compiled, context_of
from admin.briefs.context import Context
from admin.briefs.model import Quotation, Quotations
from admin.claims import Cited, ProofError, Sentence
from admin.dataset import Dataset
from admin.own_words.file import OwnWordsError
from admin.quoting.approved import Quote, Voices
from admin.quoting.desk import Desk
from dialogs.round import Review
from tests.admin.briefs.test_build import words_of_docx, words_of_html, words_of_pdf
from tests.support import datasets, quoted
from tests.support.coded_words import SENTENCES
from tests.support.quoted import CANARY, QUESTION

pytestmark = pytest.mark.long

DAY = dt.date(2026, 11, 24)
EVERYBODY = Order(audiences=tuple(Audience))


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return quoted.make(tmp_path_factory.mktemp("said") / "dataset")


@pytest.fixture(scope="module")
def quotes(said: Dataset, tmp_path_factory: pytest.TempPathFactory) -> tuple[Quote, ...]:
    """What is approved, and nothing printed yet."""
    folder = tmp_path_factory.mktemp("quotes")
    return quoted.approve(Desk(said, folder)).quotes


@pytest.fixture(scope="module")
def folder(said: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("folder")
    quoted.approve(Desk(said, folder))
    return folder


@pytest.fixture(scope="module")
def made(said: Dataset, folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A brief for everybody, in English."""
    out = tmp_path_factory.mktemp("brief")
    build(said, out, generated_on=DAY, quotes=folder, order=EVERYBODY)
    return out


def context(dataset: Dataset, *quotes: Quote, language: str = "en") -> Context:
    voices = Voices(quotes, "0" * 64) if quotes else None
    return context_of(dataset, language=language, generated_on=DAY, voices=voices)


def printed(here: Context, audience: Audience = Audience.POLICYMAKER) -> list[Quotation]:
    return [
        one
        for section in compiled(here, audience).sections
        for block in section.blocks
        if isinstance(block, Quotations)
        for one in block.items
    ]


def one_in(language: str, dataset: Dataset, **but: object) -> Quote:
    made = Quote(
        number="abcdefghij",
        text="0" * 32,
        question=QUESTION,
        language=language,
        words=SENTENCES[language]["light"][0],
        translations=dict.fromkeys(dataset.languages, "It is dark."),
        theme="",
        approved_by=("one, here", "two, there"),
    )
    return replace(made, **but)


@pytest.mark.parametrize("kind", ["html", "pdf", "docx", "md"])
def test_every_format_has_the_same_voices(
    made: Path, said: Dataset, folder: Path, kind: str
) -> None:
    readers = {"html": words_of_html, "pdf": words_of_pdf, "docx": words_of_docx}
    path = made / f"brief.{kind}"
    text = readers[kind](path) if kind in readers else path.read_text(encoding="utf-8")
    desk = Desk(said, folder)
    assert desk.approved is not None
    shown = printed(context(said, *desk.approved[0].quotes))
    assert len(shown) == 2
    for one in shown:
        assert one.words.strip("“”") in text
        assert one.put.strip("“”") in text
    assert "Chosen by rule and not by taste" in text


def test_a_no_is_nowhere(made: Path) -> None:
    assert not [path for path in made.iterdir() if CANARY.encode() in path.read_bytes()]
    words = [words_of_docx(path) for path in made.glob("*.docx")]
    words += [words_of_pdf(path) for path in made.glob("*.pdf")]
    assert not [text for text in words if CANARY in text]


def test_screen_readers_and_typesetting_are_told_the_language(made: Path) -> None:
    text = (made / "technical.html").read_text(encoding="utf-8")
    assert '<blockquote>\n<p lang="sq">“' in text
    assert '<p lang="mk">“' in text


def test_few_for_those_who_decide_one_or_two_for_participants_all_for_those_who_check(
    said: Dataset, quotes: tuple[Quote, ...]
) -> None:
    here = context(said, *quotes)
    few, two, all_ = (printed(here, one) for one in Audience)
    assert (len(few), len(two)) == (2, 2)
    assert len(all_) == 10 * len(said.languages) < len(quotes)
    assert [one.words for one in few] == [one.words for one in all_[:2]]
    assert {one.beside.split(" · ")[1] for one in all_} <= {one.number for one in quotes}


@pytest.mark.parametrize("language", ["en", "sr-Latn"])
def test_those_who_took_part_have_one_page_with_voices(
    said: Dataset, quotes: tuple[Quote, ...], language: str
) -> None:
    page = compiled(context(said, *quotes, language=language), Audience.PARTICIPANTS)
    assert [one.id for one in page.sections if not one.annex] == ["said", "voices", "next_steps"]
    assert pages_of_main(page) == 1


def test_beside_a_quote_stands_its_language_alone(said: Dataset, quotes: tuple[Quote, ...]) -> None:
    beside = {one.beside for one in printed(context(said, *quotes))}
    assert beside <= {"Shqip", "Македонски", "Srpski", "English"}


def test_what_is_not_translated_is_not_printed(said: Dataset) -> None:
    alone = one_in("sq", said, translations={"en": "It is dark."})
    assert len(printed(context(said, alone))) == 1
    assert printed(context(said, alone, language="mk")) == []
    assert len(printed(context(said, alone, language="sq"))) == 1
    assert printed(context(said, alone, language="sq"))[0].put == ""


def test_a_language_that_is_hidden_is_not_quoted(tmp_path: Path) -> None:
    dataset = _speaking(tmp_path, {"mk": 200, "sq": 100, "sr-Latn": 4})
    assert len(printed(context(dataset, one_in("sq", dataset)))) == 1
    assert printed(context(dataset, one_in("sr-Latn", dataset))) == []


def test_a_language_that_so_few_speak_that_nearly_all_of_them_wrote_is_not_quoted(
    tmp_path: Path,
) -> None:
    """Of 25 who speak it 20 wrote something at least, so at most seven did not."""
    few = _speaking(tmp_path / "few", {"mk": 80, "sq": 25, "en": 40, "sr-Latn": 40})
    assert context(few).tables.table("language").cell("sq").count == 25
    assert context(few, one_in("sq", few)).quotes == ()
    more = _speaking(tmp_path / "more", {"mk": 80, "sq": 30, "en": 40, "sr-Latn": 40})
    assert len(context(more, one_in("sq", more)).quotes) == 1


def test_a_language_that_nearly_all_speak_is_quoted_without_saying_so(tmp_path: Path) -> None:
    dataset = _speaking(tmp_path, {"mk": 300, "sq": 4})
    (one,) = printed(context(dataset, one_in("mk", dataset)))
    assert one.beside == ""


def test_so_few_people_are_not_quoted_where_no_language_is_shown(tmp_path: Path) -> None:
    dataset = _speaking(tmp_path, {"mk": 30, "sq": 4})
    assert printed(context(dataset, one_in("mk", dataset))) == []


def test_where_there_is_one_language_it_is_quoted(tmp_path: Path) -> None:
    dataset = _speaking(tmp_path, {"mk": 60}, {"mk": Review.DRAFTED})
    assert len(printed(context(dataset, one_in("mk", dataset), language="mk"))) == 1


def test_a_question_that_few_answered_is_not_quoted(tmp_path: Path) -> None:
    round_ = quoted.quoting_round()
    rows = [
        {**row, f"{QUESTION}__outcome": "answered" if number < 5 else "skipped"}
        for number, row in enumerate(datasets.rows_of(round_, 300))
    ]
    dataset = Dataset.open(datasets.write(tmp_path, round_, rows))
    assert printed(context(dataset, one_in("mk", dataset))) == []


def test_without_quotes_the_brief_says_that_texts_are_not_quoted(said: Dataset) -> None:
    here = context(said)
    assert printed(here) == []
    sections = {one.id: one for one in compiled(here).sections}
    assert "voices" not in sections
    assert "Texts are not quoted here" in str(sections["answers"])


def test_the_methods_say_how_and_never_how_many_said_yes(made: Path) -> None:
    text = (made / "technical.md").read_text(encoding="utf-8")
    assert "How many said yes is not kept, and is not shown." in text
    assert "moderator, Youth Forum; chair, Youth Council" in text


# In the organisation's own words


def own(said: Dataset, folder: Path, tmp_path: Path, sentence: str) -> str:
    words = tmp_path / "words.yaml"
    headline = "{Strength of better=lighting}"
    finding = f"    - headline: '{headline}'\n      sentences: ['{sentence}']\n"
    words.write_text(f"en:\n  findings:\n{finding}", encoding="utf-8")
    out = tmp_path / "out"
    build(said, out, generated_on=DAY, quotes=folder, order=Order(words=words))
    return (out / "brief.md").read_text(encoding="utf-8")


def test_a_finding_may_cite_an_approved_quote(said: Dataset, folder: Path, tmp_path: Path) -> None:
    desk = Desk(said, folder)
    assert desk.approved is not None
    quote = context(said, *desk.approved[0].quotes).quotes[0]
    text = own(said, folder, tmp_path, f"One wrote: {{quote of {quote.number}}}")
    assert f"One wrote: “{quote.wording('en')}”" in text


@pytest.mark.parametrize(
    ("sentence", "says"),
    [
        ("One wrote: {quote of zzzzzzzzzz}", "no approved quote “zzzzzzzzzz” that may be printed"),
        ("One wrote: “It is so very dark.”", "is a quotation that nobody has approved"),
    ],
)
def test_any_other_quote_stops_the_build_and_names_the_sentence(
    said: Dataset, folder: Path, tmp_path: Path, sentence: str, says: str
) -> None:
    with pytest.raises(OwnWordsError) as refused:
        own(said, folder, tmp_path, sentence)
    assert says in str(refused.value)
    assert sentence in str(refused.value)


def test_an_altered_quote_does_not_pass_the_proof(said: Dataset, quotes: tuple[Quote, ...]) -> None:
    here = context(said, *quotes)
    here.say(Sentence((Cited("“Something else.”", quotes[0].number),)))
    with pytest.raises(ProofError, match="is not the approved quote"):
        compiled(here)


def test_the_file_to_begin_with_lists_them(said: Dataset, folder: Path) -> None:
    text = words_to_begin_with(said, language="en", generated_on=DAY, quotes=folder)
    assert "# Approved quotes" in text
    assert "{quote of " in text


def _speaking(
    tmp_path: Path, people: dict[str, int], languages: dict[str, Review] | None = None
) -> Dataset:
    asked = quoted.quoting_round()
    round_ = replace(asked, languages=languages or asked.languages)
    tags = [tag for tag, number in people.items() for _ in range(number)]
    rows = [
        {**row, "language": tag}
        for row, tag in zip(datasets.rows_of(round_, len(tags)), tags, strict=True)
    ]
    return Dataset.open(datasets.write(tmp_path, round_, rows))

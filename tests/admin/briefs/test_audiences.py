"""One document for each audience, all from the same protected cells, each with its own rules."""

import csv
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from admin.briefs import Order, build
from admin.briefs.audiences import DESIGNS, Audience
from admin.briefs.compiling import compiled, context_of, speaking
from admin.briefs.context import Context
from admin.briefs.model import Brief, Facts, Figures, Heading, Numbered, Section, Table, text_of
from admin.dataset import Dataset
from admin.disclosure import Protected
from admin.own_words.file import OwnWordsError
from bot.cli.options import Audience as Option
from tests.admin.conftest import ISSUED
from tests.support.own_words import WORDS


@pytest.fixture(scope="module")
def context(dataset: Dataset) -> Context:
    return context_of(dataset, language="en", generated_on=ISSUED)


@pytest.fixture(scope="module")
def spoken(context: Context, tmp_path_factory: pytest.TempPathFactory) -> Context:
    path = tmp_path_factory.mktemp("words") / "words.yaml"
    path.write_text(WORDS, encoding="utf-8")
    return speaking(context, path)


@pytest.fixture(scope="module")
def made(dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("participants")
    order = Order(audiences=(Audience.PARTICIPANTS,))
    build(dataset, out, generated_on=ISSUED, order=order)
    return out


def ids(brief: Brief) -> list[str]:
    return [section.id for section in brief.sections]


def section(brief: Brief, name: str) -> Section:
    return next(one for one in brief.sections if one.id == name)


def tables_in(brief: Brief) -> Iterator[Table]:
    for one in brief.sections:
        yield from (block for block in one.blocks if isinstance(block, Table))


def test_the_command_line_names_every_audience() -> None:
    assert [one.value for one in Option] == [one.value for one in Audience]
    assert set(DESIGNS) == set(Audience)


def test_participants_get_one_page_in_large_type(made: Path) -> None:
    (page,) = PdfReader(made / "participants.pdf").pages
    text = " ".join(page.extract_text().split())
    assert "What you said" in text
    assert "What happens next" in text
    sizes: list[float] = []
    page.extract_text(visitor_text=lambda _text, _cm, _tm, _font, size: sizes.append(size))
    body = sorted(size for size in sizes if size)
    assert body[len(body) // 2] >= 12


def test_participants_get_a_chat_message(made: Path) -> None:
    text = (made / "participants.txt").read_text(encoding="utf-8")
    assert len(text.encode("utf-16-le")) // 2 <= 4096
    assert "PRACTICE" in text
    assert "Most (55%) of you chose “Better street lighting”." in text
    assert "When you get an answer: 1 March 2027" in text
    assert "Who decides: Town Council" in text


def test_few_numbers_reach_participants_and_all_are_protected(
    context: Context, tables: Protected
) -> None:
    told = section(compiled(context, Audience.PARTICIPANTS), "said")
    words = " ".join(text_of(line) for block in told.blocks for item in getattr(block, "items", ())
                     for line in item)  # fmt: skip
    found = [int(one) for one in re.findall(r"(\d+)%", words)]
    assert 2 <= len(found) <= 5
    assert set(found) <= {cell.percent for cell in tables.cells()}


def test_the_technical_report_has_the_eleven_items(context: Context) -> None:
    methods = section(compiled(context, Audience.TECHNICAL), "methods")
    names = [one.text for one in methods.blocks if isinstance(one, Heading)]
    assert [name.partition(". ")[0] for name in names[:11]] == [str(n) for n in range(1, 12)]


def test_the_technical_report_holds_all_that_the_brief_holds(spoken: Context) -> None:
    brief, report = (compiled(spoken, one) for one in (Audience.POLICYMAKER, Audience.TECHNICAL))
    assert set(ids(brief)) - {"further"} <= set(ids(report))
    assert len(list(tables_in(brief))) <= len(list(tables_in(report)))


def test_every_released_table_has_the_numbers_of_the_csv(dataset: Dataset, tmp_path: Path) -> None:
    """All documents are made of the cells that the register keeps: no other number is in them."""
    order = Order(audiences=tuple(Audience))
    build(dataset, tmp_path, generated_on=ISSUED, order=order)
    with (tmp_path / "tables.csv").open(encoding="utf-8-sig", newline="") as file:
        shares = {f"{row['percent']}%" for row in csv.DictReader(file) if row["percent"]}
    rules = {"45%", "55%", "70%", "90%", "30%", "15%", "0%", "5%"}
    for audience in Audience:
        text = (tmp_path / f"{DESIGNS[audience].name}.md").read_text(encoding="utf-8")
        assert set(re.findall(r"\d+%", text)) <= shares | rules


def test_own_findings_stand_in_front_and_those_by_rule_in_the_methods(spoken: Context) -> None:
    brief = compiled(spoken)
    (front,) = (one for one in section(brief, "front").blocks if isinstance(one, Numbered))
    assert [tuple(map(text_of, item)) for item in front.items] == [
        ("Most want light", "Most of the young people (55%) chose it. Among girls it is 77%."),
        (
            "After dark, a large minority do not feel safe",
            "43% answered towards the unsafe end.",
        ),
    ]
    methods = str(section(brief, "methods"))
    assert "the organisation’s own words" in methods
    assert "It checks nothing else that they say." in methods
    assert "There is no such list" not in methods
    assert "Most of the young people who took part (55%) chose" in methods
    assert brief.accent == "#7a1f5c"


def test_the_methods_say_where_a_language_has_no_list_of_amounts(spoken: Context) -> None:
    methods = str(section(compiled(replace(spoken, amounts=None)), "methods"))
    assert "There is no such list for the language" in methods


def test_asks_are_apart_by_who_makes_them_and_all_are_to_be_answered(spoken: Context) -> None:
    brief = compiled(spoken)
    (table,) = (one for one in section(brief, "asks").blocks if isinstance(one, Table))
    assert [row[0] for row in table.rows] == [
        "Proposed by young people",
        "4. Ask us again in spring, when the lamps are there.",
        "Added by the Youth Forum of our town",
        "5. Publish a map of dark stops.",
        "Drawn from other evidence",
        "6. Measure the light at stops by the European standard.",
    ]
    assert table.rows[1][3] == "55% chose better lighting."
    (answer,) = (one for one in section(brief, "reply").blocks if isinstance(one, Table))
    assert [row[0][:2] for row in answer.rows] == ["1.", "2.", "3.", "4.", "5.", "6."]


def test_the_youth_check_is_told_and_so_is_that_there_was_none(
    context: Context, spoken: Context
) -> None:
    told = section(compiled(spoken), "youth_check")
    assert "Two of them would not ask for cameras." in str(told)
    assert "No check of this text by young people" in str(section(compiled(context), "methods"))
    assert "youth_check" not in ids(compiled(context))


def test_the_methods_name_the_kind_of_study_and_what_was_given_for_taking_part(
    spoken: Context, context: Context
) -> None:
    methods = str(section(compiled(spoken, Audience.TECHNICAL), "methods"))
    assert "It is not a survey of a sample." in methods
    assert "Two bus passes were drawn by lot" in methods
    untold = "The organisation did not say whether anything was given for taking part."
    assert untold not in methods
    assert untold in str(section(compiled(context), "methods"))


def test_the_methods_tell_what_was_told_and_where_to_complain(spoken: Context) -> None:
    (facts,) = (b for b in section(compiled(spoken), "methods").blocks if isinstance(b, Facts))
    told = {name: text_of(line) for name, line in facts.rows}
    assert told["Licence"] == "CC BY 4.0"
    assert told["What participants were told"].endswith("the council answers by 1 March 2027.")
    assert told["Contact, complaints"].endswith("; Ombudsperson for children, ombud@example.org")


def test_a_wrong_claim_of_the_organisation_stops_every_audience(
    context: Context, tmp_path: Path
) -> None:
    path = tmp_path / "words.yaml"
    path.write_text(WORDS.replace("{Strength of better=lighting}", "Nearly all"), "utf-8")
    with pytest.raises(OwnWordsError, match=r"words.yaml:8: “Nearly all of the young people"):
        speaking(context, path)


def test_the_accent_is_in_the_charts_as_well(spoken: Context) -> None:
    figures = [b for s in compiled(spoken).sections for b in s.blocks if isinstance(b, Figures)]
    assert "#7a1f5c" in figures[0].items[0].picture.svg

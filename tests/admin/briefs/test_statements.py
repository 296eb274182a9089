"""Votes on statements in the brief: a section of their own, and nothing where there is nothing."""

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from admin.analysis import count
from admin.briefs.compiling import compiled, context_of
from admin.briefs.model import Figures, Heading, Section, Table
from admin.dataset import Dataset
from admin.disclosure import Protected, protect
from tests.support import datasets, voters

Told = tuple[dict[str, Section], Protected]
TEXTS = [f"Sentence number {letter}." for letter in "abcdefghijklmn"]


def sections(folder: Path, sizes: tuple[int, ...], most: int = 10) -> Told:
    round_ = voters.round_of(TEXTS, most=most)
    dataset = Dataset.open(datasets.write(folder, round_, voters.rows_of(round_, sizes)))
    context = context_of(dataset, language="en", generated_on=dataset.closing.closed)
    return {one.id: one for one in compiled(context).sections}, protect(count(dataset), round_)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Told:
    return sections(tmp_path_factory.mktemp("large"), (220, 180))


def words(section: Section) -> str:
    """Return what is read of a section: of a picture, its description."""
    return " ".join(_texts(msgspec.to_builtins(section.blocks)))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for name, one in value.items():
            if name != "svg":
                yield from _texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, str):
        yield value


def test_the_section_says_who_voted_alike_and_what_unites_and_divides(
    large: Told,
) -> None:
    section = large[0]["opinion_groups"]
    headings = [block.text for block in section.blocks if isinstance(block, Heading)]
    assert headings == ["What all groups share", "What divides them"]
    told = [block for block in section.blocks if isinstance(block, Table)]
    assert [len(table.rows) for table in told] == [3, 3]
    assert all(re.fullmatch(r"\d+% of \d+|nearly all.*|–", cell) for t in told for r in t.rows
               for cell in r[1:])  # fmt: skip
    assert any(isinstance(block, Figures) for block in large[0]["statements"].blocks)


def test_every_number_in_the_section_is_protected(
    large: Told,
) -> None:
    told, tables = large
    allowed = {n for c in tables.cells() for n in (c.count, c.base, c.percent) if n is not None}
    both = words(told["statements"]) + words(told["opinion_groups"])
    found = {int(n) for n in re.findall(r"\d+", both)}
    assert found <= allowed | {2}


def test_the_annex_holds_every_statement_and_the_methods_say_how(
    large: Told,
) -> None:
    annex, methods = words(large[0]["tables"]), words(large[0]["methods"])
    assert all(text in annex for text in TEXTS)
    assert all(text in words(large[0]["instrument"]) for text in TEXTS)
    assert "principal components" in methods


def test_votes_that_do_not_part_are_told_so(tmp_path: Path) -> None:
    told, _ = sections(tmp_path, (60,), most=14)
    assert "No opinion groups are shown" in words(told["opinion_groups"])


def test_too_few_voters_show_no_statement(tmp_path: Path) -> None:
    told, _ = sections(tmp_path, (12,))
    assert "Too few voted" in words(told["statements"])


def test_a_round_without_statements_has_no_such_section(dataset: Dataset) -> None:
    context = context_of(dataset, language="en", generated_on=dataset.closing.closed)
    brief = compiled(context)
    assert "statements" not in {section.id for section in brief.sections}
    methods = next(section for section in brief.sections if section.id == "methods")
    assert "principal components" not in words(methods)

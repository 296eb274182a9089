"""A guarded pattern finds what it would find without its guard, in texts of every kind."""

import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs import scrubbing
from dialogs.scrubbing.characters import plain
from dialogs.scrubbing.guarded import Guarded
from dialogs.scrubbing.runs import Run, runs
from tests.house.programs import ROOT

WRITTEN = ("tests/dialogs/scrubbing/cases.yaml", "tests/benchmarks/scrub_sentences.yaml")

PARTS = [
    *("www .", "t.me", "https", ":", "//", "a.b.me", "example.org", "@", "ana", "_", "luna#1234"),
    *("OU", "SHFMU", "ShFMU", "Goce", "„Vuk“", "shkolla", "nr", "5", "ОШ", "školi", "«", "»"),
    *("al12", "12345678", "a 12345678 b", "1o1", "0 7 0", "+389", "(", "\n", " "),
]

texts = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PARTS), max_size=9).map(" ".join))


def guarded() -> Iterator[tuple[str, Guarded]]:
    """Yield every guarded pattern of a rule, by its name."""
    for module in pkgutil.iter_modules(scrubbing.__path__, "dialogs.scrubbing."):
        for name, value in vars(import_module(module.name)).items():
            if isinstance(value, Guarded):
                yield f"{module.name}.{name}", value


GUARDED = dict(guarded())


def spans(hits: Iterator[re.Match[str]]) -> list[tuple[int, int]]:
    return [hit.span() for hit in hits]


def same(text: str) -> bool:
    """Return whether all patterns find in a text what they find in it without their guards."""
    return all(
        spans(iter(each.finditer(one))) == spans(each.whole.finditer(one))
        for each in GUARDED.values()
        for one in (text, plain(text))
    )


def test_there_are_some() -> None:
    assert len(GUARDED) > 3


@pytest.mark.parametrize("file", WRITTEN)
def test_written_texts(file: str) -> None:
    lines = re.findall(r"[^\n]+", (ROOT / file).read_text(encoding="utf-8"))
    assert [line for line in lines if not same(line)] == []


@given(texts)
def test_any_text(text: str) -> None:
    assert same(text)


@given(texts)
def test_no_long_row_of_digits_is_missed(text: str) -> None:
    """What stands in another line does not matter to a row, and there are digits enough in it."""
    before = "999\n"
    assert long(text, 0) == long(before + text, len(before))


def long(text: str, start: int) -> list[Run]:
    rows = (row for row in runs(plain(text)) if len(row.digits) >= 5)
    return [Run(row.start - start, row.end - start, row.written, row.digits) for row in rows]

"""Every lint has data cases: a round with some fragments changed, and what is found where."""

import datetime as dt
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml
from msgspec.structs import replace

from bot.outside import outside
from dialogs import lints, round_file
from dialogs.lints import LINTS
from dialogs.lints.base import Outside
from dialogs.problems import Problem
from dialogs.round import Review
from dialogs.translating.record import Record
from tests.support.world import EVERYTHING_TEXT, EXAMPLE_TEXT

CASES = Path(__file__).parent / "cases"
KNOWN = outside(dt.date(2026, 11, 10))
TEXTS = {"example": EXAMPLE_TEXT, "everything": EVERYTHING_TEXT}


def _load(name: str) -> list[dict[str, Any]]:
    loaded: list[dict[str, Any]] = yaml.safe_load((CASES / f"{name}.yaml").read_text("utf-8"))
    return loaded


def _all_cases() -> list[Any]:
    files = sorted(CASES.glob("*.yaml"))
    return [
        pytest.param(path.stem, case, id=f"{path.stem}-{case['name']}")
        for path in files
        for case in _load(path.stem)
    ]


def test_every_lint_has_cases_and_every_file_is_a_lint() -> None:
    folder = Path(lints.__file__).parent
    files = {path.stem for path in folder.glob("*.py")} - {"__init__", "base"}
    assert files == set(LINTS)
    assert {path.stem for path in CASES.glob("*.yaml")} == set(LINTS)


@pytest.mark.parametrize("name", LINTS)
def test_the_cases_of_a_lint_show_when_it_speaks_and_when_it_is_silent(name: str) -> None:
    found = [bool(case["expect"]) for case in _load(name)]
    assert any(found)
    assert not all(found)


@pytest.mark.parametrize("name", LINTS)
def test_a_lint_says_in_one_line_what_should_be_true(name: str) -> None:
    assert LINTS[name].summary.endswith(".")


def test_all_lints_together_find_what_each_finds() -> None:
    round_, lines = round_file.load_with_lines(EXAMPLE_TEXT, file="r.yaml")
    together = lints.problems_in(round_, lines, KNOWN)
    apart = [one for name in LINTS for one in _found(name, EXAMPLE_TEXT, KNOWN)]
    assert sorted(map(str, together)) == sorted(map(str, apart))
    assert {one.rule for one in together} >= {"reviews", "help_lines"}


@pytest.mark.parametrize(("name", "case"), _all_cases())
def test_case(name: str, case: dict[str, Any]) -> None:
    text = TEXTS[case["round"]]
    for old, new in case.get("change", {}).items():
        assert old in text, old
        text = text.replace(old, new)
    problems = _found(name, text, _outside(case))
    for problem, expected in zip(problems, case["expect"], strict=False):
        assert expected["says"] in f"{problem.what} {problem.remedy}"
        assert problem.severity == expected.get("severity", problem.severity)
        assert problem.line == text[: text.index(expected["at"])].count("\n") + 1
        assert problem.remedy
    assert len(problems) == len(case["expect"]), problems


def _found(name: str, text: str, known: Outside) -> list[Problem]:
    round_, lines = round_file.load_with_lines(text, file="r.yaml")
    found = [
        Problem(*lines.place(each.path), each.what, each.remedy, name, each.severity)
        for each in LINTS[name].find(round_, known)
    ]
    return sorted(found, key=lambda one: one.line)


def _outside(case: dict[str, Any]) -> Outside:
    reviewed = dict.fromkeys(case.get("reviewed", []), Review.REVIEWED)
    read = dict.fromkeys(case.get("distress", []), Review.REVIEWED)
    return replace(
        KNOWN,
        distress_lists={**KNOWN.distress_lists, **read},
        today=case.get("today", KNOWN.today),
        phoned=case.get("phoned", {}),
        translated=msgspec.convert(case.get("translated", {}), Record),
        catalogues={**KNOWN.catalogues, **reviewed},
    )

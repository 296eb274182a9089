"""Every kind has data cases: gestures in, the answer or the reason out."""

import datetime as dt
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from bot.scrubbing import scrub
from dialogs.answers import Answer, answered
from dialogs.questions import KINDS, AnyQuestion
from dialogs.questions.base import (
    Asking,
    Chose,
    Finished,
    Gesture,
    Holding,
    Narrowed,
    Statement,
    Taken,
    Typed,
    Unclear,
    Undone,
)
from tests.support.world import TEXTS

CASES = Path(__file__).parent / "cases"
TODAY = dt.date(2026, 11, 10)


def _load(kind: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((CASES / f"{kind}.yaml").read_text("utf-8"))
    return loaded


def _all_cases() -> list[tuple[str, int]]:
    return [(kind, i) for kind in KINDS for i in range(len(_load(kind)["cases"]))]


def test_every_kind_has_cases_and_every_file_a_kind() -> None:
    assert {path.stem for path in CASES.glob("*.yaml")} == set(KINDS)


@pytest.mark.parametrize(("kind", "index"), _all_cases())
def test_case(kind: str, index: int) -> None:
    spec = _load(kind)
    case = spec["cases"][index]
    question: AnyQuestion = msgspec.convert(
        {"kind": kind, **spec["question"], **case.get("but", {})}, AnyQuestion
    )
    asking = _asking(spec, case)
    asking = msgspec.structs.replace(asking, held=question.begin(asking))
    taken: Taken = Holding(asking.held)
    for gesture in case["gestures"]:
        taken = question.take(_gesture(gesture), asking)
        if isinstance(taken, Holding):
            asking = msgspec.structs.replace(asking, held=taken.value)
        if isinstance(taken, Narrowed):
            asking = msgspec.structs.replace(asking, find=taken.find)
    assert _told(taken) == case.get("expect", _told(taken)), case["name"]
    if "shows" in case:
        assert [f"{one.mark} {one.label}".strip() for one in question.choices(asking)] == case[
            "shows"
        ]
    if "notes" in case:
        assert list(question.notes(asking)) == case["notes"]
    if isinstance(taken, Answer) and taken.value is not None:
        english = msgspec.structs.replace(asking, say=TEXTS.speaker("en"))
        assert question.wording_of(taken, english) == case["in_words"]


def _asking(spec: dict[str, Any], case: dict[str, Any]) -> Asking:
    value = case.get("before")
    return Asking(
        say=TEXTS.speaker(case.get("language", "en")),
        scrub=partial(scrub, language=case.get("language", "en"), countries=("MK",)),
        answer=answered(_plain(value), case.get("words", "")) if value is not None else None,
        given={name: answered(_plain(one)) for name, one in case.get("given", {}).items()},
        seed=case.get("seed", ""),
        today=TODAY,
        added=msgspec.convert(spec.get("added", []), tuple[Statement, ...]),
        shown=case.get("shown", {}),
    )


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever the case holds
    return tuple(value) if isinstance(value, list) else value


def _gesture(written: dict[str, Any] | str) -> Gesture:
    match written:
        case {"tap": int(index)}:
            return Chose(index)
        case {"type": str(text)}:
            return Typed(text)
        case "done":
            return Finished()
        case "undo":
            return Undone()
    raise ValueError(written)


def _told(taken: Taken) -> dict[str, Any]:
    match taken:
        case Answer(_, value, words):
            told = {"answer": list(value) if isinstance(value, tuple) else value}
            return {**told, "words": words} if words else told
        case Holding(value):
            return {"holding": list(value)}
        case Narrowed(find):
            return {"narrowed": find}
        case Unclear(why):
            return {"unclear": why.value}

"""Every kind has data cases: gestures in, the answer or the reason out."""

from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from dialogs.answers import Answer
from dialogs.questions import KINDS, AnyQuestion
from dialogs.questions.base import Chose, Finished, Gesture, Holding, Taken, Typed, Unclear, Undone

CASES = Path(__file__).parent / "cases"


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
    question: AnyQuestion = msgspec.convert({"kind": kind, **spec["question"]}, AnyQuestion)
    held: tuple[str, ...] = ()
    taken: Taken = Holding(())
    for gesture in case["gestures"]:
        taken = question.take(_gesture(gesture), held, case.get("language", "en"))
        held = taken.value if isinstance(taken, Holding) else held
    assert _told(taken) == case["expect"], case["name"]
    if isinstance(taken, Answer) and taken.value is not None:
        assert question.wording_of(taken.value, "en") == case["in_words"]


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
        case Answer(_, value):
            return {"answer": list(value) if isinstance(value, tuple) else value}
        case Holding(value):
            return {"holding": list(value)}
        case Unclear(why, _):
            return {"unclear": why.value}

"""The published schema is up to date, takes the example rounds, and refuses what is misspelt."""

import datetime as dt
import json
import re
from importlib.resources import files
from typing import Any

import jsonschema
import pytest

from dialogs.questions import KINDS
from dialogs.round_schema import round_schema
from dialogs.yaml_lines import parse
from tests.support.world import EVERYTHING_TEXT, EXAMPLE_TEXT

PUBLISHED = files("dialogs") / "round.schema.json"
PARK_TEXT = (files("dialogs") / "rounds" / "our_park.yaml").read_text("utf-8")
SCHEMA = round_schema()
CHECK = jsonschema.Draft202012Validator(SCHEMA)


def plain(value: Any) -> Any:  # noqa: ANN401 - whatever a file holds
    """Return what an editor sees: dates are texts to it."""
    if isinstance(value, dict):
        return {name: plain(each) for name, each in value.items()}
    if isinstance(value, list):
        return [plain(each) for each in value]
    return value.isoformat() if isinstance(value, dt.date) else value


def errors(text: str) -> list[str]:
    found = CHECK.iter_errors(plain(parse(text)[0]))
    return [each.message for one in found for each in (one.context or [one])]


def test_the_published_file_is_up_to_date() -> None:
    """Otherwise: uv run consult schema > dialogs/round.schema.json."""
    assert json.loads(PUBLISHED.read_text("utf-8")) == SCHEMA


def test_it_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize(
    "text", [EXAMPLE_TEXT, EVERYTHING_TEXT, PARK_TEXT], ids=["example", "everything", "park"]
)
def test_it_takes_the_example_rounds(text: str) -> None:
    assert errors(text) == []


@pytest.mark.parametrize(
    ("fragment", "instead", "says"),
    [
        ("practice: true", "practise: true", "'practise' was unexpected"),
        ("    points: 11", "    pionts: 11", "'pionts' was unexpected"),
        ("kind: scale", "kind: scales", "'scales' is not one of"),
        ("  - kind: scale\n", "  -\n", "'kind' is a required property"),
        ("first: 0", "first: 2", "2 is not one of [0, 1]"),
        ("id: tired", "id: Tired", "does not match"),
        ("  reply_date: 2027-03-01\n", "", "'reply_date' is a required property"),
        ("stage: design", "stage: desing", "'desing' is not one of"),
        ("public_label: {en:", "public_label: {EN:", "does not match"),
        ("at_least: 15}", "at_last: 15}", "'at_last' was unexpected"),
    ],
)
def test_it_refuses_what_is_misspelt(fragment: str, instead: str, says: str) -> None:
    assert fragment in EVERYTHING_TEXT
    found = errors(EVERYTHING_TEXT.replace(fragment, instead, 1))
    assert any(says in each for each in found)


def test_an_error_is_said_of_the_kind_that_was_meant() -> None:
    text = EVERYTHING_TEXT.replace("    points: 11", "    point: 11")
    assert errors(text) == [
        "Additional properties are not allowed ('point' was unexpected)",
    ]


def test_every_kind_and_every_field_is_explained() -> None:
    defs = SCHEMA["$defs"]
    assert {defs[each.__name__]["properties"]["kind"]["enum"][0] for each in KINDS.values()} == set(
        KINDS
    )
    for part in (SCHEMA, *defs.values()):
        for name, field in part.get("properties", {}).items():
            assert re.search(r"\w{3}", field.get("description", "")), (part["title"], name)


def test_the_example_round_names_the_schema_in_its_first_line() -> None:
    assert EXAMPLE_TEXT.startswith("# yaml-language-server: $schema=../round.schema.json\n")

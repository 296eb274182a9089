"""`consult import` and `consult export`, as they are typed."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from dialogs import round_file
from tests.admin.xlsform.forms import SETTINGS, workbook
from tests.support.world import EVERYTHING_TEXT

RUN = CliRunner()
SURVEY = (
    ("type", "name", "label::English (en)"),
    ("geopoint", "gps", "Where [are] you?"),
    ("text", "why", "Why?"),
)


@pytest.fixture
def form(tmp_path: Path) -> Path:
    return workbook(tmp_path, survey=SURVEY, settings=SETTINGS)


def test_import_writes_a_round_and_a_table(form: Path, tmp_path: Path) -> None:
    out = tmp_path / "round.yaml"
    result = RUN.invoke(app, ["import", str(form), "-o", str(out)])
    assert result.exit_code == 0
    assert "A2" in result.output
    assert "[are]" in result.output
    assert "kind: free_text" in out.read_text(encoding="utf-8")


def test_import_reports_as_json(form: Path, tmp_path: Path) -> None:
    out = tmp_path / "round.yaml"
    result = RUN.invoke(app, ["import", str(form), "-o", str(out), "--format", "json"])
    report = json.loads(result.output)
    assert report["file"] == str(out)
    assert report["findings"][0].keys() == {"sheet", "cell", "what", "suggestion"}


def test_import_never_overwrites(form: Path) -> None:
    result = RUN.invoke(app, ["import", str(form), "-o", str(form)])
    assert result.exit_code == 1
    assert "is there already" in str(result.exception)


def test_import_into_a_round_changes_it_in_place(form: Path, tmp_path: Path) -> None:
    out = tmp_path / "round.yaml"
    out.write_text(EVERYTHING_TEXT, encoding="utf-8")
    command = ["import", str(form), "-o", str(out), "--into", str(out), "--format", "json"]
    result = RUN.invoke(app, command)
    assert result.exit_code == 0
    assert "the round is in en, mk" in json.loads(result.output)["findings"][-1]["what"]
    assert "internal_terms" in out.read_text(encoding="utf-8")


def test_a_refusal_is_a_sentence(tmp_path: Path) -> None:
    broken = tmp_path / "form.xlsx"
    broken.write_bytes(b"PK\x03\x04")
    result = RUN.invoke(app, ["import", str(broken), "-o", str(tmp_path / "round.yaml")])
    assert result.exit_code == 1
    assert type(result.exception).__name__ == "FormError"
    assert not (tmp_path / "round.yaml").exists()


def test_export_and_import_give_the_same_round(tmp_path: Path) -> None:
    source, form, again = (tmp_path / name for name in ("r.yaml", "r.xlsx", "again.yaml"))
    source.write_text(EVERYTHING_TEXT, encoding="utf-8")
    exported = RUN.invoke(app, ["export", str(source), "--format", "xlsform"])
    assert exported.exit_code == 0
    assert RUN.invoke(app, ["import", str(form), "-o", str(again)]).exit_code == 0
    round_file.load(again.read_text(encoding="utf-8"), file="again.yaml")

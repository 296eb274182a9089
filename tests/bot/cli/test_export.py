"""`consult export` of a dataset: files with a codebook, and plain words for what cannot be done."""

from pathlib import Path

from typer.testing import CliRunner

from bot.cli import app
from tests.support import datasets

RUN = CliRunner()


def test_a_dataset_becomes_tables_and_a_codebook(tmp_path: Path) -> None:
    folder, out = datasets.make(tmp_path / "dataset", 60), tmp_path / "exports"
    command = ["export", str(folder), "--out", str(out), "--format", "csv", "--format", "jsonstat"]
    result = RUN.invoke(app, [*command, "--language", "sq", "--dated", "2026-11-24"])
    assert result.exit_code == 0, result.output
    assert {path.name for path in out.iterdir()} == {
        "tables.csv", "figures.csv", "synthetic_responses.csv", "tables.json", "codebook.md",
        "codebook.xml",
    }  # fmt: skip
    assert str(out / "codebook.md") in result.output


def test_a_dataset_is_no_form_and_a_round_has_no_tables(tmp_path: Path) -> None:
    folder = datasets.make(tmp_path / "dataset", 12)
    refused = RUN.invoke(app, ["export", str(folder), "--format", "xlsform"])
    assert "a dataset is no form" in str(refused.exception)
    refused = RUN.invoke(app, ["export", str(datasets.EXAMPLE), "--format", "csv"])
    assert "a round can be written as xlsform only" in str(refused.exception)

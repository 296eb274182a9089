"""Every benchmark speaks in one form, which people and programs rely on."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from rich.console import Console

from tests.benchmarks import form
from tests.house.programs import ROOT

pytestmark = pytest.mark.long

HERE = Path(__file__).parent
SHARED = {"__init__", "bot_under_load", "form", "memory"}
BENCHMARKS = sorted(
    path.stem
    for path in HERE.glob("*.py")
    if path.stem not in SHARED and not path.stem.startswith("test_")
)
README = (HERE / "README.md").read_text(encoding="utf-8")


def counts_letters(quick: bool, progress: Console) -> form.Outcome:
    progress.print("counting")
    table = form.table_of("Letters", ("Word", "Letters"), [["ç [a]", "1"]])
    return form.Outcome(table, {"letters": 1, "quick": quick, "rows": [{"word": "ç"}]})


def counts_wrongly(quick: bool, progress: Console) -> form.Outcome:
    right = counts_letters(quick, progress)
    return form.Outcome(right.table, right.figures, broken=["Two [a] letters are missing."])


@pytest.mark.parametrize(("arguments", "quick"), [([], False), (["--quick"], True)])
def test_the_last_line_is_one_json_object(
    capsys: pytest.CaptureFixture[str], arguments: list[str], quick: bool
) -> None:
    with pytest.raises(SystemExit) as ended:
        form.main(counts_letters, arguments)
    said = capsys.readouterr()
    assert ended.value.code == 0
    assert json.loads(said.out.splitlines()[-1]) == {
        "letters": 1,
        "quick": quick,
        "rows": [{"word": "ç"}],
    }
    assert "ç [a]" in said.out
    assert said.err == "counting\n"


def test_a_broken_condition_is_said_and_gives_one(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        form.main(counts_wrongly, [])
    lines = capsys.readouterr().out.splitlines()
    assert ended.value.code == 1
    assert lines[-2] == "Broken: Two [a] letters are missing."
    assert json.loads(lines[-1])["letters"] == 1


def test_what_is_no_number_is_refused() -> None:
    table = form.table_of("", (), [])
    with pytest.raises(ValueError, match="JSON"):
        form.report(form.Outcome(table, {"ratio": float("nan")}))


def test_there_are_benchmarks() -> None:
    assert "demo" in BENCHMARKS


@pytest.mark.parametrize("name", BENCHMARKS)
def test_every_benchmark_can_be_quick_and_is_in_the_readme(name: str) -> None:
    command = [sys.executable, "-m", f"tests.benchmarks.{name}", "--help"]
    done = subprocess.run(  # noqa: S603 - our own
        command, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "--quick" in done.stdout
    assert f"uv run python -m tests.benchmarks.{name} " in README


def test_help_names_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        form.main(counts_letters, ["--help"])
    said = capsys.readouterr().out
    assert f"python -m {__name__} " in said
    assert "Every benchmark speaks in one form" in said

"""`consult languages` shows how far each catalogue is."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.catalogues import review_states
from bot.cli import app
from dialogs.languages import OWN_NAMES


def test_each_language_is_shown_by_its_own_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONSULT_CONFIRMATIONS", str(tmp_path / "confirmations.yaml"))
    confirmed = CliRunner().invoke(app, ["confirm", "interface", "sq", "--by", "teacher, NGO"])
    CliRunner().invoke(app, ["confirm", "amounts", "hr", "--by", "teacher, NGO"])
    shown = CliRunner().invoke(app, ["languages"], env={"COLUMNS": "240"})
    assert confirmed.exit_code == shown.exit_code == 0
    lines = {line.split()[1]: line for line in shown.output.splitlines() if "drafted" in line}
    assert set(lines) == set(review_states())
    assert all(OWN_NAMES[tag] in line for tag, line in lines.items())
    assert "by teacher, NGO on 20" in lines["sq"]
    assert "by teacher" not in lines["mk"]
    shared = {tag for tag, line in lines.items() if "confirmed" in line}
    assert shared == {"bs", "cnr", "hr", "sr-Latn", "sr-Cyrl"}

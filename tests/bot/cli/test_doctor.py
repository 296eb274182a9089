"""`consult doctor` as a person runs it."""

import json
from pathlib import Path

import pytest

from bot.doctor.checks import CHECKS
from dialogs import round_file
from tests.bot.cli.conftest import Consult

FILE = Path(round_file.__file__).parent / "rounds" / "our_evenings.yaml"


def test_an_empty_folder_is_told_what_it_lacks(consult: Consult, tmp_path: Path) -> None:
    done = consult("doctor")
    assert done.code == 1
    assert "CONSULT_TOKEN_FILE" in done.said
    assert "to mend" in done.said.splitlines()[-1]
    assert list(tmp_path.iterdir()) == []


def test_programs_read_json(consult: Consult) -> None:
    told = json.loads(consult("doctor", FILE, "--format", "json").said)
    assert {one["check"] for one in told["findings"]} <= set(CHECKS)
    assert told["failed"] == sum(one["finding"]["status"] == "fail" for one in told["findings"])


def test_what_was_mended_is_fine(
    consult: Consult, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "data").mkdir()
    url = f"sqlite+aiosqlite:///{tmp_path / 'data' / 'consult.db'}"
    monkeypatch.setenv("CONSULT_DATABASE", url)
    token = tmp_path / "token"
    token.touch(mode=0o600)
    token.write_text("4242:practice-token-for-the-doctor-000000000000")
    monkeypatch.setenv("CONSULT_TOKEN_FILE", str(token))
    assert consult("keys", "new", FILE, typed="y\n").code == 0
    told = json.loads(consult("doctor", FILE, "--format", "json").said)
    by_check = {one["check"]: one["finding"]["status"] for one in told["findings"]}
    fine = (
        "vault_access",
        "vault_place",
        "round_keys",
        "database",
        "sqlite_settings",
        "token_file",
    )
    assert {name: by_check[name] for name in fine} == dict.fromkeys(fine, "ok")

"""Runs verbs as a person types them, on an installation of their own."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.failing import KNOWN


@dataclass(frozen=True)
class Done:
    """How a verb ended: what it said, and what it refused with."""

    code: int
    said: str
    refused: str = ""


Consult = Callable[..., Done]


@pytest.fixture
def consult(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Consult:
    """Runs `consult` with arguments; `typed` is what the person types."""
    monkeypatch.setenv("CONSULT_DATABASE", f"sqlite+aiosqlite:///{tmp_path / 'consult.db'}")
    monkeypatch.setenv("CONSULT_VAULT", str(tmp_path / "vault"))
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str | Path, typed: str = "") -> Done:
        result = CliRunner().invoke(app, [str(one) for one in arguments], input=typed)
        error = result.exception
        if error is None or isinstance(error, SystemExit):
            return Done(result.exit_code, result.output)
        if type(error).__name__ not in KNOWN:
            raise error
        return Done(result.exit_code, result.output, str(error))

    return run

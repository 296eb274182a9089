"""What an installation decides: a token that cannot be used is told of with a remedy."""

from pathlib import Path

import pytest

from bot.settings import Settings, SettingsError


def _token(folder: Path, content: bytes | None) -> Path:
    file = folder / "token"
    if content is not None:
        file.write_bytes(content)
    return file


@pytest.mark.parametrize(
    ("content", "told"),
    [(None, "No token"), (b" \n", "is empty"), (b"4242:\xff", "cannot be read")],
)
def test_a_token_file_without_a_token(tmp_path: Path, content: bytes | None, told: str) -> None:
    settings = Settings(token_file=_token(tmp_path, content))
    with pytest.raises(SettingsError, match=told):
        settings.token()


def test_a_token_that_only_somebody_else_may_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(token_file=_token(tmp_path, b"4242:secret"))

    def refuse(_file: Path, **_more: object) -> str:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_text", refuse)  # root may read everything
    with pytest.raises(SettingsError, match=r"token, named by CONSULT_TOKEN_FILE, cannot be read"):
        settings.token()


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("CONSULT_WEBHOOK_PORT", "canary", "CONSULT_WEBHOOK_PORT: .*valid integer"),
        ("CONSULT_LOG_LEVEL", "canary", "CONSULT_LOG_LEVEL: .*'debug'"),
        ("CONSULT_BACKUP_DAYS", "-1", "CONSULT_BACKUP_DAYS: .*greater"),
        ("CONSULT_DATABASE", "postgresql://me:canary@db/x", r"CONSULT_DATABASE: .*\+psycopg"),
        ("CONSULT_DATABASE", "canary.db", r"CONSULT_DATABASE: .*sqlite\+aiosqlite:///FILE"),
    ],
)
def test_a_wrong_setting_is_named_and_not_quoted(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, told: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=told) as refused:
        Settings()
    assert "canary" not in str(refused.value)


def test_all_that_is_wrong_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONSULT_WEBHOOK_PORT", "eighty")
    monkeypatch.setenv("CONSULT_PACE", "slow")
    with pytest.raises(SettingsError, match=r"(?s)CONSULT_WEBHOOK_PORT.*CONSULT_PACE"):
        Settings()

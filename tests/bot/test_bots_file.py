"""The file of several bots: what is its own, and what it must not share."""

from pathlib import Path

import pytest

from bot.bots_file import files_of, read_entries, settings_of
from bot.settings import SettingsError

FORUM = """
[forum]
rounds = ["forum/parks.yaml", "/elsewhere/buses.yaml"]
token_file = "forum/token"
database = "sqlite+aiosqlite:///forum/consult.db"
vault = "forum/vault"
backup_days = 7
"""
SCHOOL = FORUM.replace("forum", "school")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "bots.toml"


def test_paths_start_at_the_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONSULT_DATABASE", "sqlite+aiosqlite:///shared.db")
    monkeypatch.setenv("CONSULT_CHANNEL", "ptb")
    file.write_text(FORUM + SCHOOL)
    entries = read_entries(file)
    assert list(entries) == ["forum", "school"]
    settings = settings_of(file, entries["school"])
    folder = file.parent
    assert settings.database == f"sqlite+aiosqlite:///{folder}/school/consult.db"
    assert (settings.vault, settings.token_file) == (
        folder / "school/vault",
        folder / "school/token",
    )
    assert (settings.channel, settings.backup_days) == ("ptb", 7)
    assert files_of(file, entries["forum"]) == [
        folder / "forum/parks.yaml",
        Path("/elsewhere/buses.yaml"),
    ]


def test_a_database_on_a_server_stays_where_it_is(file: Path) -> None:
    url = "postgresql+psycopg://consult@db/forum"
    file.write_text(FORUM.replace("sqlite+aiosqlite:///forum/consult.db", url))
    assert settings_of(file, read_entries(file)["forum"]).database == url


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "names no bot"),
        ("[forum", "bots.toml"),
        (FORUM + "pace = 'unlimited'", "pace"),
        (FORUM.replace('vault = "forum/vault"', ""), "vault"),
        (FORUM.replace('["forum/parks.yaml", "/elsewhere/buses.yaml"]', "[]"), "has no rounds"),
        (FORUM.replace("sqlite+aiosqlite:///forum/consult.db", "sq lite://"), "that is none"),
        (FORUM + SCHOOL.replace("school/token", "forum/token"), "the same token_file"),
        (FORUM + SCHOOL.replace("school/vault", "forum/vault"), "the same vault"),
        (FORUM + SCHOOL.replace("school/consult", "forum/consult"), "the same database"),
        (FORUM + SCHOOL.replace("school/token", "school/../forum/token"), "the same token_file"),
        (FORUM + SCHOOL.replace("school/vault", "./forum//vault"), "the same vault"),
        (FORUM + SCHOOL.replace("school/consult", "x/../forum/consult"), "the same database"),
    ],
)
def test_what_is_wrong_is_said(file: Path, text: str, told: str) -> None:
    file.write_text(text)
    with pytest.raises(SettingsError, match=told):
        read_entries(file)


@pytest.mark.parametrize("second", ["4242:one-and-the-same-token", "4242:another-of-its-tokens"])
def test_two_tokens_of_one_bot_are_refused_by_the_names_of_both(file: Path, second: str) -> None:
    tokens = {"forum": "4242:one-and-the-same-token\n", "school": second}
    for name, token in tokens.items():
        (file.parent / name).mkdir()
        (file.parent / name / "token").write_text(token)
    file.write_text(FORUM + SCHOOL)
    with pytest.raises(SettingsError, match="forum and school have tokens of the same bot") as told:
        read_entries(file)
    assert "4242" not in str(told.value)
    (file.parent / "school" / "token").write_text("4343:its-own")
    assert len(read_entries(file)) == 2


@pytest.mark.parametrize("scheme", ["postgresql+psycopg", "sq lite"])
def test_the_password_of_a_database_is_not_quoted(file: Path, scheme: str) -> None:
    both = FORUM + SCHOOL.replace("school/consult", "forum/consult")
    file.write_text(
        both.replace("sqlite+aiosqlite:///forum/consult.db", f"{scheme}://me:canary@db/x")
    )
    with pytest.raises(SettingsError) as refused:
        read_entries(file)
    assert "canary" not in str(refused.value)


def test_a_file_that_is_not_there_is_named(file: Path) -> None:
    with pytest.raises(SettingsError, match=r"bots\.toml: cannot be read"):
        read_entries(file)

"""A bot reads the words of distress of its languages before it takes updates, and off its loop."""

import threading
from pathlib import Path

import pytest

from admin import word_lists
from bot import distress
from bot.app import prepared
from bot.practice import PracticeServer
from bot.settings import Settings
from tests.support.world import EXAMPLE

TOKEN = "4242:practice-token-for-serving-00000000000000"


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """Which lists are read, and in which thread."""
    found: list[tuple[str, str]] = []

    def phrases(tag: str) -> tuple[str, ...]:
        found.append((tag, threading.current_thread().name))
        return ("i want to die",)

    monkeypatch.setattr(word_lists, "distress_phrases", phrases)
    monkeypatch.setattr(distress, "_signals", distress._signals.__wrapped__)
    signals = distress._signals()
    monkeypatch.setattr(distress, "_signals", lambda: signals)
    return found


async def test_a_bot_has_read_the_lists_when_the_first_text_comes(
    read: list[tuple[str, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "token").touch(mode=0o600)
    (tmp_path / "token").write_text(TOKEN)
    async with PracticeServer(token=TOKEN) as server:
        monkeypatch.setenv("CONSULT_TELEGRAM_API", server.url)
        monkeypatch.setenv("CONSULT_TOKEN_FILE", str(tmp_path / "token"))
        monkeypatch.setenv("CONSULT_DATABASE", f"sqlite+aiosqlite:///{tmp_path / 'consult.db'}")
        monkeypatch.setenv("CONSULT_VAULT", str(tmp_path / "vault"))
        async with prepared([EXAMPLE], Settings()):
            assert [tag for tag, _ in read] == ["en", "sq", "mk", "sr"]
            assert threading.current_thread().name not in {thread for _, thread in read}
            assert distress.distressed("I want to die", EXAMPLE.languages)
            assert len(read) == 4


def test_whoever_runs_no_bot_reads_a_list_when_a_text_comes(read: list[tuple[str, str]]) -> None:
    assert not distress.distressed("more lamps", ["en"])
    assert [tag for tag, _ in read] == ["en"]

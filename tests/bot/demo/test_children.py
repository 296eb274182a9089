"""When a process of the demonstration fails, the demonstration says so instead of going on."""

import asyncio
import os
import signal
import time
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from bot.demo.children import ChildFailedError, bot_running, run_verb
from bot.practice import PracticeServer
from tests.benchmarks.memory import tree_of

TOKEN = "4242:practice-token-for-the-demonstration-only"


def environment(folder: Path, server: PracticeServer) -> dict[str, str]:
    (folder / "token").touch(mode=0o600)
    (folder / "token").write_text(TOKEN)
    return {
        "CONSULT_TELEGRAM_API": server.url,
        "CONSULT_TOKEN_FILE": str(folder / "token"),
        "CONSULT_DATABASE": f"sqlite+aiosqlite:///{folder / 'consult.db'}",
        "CONSULT_VAULT": str(folder / "vault"),
        "CONSULT_CLOCK": f"{time.time()} {server.clock.now().timestamp()} 1",
    }


async def test_a_bot_that_cannot_start_says_why(tmp_path: Path) -> None:
    async with PracticeServer(token=TOKEN) as server:
        with pytest.raises(ChildFailedError, match=r"did not start.*nowhere\.yaml"):
            async with bot_running("nowhere.yaml", environment(tmp_path, server)):
                pass


async def test_a_bot_that_ends_on_the_way_is_noticed(tmp_path: Path) -> None:
    with as_file(files("dialogs") / "rounds" / "our_evenings.yaml") as round_file:
        async with PracticeServer(token=TOKEN) as server:
            with pytest.raises(ChildFailedError, match="ended by itself"):
                await run_and_kill(str(round_file), environment(tmp_path, server))


async def run_and_kill(round_file: str, settings: dict[str, str]) -> None:
    before = set(tree_of(os.getpid()))
    async with bot_running(round_file, settings):
        (bot,) = set(tree_of(os.getpid())) - before
        os.kill(bot, signal.SIGKILL)
        await asyncio.to_thread(wait_for_the_end, bot)
        await asyncio.sleep(0.1)  # its end is told to the event loop


def wait_for_the_end(pid: int) -> None:
    while pid in tree_of(os.getpid()):
        time.sleep(0.02)


async def test_a_verb_that_fails_says_what_it_said(tmp_path: Path) -> None:
    with pytest.raises(ChildFailedError, match=r"consult brief did not succeed.*closing\.json"):
        await run_verb("brief", str(tmp_path), environment={})

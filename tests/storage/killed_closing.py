"""Closing a round in a process of its own, which dies at a named step as `kill -9` would do it."""

import asyncio
import os
import signal
from pathlib import Path

from storage.closing import close_round
from storage.closing_record import ClosingRecord
from storage.db import Database
from storage.steps import watched
from storage.vault import Vault
from tests.storage.material import TODAY
from tests.support.warm import CONTEXT


async def close(url: str, folder: Path, round_id: str, words: tuple[str, ...]) -> ClosingRecord:
    """Close a round whose vault is in `folder`, where the dataset goes as well."""
    database = Database.open(url)
    try:
        vault, out = Vault.open(folder / "vault"), folder / "made" / "dataset"
        return await close_round(database, vault, round_id, words, out, today=TODAY)
    finally:
        await database.close()


def close_and_die(
    url: str, folder: Path, round_id: str, words: tuple[str, ...], step: str
) -> int | None:
    """Close a round in a process that dies when `step` is reached; return its exit code."""
    process = CONTEXT.Process(target=_close, args=(url, folder, round_id, words, step))
    process.start()
    process.join()
    return process.exitcode


def _close(url: str, folder: Path, round_id: str, words: tuple[str, ...], step: str) -> None:
    def die(reached: str) -> None:
        if reached == step:
            os.kill(os.getpid(), signal.SIGKILL)

    with watched(die):
        asyncio.run(close(url, folder, round_id, words))

"""`consult statements`: each added sentence beside its language, and the one that it reads like."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

from dialogs.ports import Changes, Proposal
from storage import migrate
from storage.db import Database
from storage.rounds import open_round
from storage.statements import BATCH, Statements
from storage.store import SqlStore
from storage.vault import Vault
from tests.bot.cli.conftest import Consult
from tests.storage.material import BOT, TODAY, example_round

ROUND = example_round()
DARK = "Parku është i errët pas orës tetë"
LATE = "Автобусите треба да возат до доцна"


def opened(folder: Path, *texts: str) -> None:
    """Open the round, with these texts laid before the moderator, all from Macedonian chats."""

    async def run() -> None:
        database = Database.open(f"sqlite+aiosqlite:///{folder / 'consult.db'}")
        vault = Vault.open(folder / "vault")
        await migrate.upgrade(database)
        await open_round(database, vault, ROUND, today=TODAY)
        async with SqlStore(database, vault.draft_key(), lambda: TODAY).begin(BOT) as work:
            proposed = [Proposal(ROUND.id, "views", "mk", text) for text in texts]
            await work.write(Changes(proposed=proposed))
        await Statements(database, vault.draft_key()).lay(ROUND.id, TODAY)
        await database.close()

    asyncio.run(run())


def dump(folder: Path) -> list[str]:
    with closing(sqlite3.connect(folder / "consult.db")) as connection:
        return list(connection.iterdump())


def test_a_moderator_is_told_which_language_each_reads_like(
    tmp_path: Path, consult: Consult
) -> None:
    opened(tmp_path, DARK, LATE, *(["👍"] * (BATCH - 2)))
    lines = consult("statements", ROUND.id).said.splitlines()
    shown = {line.rpartition("]  ")[2]: line for line in lines}
    assert "[mk, reads like: sq]" in shown[DARK]
    assert "[mk, reads like: mk]" in shown[LATE]
    assert "[mk, reads like: unclear]" in shown["👍"]


def test_what_is_guessed_is_kept_nowhere(tmp_path: Path, consult: Consult) -> None:
    opened(tmp_path, DARK, *([LATE] * (BATCH - 1)))
    before = dump(tmp_path)
    consult("statements", ROUND.id)
    assert dump(tmp_path) == before


def test_there_may_be_nothing_to_read(tmp_path: Path, consult: Consult) -> None:
    opened(tmp_path)
    assert consult("statements", ROUND.id).said.startswith("Nothing to read.")

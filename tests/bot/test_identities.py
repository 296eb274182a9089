"""A database stays with the bot that it has served, and no two entries are the same."""

from pathlib import Path

import pytest

from bot.bots_file import Bot
from bot.identities import Identities, check_same
from bot.settings import Settings
from bot.startup_checks import StartRefusedError
from storage import migrate
from storage.db import Database
from storage.heartbeat import beat
from tests.support.world import NOW

FORUM, SCHOOL = (
    Bot(name, [], Settings(token_file=Path(name, "token"))) for name in ("forum", "school")
)


@pytest.fixture
def identities() -> Identities:
    return Identities()


async def test_a_database_stays_with_its_bot(tmp_path: Path) -> None:
    file = Path("token")
    database = Database.open(f"sqlite+aiosqlite:///{tmp_path / 'consult.db'}")
    await migrate.upgrade(database)
    await check_same(database, 1, file)
    await check_same(database, 2, file)  # neither has served
    await beat(database, 1, NOW)
    await check_same(database, 1, file)
    with pytest.raises(StartRefusedError, match=r"token is of another bot .* consult db new-bot"):
        await check_same(database, 2, file)
    await database.close()


def test_two_entries_are_never_the_same_bot(identities: Identities) -> None:
    with identities.being(FORUM, 1):
        with pytest.raises(StartRefusedError, match="forum/token"), identities.being(SCHOOL, 1):
            pass
        with identities.being(SCHOOL, 2):
            pass
    with identities.being(SCHOOL, 1):
        pass

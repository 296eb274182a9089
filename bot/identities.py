"""Which bot each database and each entry of a process is, by the number that Telegram has for it.

A token file may hold another token at the next start, or already while we run: a new one of the
same bot. One of another bot would carry a round on in chats that know nothing of it, and two
entries with tokens of one bot would take each other's updates.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.bots_file import Bot
from bot.startup_checks import StartRefusedError
from storage.db import Database
from storage.heartbeat import is_of_another


async def check_same(database: Database, number: int, token_file: Path | None) -> None:
    """Raise StartRefusedError where a database has served another bot than this so far."""
    if await is_of_another(database, number):
        raise StartRefusedError(
            f"The token in {token_file} is of another bot than the one served so far from this "
            "database, whose people would be left alone. Put a token of the same bot there: in "
            "@BotFather, /mybots, the bot, API Token. A second bot needs a database and a vault of "
            "its own. To change the bot on purpose, stop this program and run: consult db new-bot"
        )


class Identities:
    """Remembers who serves just now."""

    def __init__(self) -> None:
        self._here: dict[str, tuple[int, Bot]] = {}

    @contextmanager
    def being(self, bot: Bot, number: int) -> Iterator[None]:
        """Let an entry be this bot meanwhile.

        Raises:
            StartRefusedError: another entry is this bot.
        """
        for other, twin in self._here.values():
            if other == number:
                raise StartRefusedError(
                    f"The tokens in {bot.settings.token_file} and {twin.settings.token_file} are "
                    "of the same bot. Get each a bot of its own from @BotFather (/newbot)."
                )
        self._here[bot.name] = (number, bot)
        try:
            yield
        finally:
            del self._here[bot.name]

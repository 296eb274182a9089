"""Which bot each entry of a process is, by the number that the messenger has for it.

A token file may get another token while we run: a new one of the same bot. One of another bot would
carry a round on in chats that know nothing of it, and two entries with tokens of one bot would take
each other's updates.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from bot.bots_file import Bot
from bot.startup_checks import StartRefusedError


class Identities:
    """Remembers who has served, and who is about to."""

    def __init__(self) -> None:
        self._served: dict[str, int] = {}
        self._here: dict[str, tuple[int, Bot]] = {}

    @contextmanager
    def being(self, bot: Bot, number: int) -> Iterator[None]:
        """Let an entry be this bot meanwhile.

        Raises:
            StartRefusedError: it was another bot before, or another entry is this bot.
        """
        if self._served.get(bot.name, number) != number:
            raise StartRefusedError(
                f"The token in {bot.settings.token_file} is of another bot than the one served so "
                "far, whose people would be left alone. Put a token of the same bot there: in "
                "@BotFather, /mybots, the bot, API Token. To change the bot on purpose, stop this "
                "program first."
            )
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

    def serves(self, bot: Bot) -> None:
        """Note that an entry has begun to work, so that it is this bot for good."""
        self._served[bot.name] = self._here[bot.name][0]

"""Has the messenger show who we are: the bot's name, its descriptions and its commands.

Nobody waits for it: Telegram lets a bot change its name a few times a day only, and a bot with an
old name answers as well.
"""

import asyncio
import logging
from collections.abc import Mapping

from bot.channels.base import Channel, Remedy, SendProblem
from bot.pace import Backoff
from dialogs.self_introduction import Introduction

log = logging.getLogger(__name__)

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 600.0


class Introducing:
    """Does it once after a start; what is shown already is left as it is."""

    def __init__(self, channel: Channel, introductions: Mapping[str, Introduction]) -> None:
        self._channel = channel
        self._introductions = introductions

    async def run(self) -> None:
        """Go on until everything is shown, or known to be in vain."""
        backoff = Backoff(FIRST_PAUSE, LONGEST_PAUSE)
        while True:
            try:
                await self._channel.introduce(self._introductions)
            except SendProblem as problem:
                if problem.remedy in {Remedy.STOP, Remedy.GIVE_UP}:
                    log.warning(
                        "the bot's name, descriptions or commands are not as they should be: "
                        "look at them, and set them with BotFather"
                    )
                    return
                await asyncio.sleep(problem.after)
            except Exception as error:  # noqa: BLE001 - under an old name the bot answers as well
                log.warning("could not show who we are: %s", type(error))
            else:
                return
            await backoff.pause()

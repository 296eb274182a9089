"""The Telegram channel: our own receiving and drawing, through whichever library makes the calls.

The libraries' own polling confirms updates before they are handled; here an update is confirmed by
the `offset` of a later call, when everything is stored. They also read a batch as a whole, so that
one update of a shape they do not know would hold up all others; here each is read by itself.
"""

from collections.abc import Mapping, Sequence

from bot.channels.base import Arrival, Delivery, Hook, HookState, UnreachableError
from bot.channels.telegram_library import Library
from bot.channels.telegram_profile import introduce
from bot.channels.telegram_screens import Screens, let_go
from bot.channels.telegram_trouble import CallError, reaching, send_problem
from bot.channels.telegram_updates import WANTED, arrival_of, arrivals_of
from bot.channels.telegram_wire import GetUpdates
from dialogs.letters import Letter
from dialogs.self_introduction import Introduction

AT_ONCE = 50
"""So many updates are one batch at most, half of what Telegram gives.

Nobody in a batch is answered before all of it is stored. A larger one costs nobody less of the
processor, and everybody waits for more others.
"""


class TelegramChannel:
    """A Telegram bot, spoken for by `library`."""

    name = "telegram"  # never the library's: people are known by it, whichever is used

    def __init__(self, library: Library) -> None:
        self._library = library
        self._screens = Screens(library)
        self._offset: int | None = None

    async def open(self) -> int:
        async with reaching():
            return await self._library.who()

    async def hook(self) -> HookState:
        async with reaching():
            return await self._library.hook()

    async def set_hook(self, hook: Hook | None) -> None:
        async with reaching():
            await self._library.set_hook(hook)

    async def introduce(self, introductions: Mapping[str, Introduction]) -> None:
        try:
            await introduce(self._library, introductions)
        except CallError as error:
            raise send_problem(error) from None

    def read(self, body: bytes) -> Arrival | None:
        return arrival_of(body)

    async def receive(self, *, wait: float) -> list[Arrival]:
        async with reaching():
            call = GetUpdates(int(wait), WANTED, self._offset, limit=AT_ONCE)
            answer = await self._library.updates(call)
        try:
            arrivals = arrivals_of(answer)
        except ValueError as error:
            raise UnreachableError(type(error)) from None
        if not arrivals:
            self._offset = None  # confirmed; after a silence Telegram may start from a lower number
        return arrivals

    def stored(self, arrivals: Sequence[Arrival]) -> None:
        if arrivals:
            self._offset = max(each.update_id for each in arrivals) + 1

    async def acknowledge(self, delivery: Delivery) -> Delivery:
        try:
            return await self._screens.acknowledge(delivery)
        except CallError as error:
            raise send_problem(error) from None

    def let_go(self, delivery: Delivery) -> tuple[bytes, Delivery]:
        return let_go(delivery)

    async def deliver(self, delivery: Delivery) -> int | None:
        draw = self._screens.redraw if delivery.again else self._screens.draw
        try:
            return await draw(delivery)
        except CallError as error:
            raise send_problem(error) from None

    async def post(self, letter: Letter) -> None:
        try:
            await self._screens.show(letter.chat, letter.prompt, letter.session, letter.round)
        except CallError as error:
            raise send_problem(error) from None

    async def close(self) -> None:
        try:
            if self._offset is not None:
                await self._library.updates(GetUpdates(0, WANTED, self._offset, limit=1))
        except CallError:
            return  # unconfirmed updates come again and are recognised
        finally:
            await self._library.close()

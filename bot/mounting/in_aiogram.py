"""A consultation as a router of aiogram's."""

from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Any

from aiogram import Bot, Dispatcher, Router
from aiogram.dispatcher.middlewares.manager import MiddlewareManager
from aiogram.types import TelegramObject

from bot.channels.telegram_updates import WANTED
from bot.mounting.guest import Guest
from bot.startup_checks import StartRefusedError

Next = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


def consult_router(guest: Guest) -> Router:
    """Return a router to be included anywhere in the host's; it starts and stops its guest.

    It takes what is the guest's (see `ours`) before any handler or middleware of the host's sees
    it, wherever they are registered, and leaves everything else to them. A router alone could not:
    the handlers of the dispatcher itself come before those of all its routers. So at the start it
    puts itself before all that the dispatcher does with an update.
    """
    router = Router(name="consult")

    async def take(handler: Next, event: TelegramObject, data: dict[str, Any]) -> Any:  # noqa: ANN401 - aiogram's
        """Let the host have an update, unless it is the guest's."""
        bot: Bot = data["bot"]
        return (
            None if guest.take(partial(_fields, event), bot=bot.id) else await handler(event, data)
        )

    def put_first(*bots: object) -> list[int]:
        *_, root = router.chain_head
        if not isinstance(root, Dispatcher):
            raise StartRefusedError(_IN_NO_DISPATCHER)
        _put_first(root.update.outer_middleware, take)
        return [one.id for one in bots if isinstance(one, Bot)]

    async def start(bot: Bot | None = None, bots: Sequence[Bot] = ()) -> None:
        await guest.start(bot, *bots)

    for name in WANTED:  # the dispatcher asks Telegram for what there are handlers for
        router.observers[name].register(_nothing, _never)
    guest.before_start(put_first)
    router.startup.register(start)
    router.shutdown.register(guest.stop)
    return router


_IN_NO_DISPATCHER = (
    "The consultation's router is in no Dispatcher, so it would not see what comes in. Include it: "
    "dispatcher.include_router(consult_router(guest))."
)


def _put_first(
    manager: MiddlewareManager, ours: Callable[[Next, TelegramObject, dict[str, Any]], Any]
) -> None:
    """Have `ours` asked before all others, which keep their order."""
    others = [each for each in manager if each is not ours]
    for each in list(manager):
        manager.unregister(each)
    for each in (ours, *others):
        manager.register(each)


def _fields(event: TelegramObject) -> dict[str, Any]:
    """Return what was sent. What was not is None, or a placeholder for a default of the host's."""
    return event.model_dump(by_alias=True, exclude_none=True)


async def _never(_event: TelegramObject) -> bool:
    return False


async def _nothing(_event: TelegramObject) -> None:
    """Stand for what we want to be asked for."""

"""A consultation as a router of aiogram's."""

from aiogram import Router
from aiogram.types import TelegramObject, Update

from bot.mounting.guest import Guest


def consult_router(guest: Guest) -> Router:
    """Return a router to be included before the host's own; it starts and stops its guest.

    It takes what is the guest's (see `ours`) and leaves everything else to the routers after it.
    """
    router = Router(name="consult")

    async def is_ours(_event: TelegramObject, event_update: Update) -> bool:
        return guest.take(event_update.model_dump_json(by_alias=True, exclude_none=True).encode())

    for observer in (
        router.message,
        router.edited_message,
        router.callback_query,
        router.my_chat_member,
    ):
        observer.register(_is_taken, is_ours)
    router.startup.register(guest.start)
    router.shutdown.register(guest.stop)
    return router


async def _is_taken(_event: TelegramObject) -> None:
    """Do no more: the guest has it."""

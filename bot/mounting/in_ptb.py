"""A consultation as handlers of python-telegram-bot's."""

import json
from typing import Any

from telegram import Update
from telegram.ext import ApplicationHandlerStop, BaseHandler, CallbackContext

from bot.mounting.guest import Guest

AnyContext = CallbackContext[Any, Any, Any, Any]


def consult_handlers(guest: Guest) -> list[BaseHandler[Update, AnyContext, None]]:
    """Return handlers to be added before the host's own.

    They take what is the guest's (see `ours`) and leave everything else to the handlers after them.
    Handlers cannot start anything: give `guest.start` to `post_init` and `guest.stop` to
    `post_stop` of the ApplicationBuilder.
    """
    return [_OfGuest(guest)]


class _OfGuest(BaseHandler[Update, AnyContext, None]):
    def __init__(self, guest: Guest) -> None:
        super().__init__(_is_taken)
        self._guest = guest

    def check_update(self, update: object) -> bool:
        """Take an update if it is the guest's; asked once for each, in their order."""
        return isinstance(update, Update) and self._guest.take(
            json.dumps(update.to_dict()).encode()
        )


async def _is_taken(_update: Update, _context: AnyContext) -> None:
    """Keep it from the host's other groups of handlers."""
    raise ApplicationHandlerStop

"""A consultation as handlers of python-telegram-bot's."""

from functools import partial
from typing import Any

from telegram import Update
from telegram.ext import (
    Application,
    ApplicationHandlerStop,
    BaseHandler,
    CallbackContext,
    InvalidCallbackData,
)

from bot.mounting.guest import Guest
from bot.startup_checks import StartRefusedError

AnyContext = CallbackContext[Any, Any, Any, Any]
AnyApplication = Application[Any, Any, Any, Any, Any, Any]


def consult_handlers(guest: Guest) -> list[BaseHandler[Update, AnyContext, None]]:
    """Return handlers to be added to the host's, in whichever place and group.

    They take what is the guest's (see `ours`) before any handler of the host's sees it, and leave
    everything else to them. For that they move, when the guest starts, to a group of their own
    before all others.

    Handlers cannot start anything: give `guest.start` to `post_init` and `guest.stop` to
    `post_stop` of the ApplicationBuilder.
    """
    handlers: list[BaseHandler[Update, AnyContext, None]] = [_OfGuest(guest)]
    guest.before_start(partial(_put_first, handlers))
    return handlers


_WITHOUT_APPLICATION = (
    "The consultation was not told which application it is in, so handlers of yours could see what "
    "is said to it. Give guest.start itself to post_init of the ApplicationBuilder, or call it "
    "with the application: await guest.start(application)."
)


def _put_first(handlers: list[BaseHandler[Update, AnyContext, None]], *host: object) -> list[int]:
    """Have these asked before all others, and return which bot it is.

    A group of handlers sees what no earlier one has kept.
    """
    application = next((each for each in host if isinstance(each, Application)), None)
    if application is None:
        raise StartRefusedError(_WITHOUT_APPLICATION)
    for group, added in list(application.handlers.items()):
        for handler in [each for each in added if each in handlers]:
            application.remove_handler(handler, group)
    application.add_handlers(handlers, group=min(application.handlers, default=0) - 1)
    return [application.bot.id]


class _OfGuest(BaseHandler[Update, AnyContext, None]):
    def __init__(self, guest: Guest) -> None:
        super().__init__(
            _is_taken, block=True
        )  # else the host's Defaults decide, and it stops none
        self._guest = guest

    def check_update(self, update: object) -> bool:
        """Take an update if it is the guest's; asked once for each, in their order."""
        return isinstance(update, Update) and self._guest.take(partial(_fields, update))


def _fields(update: Update) -> dict[str, Any]:
    """Return what was sent, without what the library adds to it or makes of it."""
    fields = update.to_dict()
    for name in fields.keys() & {"message", "edited_message"}:
        said = fields[name]
        fields[name] = {key: value for key, value in said.items() if value is not False}
    data: object = update.callback_query.data if update.callback_query else None
    if isinstance(data, InvalidCallbackData):  # of a button that the host has not made
        fields["callback_query"]["data"] = data.callback_data
    return fields


async def _is_taken(_update: Update, _context: AnyContext) -> None:
    """Keep it from the host's other groups of handlers."""
    raise ApplicationHandlerStop

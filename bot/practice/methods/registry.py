"""Where the methods of the Bot API are found by name.

Each file in this folder holds one method or a small family; `@method("sendMessage")` puts a
handler under its name. Names are case-insensitive, as on the official server.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import msgspec

from bot.practice.account import Account
from bot.practice.params import Params
from bot.practice.wire import JsonObject


class Described(msgspec.Struct, frozen=True):
    """A result that comes with a sentence, as setWebhook's does."""

    result: bool
    description: str


Result: TypeAlias = bool | JsonObject | Sequence[JsonObject] | Sequence[msgspec.Raw] | Described
Handler: TypeAlias = Callable[[Account, Params], Awaitable[Result]]


@dataclass(frozen=True)
class Method:
    """One method: its name as documented, and whether the flood limits count it."""

    name: str
    handler: Handler
    counts_as_message: bool = False


METHODS: dict[str, Method] = {}


def method(name: str, *, counts_as_message: bool = False) -> Callable[[Handler], Handler]:
    """Register a handler for the method called `name`."""

    def register(handler: Handler) -> Handler:
        METHODS[name.lower()] = Method(name, handler, counts_as_message)
        return handler

    return register

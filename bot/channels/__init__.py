"""The ways to reach a person. Each adapter is one file, found by its name: `via_<library>`.

It has a function `connect(token, *, api)` that returns a `Channel` (see `base`).
"""

from importlib import import_module
from pkgutil import iter_modules
from typing import Protocol, cast

from bot.channels.base import Channel

_PREFIX = "via_"


class MissingLibraryError(Exception):
    """A channel was chosen whose library is not there; the message says what to do."""


class Connect(Protocol):
    """Makes a channel; nothing goes over the network yet."""

    def __call__(self, token: str, *, api: str) -> Channel:
        """Return the bot with this token at the Bot API server `api`."""
        ...


def names() -> list[str]:
    """Return the names that a channel can be chosen by, in order; no library is imported."""
    found = (module.name for module in iter_modules(__path__))
    return sorted(name.removeprefix(_PREFIX) for name in found if name.startswith(_PREFIX))


def channel_named(name: str) -> Connect:
    """Return what connects through a library; only now it is imported.

    Raises:
        MissingLibraryError: there is no such channel, or its library is not installed.
    """
    if name not in names():
        raise MissingLibraryError(
            f"There is no channel {name!r}: set CONSULT_CHANNEL to one of {', '.join(names())}."
        )
    try:
        module = import_module(f"{__name__}.{_PREFIX}{name}")
    except ModuleNotFoundError as error:
        raise MissingLibraryError(
            f"The library for the channel {name!r} is not installed ({error.name}). Install it "
            f"with: pip install 'youth-consultation-bot[{name}]'"
        ) from None
    return cast(Connect, module.connect)

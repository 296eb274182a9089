"""The calls about the bot itself, which both libraries spell alike: who it is, its hook, its names.

They are made at a start and seldom else, so they go the libraries' own way.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from bot.channels.base import Hook, HookState
from bot.channels.telegram_library import MOST_CONNECTIONS
from bot.channels.telegram_profile import ProfileText
from bot.channels.telegram_updates import WANTED
from dialogs.self_introduction import Command


class _Me(Protocol):
    @property
    def id(self) -> int: ...


class _WebhookInfo(Protocol):
    @property
    def url(self) -> str: ...
    @property
    def pending_update_count(self) -> int: ...


class _Name(Protocol):
    @property
    def name(self) -> str: ...


class _Description(Protocol):
    @property
    def description(self) -> str: ...


class _ShortDescription(Protocol):
    @property
    def short_description(self) -> str: ...


class _Command(Protocol):
    @property
    def command(self) -> str: ...
    @property
    def description(self) -> str: ...


class AnyBot(Protocol):
    """A bot of either library; the names are those of the Bot API."""

    async def get_me(self) -> _Me: ...
    async def get_webhook_info(self) -> _WebhookInfo: ...
    async def delete_webhook(self, drop_pending_updates: bool) -> object: ...
    async def set_webhook(
        self,
        url: str,
        *,
        secret_token: str,
        max_connections: int,
        allowed_updates: list[str],
        drop_pending_updates: bool,
    ) -> object: ...
    async def get_my_name(self, language_code: str) -> _Name: ...
    async def get_my_description(self, language_code: str) -> _Description: ...
    async def get_my_short_description(self, language_code: str) -> _ShortDescription: ...
    async def set_my_name(self, name: str, language_code: str) -> object: ...
    async def set_my_description(self, description: str, language_code: str) -> object: ...
    async def set_my_short_description(
        self, short_description: str, language_code: str
    ) -> object: ...
    async def get_my_commands(self, *, language_code: str) -> Sequence[_Command]: ...


InOurWords = Callable[[], AbstractContextManager[None]]
"""Raises a CallError for each error of a library's."""


class Account:
    """What an adapter inherits: this part of `telegram_library.Library`."""

    def __init__(self, bot: AnyBot, in_our_words: InOurWords) -> None:
        self._account = bot
        self._in_our_words = in_our_words

    async def who(self) -> int:
        with self._in_our_words():
            return (await self._account.get_me()).id

    async def hook(self) -> HookState:
        with self._in_our_words():
            info = await self._account.get_webhook_info()
        return HookState(info.url, info.pending_update_count)

    async def set_hook(self, hook: Hook | None) -> None:
        with self._in_our_words():
            if hook is None:
                await self._account.delete_webhook(drop_pending_updates=False)
                return
            await self._account.set_webhook(
                hook.url,
                secret_token=hook.secret,
                max_connections=MOST_CONNECTIONS,
                allowed_updates=WANTED,
                drop_pending_updates=False,
            )

    async def profile_text(self, which: ProfileText, code: str) -> str:
        with self._in_our_words():
            match which:
                case ProfileText.NAME:
                    return (await self._account.get_my_name(code)).name
                case ProfileText.DESCRIPTION:
                    return (await self._account.get_my_description(code)).description
                case ProfileText.ABOUT:
                    return (await self._account.get_my_short_description(code)).short_description

    async def set_profile_text(self, which: ProfileText, code: str, text: str) -> None:
        with self._in_our_words():
            match which:
                case ProfileText.NAME:
                    await self._account.set_my_name(text, code)
                case ProfileText.DESCRIPTION:
                    await self._account.set_my_description(text, code)
                case ProfileText.ABOUT:
                    await self._account.set_my_short_description(text, code)

    async def commands(self, code: str) -> tuple[Command, ...]:
        with self._in_our_words():
            found = await self._account.get_my_commands(language_code=code)
        return tuple(Command(each.command, each.description) for each in found)

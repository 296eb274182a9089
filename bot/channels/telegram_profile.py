"""What Telegram shows of a bot before anybody writes to it, language by language.

Telegram knows a language by two letters (ISO 639-1) and none of its scripts, and shows to everybody
else what is set for no language. So of two of ours with the same letters (Serbian in two scripts)
the one that the round names first is set, the same one that is spoken to whoever has such a phone;
one of ours that has no two letters (Romani, Montenegrin) is not set.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Protocol

from dialogs.languages import OWN_NAMES
from dialogs.self_introduction import Command, Introduction

EVERYBODY = ""
"""The code of what is shown where nothing is set for a language."""


class ProfileText(StrEnum):
    """A text of a bot's profile, as the Bot API names it."""

    NAME = "name"
    DESCRIPTION = "description"
    ABOUT = "short_description"


class Profile(Protocol):
    """A bot's profile, as a library reads and writes it. Every call may raise CallError."""

    async def profile_text(self, which: ProfileText, code: str) -> str:
        """Return what people with this language are shown."""
        ...

    async def set_profile_text(self, which: ProfileText, code: str, text: str) -> None:
        """Show this to people with this language; an empty text: what everybody is shown."""
        ...

    async def commands(self, code: str) -> tuple[Command, ...]:
        """Return the menu that is set for this language; empty when none is."""
        ...

    async def set_commands(self, code: str, commands: tuple[Command, ...]) -> None:
        """Set the menu for this language; an empty one: what everybody is shown."""
        ...


async def introduce(profile: Profile, introductions: Mapping[str, Introduction]) -> None:
    """Set what is not so already, and take away what an earlier round has left.

    The commands are set last: where there are none, nothing of ours is left in a language.
    """
    wanted = by_code(introductions)
    for code, introduction in wanted.items():
        await _set(profile, code, introduction)
    for code in sorted(_CODES - wanted.keys()):
        if await profile.commands(code):
            await _set(profile, code, Introduction())


def by_code(introductions: Mapping[str, Introduction]) -> dict[str, Introduction]:
    """Return what Telegram is to show, by its code of a language, first what everybody is shown."""
    found = {EVERYBODY: next(iter(introductions.values()))}
    for language, introduction in introductions.items():
        if code := _code_of(language):
            found.setdefault(code, introduction)
    return found


async def _set(profile: Profile, code: str, wanted: Introduction) -> None:
    texts = {
        ProfileText.NAME: wanted.name,
        ProfileText.DESCRIPTION: wanted.description,
        ProfileText.ABOUT: wanted.about,
    }
    for which, text in texts.items():
        if await profile.profile_text(which, code) != text:
            await profile.set_profile_text(which, code, text)
    if await profile.commands(code) != wanted.commands:
        await profile.set_commands(code, wanted.commands)


def _code_of(language: str) -> str | None:
    letters = language.partition("-")[0]
    return letters if len(letters) == len("xx") else None


_CODES = {code for language in OWN_NAMES if (code := _code_of(language))}

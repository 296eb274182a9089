"""What the bot says of itself, and what it may know of a chat. Source: Bot API, "Bot settings"."""

import re

import msgspec

from bot.practice.desk import Desk
from bot.practice.params import Params
from bot.practice.refusals import (
    CHAT_NOT_FOUND,
    COMMAND_DESCRIPTION_TOO_LONG,
    COMMAND_INVALID,
    COMMAND_TOO_LONG,
    COMMAND_UNDESCRIBED,
    COMMANDS_UNREADABLE,
    LANGUAGE_CODE_INVALID,
    PROFILE_TEXT_TOO_LONG,
    TOO_MANY_COMMANDS,
)
from bot.practice.wire import Json

LONGEST_NAME = 64
LONGEST_DESCRIPTION = 512
LONGEST_COMMAND = 32
LONGEST_COMMAND_DESCRIPTION = 256
MOST_COMMANDS = 100


async def get_me(desk: Desk, _params: Params) -> Json:
    """Say who the bot is."""
    return {
        **desk.bot.json,
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
    }


async def set_my_name(desk: Desk, params: Params) -> Json:
    """Set the bot's name in one language."""
    desk.profile.names[_language(params)] = _short(params, "name", LONGEST_NAME)
    return True


async def set_my_description(desk: Desk, params: Params) -> Json:
    """Set what an empty chat shows, in one language."""
    text = _short(params, "description", LONGEST_DESCRIPTION)
    desk.profile.descriptions[_language(params)] = text
    return True


async def set_my_commands(desk: Desk, params: Params) -> Json:
    """Set the list of commands in one language."""
    try:
        commands = params.decoded("commands", list[dict[str, str]]) or []
    except msgspec.DecodeError:
        raise COMMANDS_UNREADABLE() from None
    if len(commands) > MOST_COMMANDS:
        raise TOO_MANY_COMMANDS()
    for command in commands:
        _check_command(command)
    desk.profile.commands[_language(params)] = commands
    return True


def _check_command(command: dict[str, str]) -> None:
    name = command.get("command", "").removeprefix("/")
    if len(name) > LONGEST_COMMAND:
        raise COMMAND_TOO_LONG()
    if not re.fullmatch(r"[a-z0-9_]+", name):
        raise COMMAND_INVALID()
    if not command.get("description"):
        raise COMMAND_UNDESCRIBED()
    if len(command["description"]) > LONGEST_COMMAND_DESCRIPTION:
        raise COMMAND_DESCRIPTION_TOO_LONG()


def _short(params: Params, name: str, longest: int) -> str:
    text = params.text(name)
    if len(text) > longest:
        raise PROFILE_TEXT_TOO_LONG(field=name)
    return text


def _language(params: Params) -> str:
    code = params.text("language_code")
    if code and not re.fullmatch(r"[a-z]{2}", code):
        raise LANGUAGE_CODE_INVALID()
    return code


async def get_chat(desk: Desk, params: Params) -> Json:
    """Say what the bot may know of a person."""
    chat = desk.chats.get(params.chat_id())
    if chat is None or not chat.started:
        raise CHAT_NOT_FOUND()
    return {
        **chat.json,
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": {
            "unlimited_gifts": False,
            "limited_gifts": False,
            "unique_gifts": False,
            "premium_subscription": False,
            "gifts_from_channels": False,
        },
    }

"""setMyCommands, getMyCommands, deleteMyCommands. Source: Bot API, BotCommand, BotCommandScope."""

import re

import msgspec

from bot.practice import refusals
from bot.practice.account import Account
from bot.practice.methods.profile import language_code
from bot.practice.methods.registry import Result, method
from bot.practice.params import Params
from bot.practice.wire import Json, JsonObject

MAX_COMMANDS = 100  # telegram.constants.BotCommandLimit
MAX_COMMAND = 32  # the same
MAX_DESCRIPTION = 256  # the same
_SCOPES = frozenset(
    {"default", "all_private_chats", "all_group_chats", "all_chat_administrators"}
    | {"chat", "chat_administrators", "chat_member"}
)


class _Scope(msgspec.Struct):
    type: str
    chat_id: int | str = ""
    user_id: int = 0


@method("setMyCommands")
async def set_my_commands(account: Account, params: Params) -> Result:
    """The commands in the menu, for a scope and a language."""
    commands = [_command(value) for value in _list(params)]
    if len(commands) > MAX_COMMANDS:
        raise refusals.TOO_MANY_COMMANDS()
    account.profile.commands[_where(params)] = commands
    return True


@method("getMyCommands")
async def get_my_commands(account: Account, params: Params) -> Result:
    """Exactly what was set for this scope and language."""
    return account.profile.commands.get(_where(params), [])


@method("deleteMyCommands")
async def delete_my_commands(account: Account, params: Params) -> Result:
    """Nothing for this scope and language any more."""
    account.profile.commands.pop(_where(params), None)
    return True


def _list(params: Params) -> list[Json]:
    raw = params.text("commands")
    if not raw:
        return []
    try:
        value: Json = msgspec.json.decode(raw)
    except msgspec.DecodeError:
        raise refusals.COMMANDS_UNREADABLE() from None
    if not isinstance(value, list):
        raise refusals.COMMANDS_NOT_LIST()
    return value


def _command(value: Json) -> JsonObject:
    if not isinstance(value, dict):
        raise refusals.COMMAND_UNREADABLE(detail="expected an Object")
    for field in ("command", "description"):
        if field not in value:
            raise refusals.COMMAND_UNREADABLE(detail=f'Can\'t find field "{field}"')
    name = str(value["command"]).strip().removeprefix("/")
    description = str(value["description"]).strip()
    _check_name(name)
    if not description:
        raise refusals.COMMAND_UNDESCRIBED()
    if len(description) > MAX_DESCRIPTION:
        raise refusals.COMMAND_DESCRIPTION_TOO_LONG()
    return {"command": name, "description": description}


def _check_name(name: str) -> None:
    if not name:
        raise refusals.COMMAND_EMPTY()
    if len(name) > MAX_COMMAND:
        raise refusals.COMMAND_TOO_LONG()
    if not re.fullmatch(r"[a-z0-9_]+", name):
        raise refusals.COMMAND_INVALID()


def _where(params: Params) -> tuple[str, str]:
    """The scope and the language that a list of commands belongs to."""
    try:
        scope = params.decoded("scope", _Scope) or _Scope("default")
    except msgspec.DecodeError:
        raise refusals.SCOPE_UNREADABLE(detail="BotCommandScope must be an Object") from None
    if scope.type not in _SCOPES:
        raise refusals.SCOPE_UNREADABLE(detail="Unsupported type specified")
    return f"{scope.type}:{scope.chat_id}:{scope.user_id}", language_code(params)

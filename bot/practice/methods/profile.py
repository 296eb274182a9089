"""setMyName, setMyDescription, setMyShortDescription and their getters.

One text per language; a language without its own shows the one for everybody.
Source: Bot API, the sections of these names.
"""

import re

from bot.practice import refusals
from bot.practice.account import Account
from bot.practice.methods.registry import Result, method
from bot.practice.params import Params

MAX_NAME = 64  # telegram.constants.BotNameLimit
MAX_DESCRIPTION = 512  # telegram.constants.BotDescriptionLimit
MAX_SHORT_DESCRIPTION = 120  # the same


@method("setMyName")
async def set_my_name(account: Account, params: Params) -> Result:
    """The name above the chat."""
    _set(account.profile.names, params, "name", MAX_NAME)
    account.profile.names.setdefault("", account.username)
    return True


@method("getMyName")
async def get_my_name(account: Account, params: Params) -> Result:
    """The name above the chat."""
    return {"name": _get(account.profile.names, params)}


@method("setMyDescription")
async def set_my_description(account: Account, params: Params) -> Result:
    """What an empty chat shows."""
    return _set(account.profile.descriptions, params, "description", MAX_DESCRIPTION)


@method("getMyDescription")
async def get_my_description(account: Account, params: Params) -> Result:
    """What an empty chat shows."""
    return {"description": _get(account.profile.descriptions, params)}


@method("setMyShortDescription")
async def set_my_short_description(account: Account, params: Params) -> Result:
    """What the bot's profile page shows."""
    texts = account.profile.short_descriptions
    return _set(texts, params, "short_description", MAX_SHORT_DESCRIPTION)


@method("getMyShortDescription")
async def get_my_short_description(account: Account, params: Params) -> Result:
    """What the bot's profile page shows."""
    return {"short_description": _get(account.profile.short_descriptions, params)}


def _set(texts: dict[str, str], params: Params, field: str, longest: int) -> bool:
    text = params.text(field)
    if len(text) > longest:
        raise refusals.PROFILE_TEXT_TOO_LONG(field=field)
    language = language_code(params)
    if text:
        texts[language] = text
    else:
        texts.pop(language, None)
    return True


def _get(texts: dict[str, str], params: Params) -> str:
    return texts.get(language_code(params)) or texts.get("", "")


def language_code(params: Params) -> str:
    """The language a profile text is for, "" for everybody.

    Raises:
        Refused: it is not a two-letter ISO 639-1 code.
    """
    code = params.text("language_code")
    if code and not re.fullmatch(r"[a-z]{2}", code):
        raise refusals.LANGUAGE_CODE_INVALID()
    return code

"""The keyboards under a message, and the rules Telegram has for them.

Source: Bot API, "InlineKeyboardMarkup", "InlineKeyboardButton", "ReplyKeyboardMarkup".
"""

import re

import msgspec

from bot.practice import refusals
from bot.practice.wire import Json, JsonObject

MAX_CALLBACK_DATA = 64  # bytes; telegram.constants.InlineKeyboardButtonLimit
MAX_BUTTONS = 100  # telegram.constants.InlineKeyboardMarkupLimit
MAX_BUTTONS_PER_ROW = 8  # telegram.constants.InlineKeyboardMarkupLimit
MAX_MARKUP_BYTES = 10_240  # https://github.com/tginfo/Telegram-Limits/issues/187

_OTHER_ACTIONS = frozenset(
    {"web_app", "login_url", "switch_inline_query", "switch_inline_query_current_chat"}
    | {"switch_inline_query_chosen_chat", "copy_text", "callback_game", "pay"}
)


class Button(msgspec.Struct, frozen=True, omit_defaults=True):
    """One button under a message."""

    text: str
    callback_data: str | None = None
    url: str | None = None


InlineRows = tuple[tuple[Button, ...], ...]


class Markup(msgspec.Struct, frozen=True):
    """What `reply_markup` asked for: buttons under the message, and/or at the foot of the chat."""

    inline: InlineRows = ()
    reply_keyboard: tuple[tuple[str, ...], ...] | None = None


def read_markup(raw: str, *, only_inline: bool = False) -> Markup:
    """Read a `reply_markup` parameter; an empty one is no keyboard.

    Raises:
        Refused: Telegram would not take it.
    """
    if not raw:
        return Markup()
    try:
        value: Json = msgspec.json.decode(raw)
    except msgspec.DecodeError:
        raise refusals.MARKUP_UNREADABLE() from None
    if not isinstance(value, dict):
        raise refusals.MARKUP_NOT_OBJECT()
    if "inline_keyboard" in value:
        return Markup(inline=_inline_rows(value["inline_keyboard"], raw))
    if only_inline and value:
        raise refusals.MARKUP_NOT_INLINE()
    return Markup(reply_keyboard=_reply_keyboard(value))


def _inline_rows(rows: Json, raw: str) -> InlineRows:
    """The buttons; those without a label vanish without a word (TDLib get_reply_markup)."""
    read = [[_button(button) for button in row] for row in _rows(rows, "inline_keyboard")]
    keyboard = tuple(tuple(button for button in row if button.text) for row in read)
    keyboard = tuple(row for row in keyboard if row)
    too_wide = any(len(row) > MAX_BUTTONS_PER_ROW for row in keyboard)
    too_many = sum(map(len, keyboard)) > MAX_BUTTONS
    if too_wide or too_many or len(raw.encode()) > MAX_MARKUP_BYTES:
        raise refusals.MARKUP_TOO_LONG()
    return keyboard


def _rows(value: Json, field: str) -> list[list[Json]]:
    if not isinstance(value, list):
        raise refusals.KEYBOARD_NOT_LIST(field=field)
    rows: list[list[Json]] = []
    for row in value:
        if not isinstance(row, list):
            owner = " of the InlineKeyboardMarkup" if field == "inline_keyboard" else ""
            raise refusals.KEYBOARD_NOT_ROWS(field=field, owner=owner)
        rows.append(row)
    return rows


def _button(value: Json) -> Button:
    if not isinstance(value, dict):
        raise refusals.BUTTON_UNREADABLE(detail="InlineKeyboardButton must be an Object")
    text = value.get("text")
    if text is None:
        raise refusals.BUTTON_UNREADABLE(detail='Can\'t find field "text"')
    if str(text).isspace():
        raise refusals.BUTTON_TEXT_EMPTY()
    if url := value.get("url"):
        return Button(str(text), url=_url(str(url)))
    if data := value.get("callback_data"):
        return Button(str(text), callback_data=_callback_data(str(data)))
    if _OTHER_ACTIONS.isdisjoint(value):
        raise refusals.BUTTON_UNREADABLE(detail="Text buttons are unallowed in the inline keyboard")
    return Button(str(text))


def _callback_data(data: str) -> str:
    if len(data.encode()) > MAX_CALLBACK_DATA:
        raise refusals.BUTTON_DATA_INVALID()
    return data


def _url(url: str) -> str:
    if not re.match(r"(?:(?:https?|tg)://)?[^\s/.]+(?:\.|://|\?)?\S+", url):
        raise refusals.BUTTON_URL_INVALID(url=url)
    return url


def _reply_keyboard(value: JsonObject) -> tuple[tuple[str, ...], ...] | None:
    """The keyboard at the foot of the chat: new rows, () when removed, None when untouched."""
    if value.get("remove_keyboard") is True:
        return ()
    if "keyboard" not in value:
        return None
    rows = _rows(value["keyboard"], "keyboard")
    return tuple(tuple(_label(button) for button in row) for row in rows)


def _label(button: Json) -> str:
    return str(button.get("text", "")) if isinstance(button, dict) else str(button)


def inline_json(rows: InlineRows) -> JsonObject | None:
    """The keyboard as the Bot API writes it, or None when there is none."""
    if not rows:
        return None
    return {"inline_keyboard": [[msgspec.to_builtins(button) for button in row] for row in rows]}

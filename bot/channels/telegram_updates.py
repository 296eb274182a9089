"""An update of Telegram, translated into an arrival.

An update that cannot be translated must not hold up the others that came with it: it is passed on
as an arrival that says so.
"""

import json
from collections.abc import Iterator

import msgspec
from msgspec import Raw, Struct

from bot.channels.base import Arrival
from bot.channels.telegram_media import media_of
from bot.channels.telegram_wire import Answer, CallbackQuery, ChatMemberUpdated, Message, Update
from dialogs.events import Commanded, Incoming, Left, Media, Said, Unsupported
from dialogs.taps import decode

WANTED = ["message", "edited_message", "callback_query", "my_chat_member"]
"""The kinds of update we ask for."""


class _Fields(Struct, frozen=True):
    """A message of which only the names of its fields are read."""

    message: dict[str, Raw]


_answers = msgspec.json.Decoder(Answer[list[Raw]])
_updates = msgspec.json.Decoder(Update)
_messages = msgspec.json.Decoder(_Fields)


def arrivals_of(answer: bytes) -> list[Arrival]:
    """Return what the updates in an answer to getUpdates mean.

    Raises:
        ValueError: it is no such answer.
    """
    return [each for raw in _each(answer) if (each := arrival_of(raw)) is not None]


def arrival_of(raw: bytes | Raw) -> Arrival | None:
    """Return what an update means; None when it has no number and so cannot be one."""
    try:
        return _translated(_updates.decode(raw), raw)
    except ValueError:  # of another shape, or a text in it is no Unicode
        number = _number_of(bytes(raw))
        if number is None:
            return None
        return Arrival(update_id=number, user="", chat=0, readable=False)


def _each(answer: bytes) -> Iterator[bytes | Raw]:
    """Yield the updates one by one, also when a text in one of them is no Unicode."""
    try:
        yield from _answers.decode(answer).result
    except msgspec.DecodeError:
        loaded = msgspec.convert(_loaded(answer), Answer[list[object]])
        yield from (json.dumps(each).encode() for each in loaded.result)


def _number_of(raw: bytes) -> int | None:
    try:
        loaded = _loaded(raw)
    except ValueError:
        return None
    number = loaded.get("update_id") if isinstance(loaded, dict) else None
    return number if isinstance(number, int) else None


def _loaded(raw: bytes) -> object:
    return json.loads(raw.decode(errors="replace"))


def _translated(update: Update, raw: bytes | Raw) -> Arrival:
    if update.callback_query is not None:
        return _tap(update.update_id, update.callback_query)
    if update.my_chat_member is not None:
        return _membership(update.update_id, update.my_chat_member)
    message = update.message or update.edited_message
    if message is None or message.sender is None or message.sender.is_bot:
        return _nothing(update.update_id)
    if message.chat.type != "private":
        return _nothing(update.update_id)
    return Arrival(
        update_id=update.update_id,
        user=str(message.sender.id),
        chat=message.chat.id,
        message_id=message.message_id,
        incoming=_edited(message) if update.message is None else _meaning(message, raw),
    )


def _nothing(number: int) -> Arrival:
    return Arrival(update_id=number, user="", chat=0)


def _tap(number: int, query: CallbackQuery) -> Arrival:
    if query.message is None or query.message.chat.type != "private":
        return _nothing(number)
    return Arrival(
        update_id=number,
        user=str(query.sender.id),
        chat=query.message.chat.id,
        message_id=query.message.message_id,
        query_id=query.id,
        incoming=decode(query.data or "", locale=query.sender.language_code or ""),
    )


def _membership(number: int, change: ChatMemberUpdated) -> Arrival:
    if change.chat.type != "private":
        return _nothing(number)
    left = change.new_chat_member.status == "kicked"
    return Arrival(
        update_id=number,
        user=str(change.sender.id),
        chat=change.chat.id,
        incoming=Left() if left else None,
    )


def _edited(message: Message) -> Incoming:
    return Unsupported(media=Media.EDITED, locale=_locale(message))


def _meaning(message: Message, raw: bytes | Raw) -> Incoming | None:
    locale = _locale(message)
    if message.text is None:
        media = media_of(_messages.decode(raw).message)
        return None if media is None else Unsupported(media=media, locale=locale)
    if message.forward_origin is not None or message.via_bot is not None:
        return Unsupported(media=Media.FORWARDED, locale=locale)
    if message.text.startswith("/"):
        return _command(message.text, locale)
    return Said(text=message.text, locale=locale)


def _command(text: str, locale: str) -> Commanded:
    """Return a command; what belongs to it may stand on the next line."""
    name = text[1:].split(maxsplit=1)[0] if text[1:2].strip() else ""
    return Commanded(
        name=name.partition("@")[0], rest=text[1 + len(name) :].lstrip(), locale=locale
    )


def _locale(message: Message) -> str:
    return (message.sender and message.sender.language_code) or ""

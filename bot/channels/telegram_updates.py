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
        return _unreadable(bytes(raw))


def _each(answer: bytes) -> Iterator[bytes | Raw]:
    """Yield the updates one by one, also when a text in one of them is no Unicode."""
    try:
        yield from _answers.decode(answer).result
    except msgspec.DecodeError:
        loaded = msgspec.convert(_loaded(answer), Answer[list[object]])
        yield from (json.dumps(each).encode() for each in loaded.result)


def _unreadable(raw: bytes) -> Arrival | None:
    """Return an update by its number alone; where it is a tap, its button is let go."""
    try:
        loaded = _loaded(raw)
    except ValueError:
        return None
    number = _field(loaded, "update_id")
    if not isinstance(number, int):
        return None
    query_id = _field(_field(loaded, "callback_query"), "id")
    return _nothing(number, query_id if isinstance(query_id, str) else None, readable=False)


def _field(loaded: object, name: str) -> object:
    return loaded.get(name) if isinstance(loaded, dict) else None


def _loaded(raw: bytes) -> object:
    return json.loads(raw.decode(errors="replace"))


def _translated(update: Update, raw: bytes | Raw) -> Arrival:
    if update.callback_query is not None:
        return _tap(update.update_id, update.callback_query)
    if update.my_chat_member is not None:
        return _membership(update.update_id, update.my_chat_member)
    message = update.message or update.edited_message
    if message is None or message.sender is None:
        return _nothing(update.update_id)
    if message.sender.is_bot:  # two that answer each other would never end
        return _nothing(update.update_id)
    if message.chat.type != "private":  # not said to us, and an answer tells others who takes part
        return _nothing(update.update_id)
    incoming = _edited(message) if update.message is None else _meaning(message, raw)
    return Arrival(
        update_id=update.update_id,
        user=str(message.sender.id),
        chat=message.chat.id,
        message_id=message.message_id,
        incoming=incoming,
        quiet=incoming is None and update.message is None,
        album=(update.message and update.message.media_group_id) or "",
    )


def _nothing(number: int, query_id: str | None = None, *, readable: bool = True) -> Arrival:
    return Arrival(update_id=number, user="", chat=0, query_id=query_id, readable=readable)


def _tap(number: int, query: CallbackQuery) -> Arrival:
    if query.message is None or query.message.chat.type != "private":
        return _nothing(number, query.id)
    return Arrival(
        update_id=number,
        user=str(query.sender.id),
        chat=query.message.chat.id,
        message_id=query.message.message_id,
        query_id=query.id,
        incoming=decode(query.data or "", locale=query.sender.language_code or ""),
    )


def _membership(number: int, change: ChatMemberUpdated) -> Arrival:
    return Arrival(
        update_id=number,
        user=str(change.sender.id),
        chat=change.chat.id,
        incoming=_change(change),
    )


def _change(change: ChatMemberUpdated) -> Incoming | None:
    """Return what has become of us in a chat. In a channel we would speak to everybody."""
    before = change.old_chat_member.status if change.old_chat_member else ""
    now = change.new_chat_member.status
    if change.chat.type == "private":
        return Left() if now == "kicked" else None
    if change.chat.type == "channel" or before not in _OUTSIDE or now in _OUTSIDE:
        return None
    return Unsupported(media=Media.GROUP, locale=change.sender.language_code or "")


_OUTSIDE = {"left", "kicked"}


def _edited(message: Message) -> Incoming | None:
    """Return what a change means; None for a place shared live, which changes as somebody moves."""
    if message.location is not None:
        return None
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

"""Formatted text: what a message says, and where it is bold.

Telegram counts in UTF-16 code units, so one emoji is two long.
Source: Bot API, "MessageEntity" and "Formatting options".
"""

import html
import re
from collections import defaultdict
from collections.abc import Sequence

import msgspec

from bot.practice.wire import JsonObject

MAX_ENTITIES = 100  # telegram.constants.MessageLimit.MESSAGE_ENTITIES
_COMMAND = re.compile(r"(?<![^\s])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![A-Za-z0-9_/])")


class Entity(msgspec.Struct, frozen=True, omit_defaults=True):
    """One stretch of special text; `offset` and `length` in UTF-16 code units."""

    type: str
    offset: int
    length: int
    url: str | None = None
    language: str | None = None
    custom_emoji_id: str | None = None


class FormattedText(msgspec.Struct, frozen=True):
    """Plain text with its entities."""

    text: str
    entities: tuple[Entity, ...] = ()


def utf16_length(text: str) -> int:
    """The length of `text` in UTF-16 code units."""
    if text.isascii():
        return len(text)
    return len(text) + sum(1 for character in text if ord(character) > 0xFFFF)


def trimmed(formatted: FormattedText) -> FormattedText:
    """Without white space at both ends, as Telegram stores every message."""
    text = formatted.text.strip()
    if text == formatted.text:
        return formatted
    start = utf16_length(formatted.text) - utf16_length(formatted.text.lstrip())
    kept = (_clipped(entity, start, utf16_length(text)) for entity in formatted.entities)
    return FormattedText(text, tuple(entity for entity in kept if entity.length > 0))


def _clipped(entity: Entity, cut: int, end: int) -> Entity:
    first = max(entity.offset - cut, 0)
    last = min(entity.offset + entity.length - cut, end)
    return msgspec.structs.replace(entity, offset=first, length=last - first)


def with_commands(text: str) -> FormattedText:
    """What a person typed: Telegram itself marks `/commands` in it as entities."""
    if "/" not in text:
        return FormattedText(text)
    found = (
        Entity("bot_command", utf16_length(text[: match.start()]), len(match.group()))
        for match in _COMMAND.finditer(text)
    )
    return FormattedText(text, tuple(found))


def entities_json(entities: Sequence[Entity]) -> list[JsonObject] | None:
    """The entities as the Bot API writes them, or None when there are none."""
    return [msgspec.to_builtins(entity) for entity in entities] or None


_TAGS = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "spoiler": "tg-spoiler",
    "blockquote": "blockquote",
    "expandable_blockquote": "blockquote",
    "code": "code",
    "pre": "pre",
}


def to_html(formatted: FormattedText) -> str:
    """The text as HTML, escaped, for showing the chat on a page."""
    if not formatted.entities:
        return html.escape(formatted.text)
    marks = _marks(formatted.entities)
    pieces: list[str] = []
    position = 0
    for character in formatted.text:
        pieces.extend(marks.pop(position, ()))
        pieces.append(html.escape(character))
        position += 2 if ord(character) > 0xFFFF else 1
    return "".join([*pieces, *marks.pop(position, ())])


def _marks(entities: Sequence[Entity]) -> dict[int, list[str]]:
    """The tags to write at each position: inner ones close first, outer ones open first."""
    marks: dict[int, list[str]] = defaultdict(list)
    outer_first = sorted(entities, key=lambda entity: (entity.offset, -entity.length))
    for entity in reversed(outer_first):
        if closing := _tag(entity, closing=True):
            marks[entity.offset + entity.length].append(closing)
    for entity in outer_first:
        if opening := _tag(entity, closing=False):
            marks[entity.offset].append(opening)
    return marks


def _tag(entity: Entity, *, closing: bool) -> str:
    if entity.type == "text_link":
        return "</a>" if closing else f'<a href="{html.escape(entity.url or "")}">'
    if name := _TAGS.get(entity.type):
        return f"</{name}>" if closing else f"<{name}>"
    return ""

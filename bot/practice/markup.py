"""Reads `parse_mode=HTML` as Telegram reads it, mistakes included.

The sentences of the errors and the byte offsets in them are those of TDLib (`parse_html` in
td/telegram/MessageEntity.cpp), which the Bot API repeats after "can't parse entities: ".
"""

import re
from typing import NamedTuple

from bot.practice.entities import Entity, FormattedText

_TYPE_OF_TAG = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "blockquote": "blockquote",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "tg-emoji": "custom_emoji",
}
_CHARACTER = re.compile(r"&(?:#(?P<decimal>\d+)|#x(?P<hex>[0-9A-Fa-f]+)|(?P<name>[A-Za-z]+));?")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_PLAIN = re.compile(r"[^<&]+")
_TAG_NAME = re.compile(r"[^\s>]*")
_ATTRIBUTE_NAME = re.compile(r"[^\s=>/\"']*")
_NAME_TOKEN = re.compile(r"[A-Za-z0-9.-]*")
_SPACE = re.compile(r"\s*")
_SCHEMES = frozenset({"http", "https", "tg", "ton"})
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)*(?::\d+)?(?:[/?#]\S*)?\Z")
_LARGEST_CHARACTER = 0x10FFFF


class MarkupError(ValueError):
    """The text is not HTML that Telegram reads; the message says why, in Telegram's words."""


class _OpenTag(NamedTuple):
    name: str
    argument: str
    offset: int
    text_length: int


def parse_html(source: str) -> FormattedText:
    """The plain text and the entities of `source`.

    Raises:
        MarkupError: with TDLib's own sentence.
    """
    if "<" not in source and "&" not in source:
        return FormattedText(source)
    return _Reader(source).read()


class _Reader:
    """Walks through the source once, from left to right."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._at = 0
        self._text: list[str] = []
        self._offset = 0
        self._open: list[_OpenTag] = []
        self._entities: list[Entity] = []

    def read(self) -> FormattedText:
        while self._at < len(self._source):
            if self._source[self._at] == "<":
                self._read_tag()
            else:
                self._read_characters()
        if self._open:
            name = self._open[-1].name
            raise MarkupError(f'Can\'t find end tag corresponding to start tag "{name}"')
        order = sorted(self._entities, key=lambda entity: (entity.offset, -entity.length))
        return FormattedText("".join(self._text), tuple(order))

    def _read_characters(self) -> None:
        if plain := _PLAIN.match(self._source, self._at):
            self._at = plain.end()
            self._write(plain.group())
        else:
            self._write(self._read_reference())

    def _write(self, text: str) -> None:
        self._text.append(text)
        self._offset += sum(2 if ord(character) > 0xFFFF else 1 for character in text)

    def _read_reference(self) -> str:
        """The character behind `&...;`; an unknown name is ordinary text."""
        character, self._at = _reference(self._source, self._at)
        return character

    def _read_tag(self) -> None:
        begin = self._at
        self._at += 1
        if self._source.startswith("/", self._at):
            self._at += 1
            self._read_end_tag(begin)
        else:
            self._read_start_tag(begin)

    def _read_start_tag(self, begin: int) -> None:
        name = self._take(_TAG_NAME).lower()
        if self._at >= len(self._source):
            raise self._error("Unclosed start tag", begin)
        if name not in _TYPE_OF_TAG:
            raise self._error(f'Unsupported start tag "{name}"', begin)
        argument = self._read_attributes(name, begin)
        if name == "span" and argument != "tg-spoiler":
            raise self._error('Tag "span" must have class "tg-spoiler"', begin)
        self._open.append(_OpenTag(name, argument, self._offset, len(self._text)))

    def _read_attributes(self, tag: str, begin: int) -> str:
        """The one attribute value of this tag that means something."""
        argument = ""
        while True:
            self._take(_SPACE)
            if self._source.startswith(">", self._at):
                self._at += 1
                return argument
            name = self._take(_ATTRIBUTE_NAME).lower()
            if not name:
                raise self._error(f'Empty attribute name in the tag "{tag}"', begin)
            value = self._read_attribute_value(tag, begin)
            argument = _meaning(tag, name, value) or argument

    def _read_attribute_value(self, tag: str, begin: int) -> str:
        self._take(_SPACE)
        if not self._source.startswith("=", self._at):
            self._expect_more(f'Unclosed start tag "{tag}"', begin)
            return ""
        self._at += 1
        self._take(_SPACE)
        self._expect_more(f'Unclosed start tag "{tag}"', begin)
        if self._source[self._at] in "\"'":
            value = self._read_quoted()
            self._expect_more("Unclosed start tag", begin)
            return value
        start = self._at
        value = self._take(_NAME_TOKEN).lower()
        if not re.match(r"[\s>]", self._source[self._at : self._at + 1]):
            raise self._error("Unexpected end of name token", start)
        return value

    def _read_quoted(self) -> str:
        quote = self._source[self._at]
        self._at += 1
        value: list[str] = []
        while self._at < len(self._source) and self._source[self._at] != quote:
            if self._source[self._at] == "&":
                value.append(self._read_reference())
            else:
                value.append(self._source[self._at])
                self._at += 1
        self._at += 1
        return "".join(value)

    def _read_end_tag(self, begin: int) -> None:
        if not self._open:
            raise self._error("Unexpected end tag", begin)
        name = self._take(_TAG_NAME).lower()
        self._take(_SPACE)
        if not self._source.startswith(">", self._at):
            raise self._error("Unclosed end tag", begin)
        self._at += 1
        expected = self._open.pop()
        if name and name != expected.name:
            where = f"Unmatched end tag at byte offset {self._bytes_before(begin)}"
            raise MarkupError(f'{where}, expected "</{expected.name}>", found "</{name}>"')
        self._close(expected)

    def _close(self, tag: _OpenTag) -> None:
        length = self._offset - tag.offset
        if length == 0:
            return
        kind = _TYPE_OF_TAG[tag.name]
        if tag.name == "pre" and self._entities:
            inner = self._entities[-1]
            if inner.language and (inner.offset, inner.length) == (tag.offset, length):
                self._entities[-1] = Entity("pre", tag.offset, length, language=inner.language)
                return
        if tag.name == "a":
            self._close_link(tag, length)
        elif tag.name == "blockquote" and tag.argument:
            self._entities.append(Entity("expandable_blockquote", tag.offset, length))
        elif tag.name == "code":
            language = tag.argument or None
            self._entities.append(Entity(kind, tag.offset, length, language=language))
        elif tag.name == "tg-emoji":
            self._close_emoji(tag, length)
        else:
            self._entities.append(Entity(kind, tag.offset, length))

    def _close_link(self, tag: _OpenTag, length: int) -> None:
        """A link without a usable address stays plain text."""
        address = tag.argument or "".join(self._text[tag.text_length :])
        if url := _url(address):
            self._entities.append(Entity("text_link", tag.offset, length, url=url))

    def _close_emoji(self, tag: _OpenTag, length: int) -> None:
        if not tag.argument.isdecimal():
            raise MarkupError("Invalid custom emoji identifier specified")
        emoji = Entity("custom_emoji", tag.offset, length, custom_emoji_id=tag.argument)
        self._entities.append(emoji)

    def _take(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self._source, self._at)
        if match is None:
            return ""
        self._at = match.end()
        return match.group()

    def _expect_more(self, complaint: str, begin: int) -> None:
        if self._at >= len(self._source):
            raise self._error(complaint, begin)

    def _error(self, complaint: str, position: int) -> MarkupError:
        return MarkupError(f"{complaint} at byte offset {self._bytes_before(position)}")

    def _bytes_before(self, position: int) -> int:
        return len(self._source[:position].encode())


def _reference(source: str, at: int) -> tuple[str, int]:
    """The character that `&...` at `at` stands for, and the position after it."""
    match = _CHARACTER.match(source, at)
    if match is None:
        return "&", at + 1
    if match["name"]:
        known = _NAMED.get(match["name"])
        return (known, match.end()) if known else ("&", at + 1)
    code = int(match["decimal"]) if match["decimal"] else int(match["hex"], 16)
    if not 0 < code < _LARGEST_CHARACTER:
        return "&", at + 1
    if 0xD800 <= code <= 0xDFFF:
        raise MarkupError(
            "Text contains invalid Unicode characters after decoding HTML entities, "
            "check for unmatched surrogate code units"
        )
    return chr(code), match.end()


def _meaning(tag: str, attribute: str, value: str) -> str:
    """What an attribute contributes to its tag; most contribute nothing."""
    match tag, attribute:
        case ("a", "href") | ("tg-emoji", "emoji-id") | ("span", "class"):
            return value
        case "code", "class" if value.startswith("language-"):
            return value.removeprefix("language-")
        case "blockquote", "expandable":
            return "expandable"
        case _:
            return ""


def _url(address: str) -> str | None:
    """The address as Telegram keeps it, or None for what it does not take for one."""
    scheme, separator, rest = address.strip().partition("://")
    if not separator:
        scheme, rest = "http", address.strip()
    if scheme.lower() not in _SCHEMES or not _HOST.match(rest):
        return None
    return (
        f"{scheme}://{rest}"
        if "/" in rest or (separator and scheme == "tg")
        else _rooted(scheme, rest)
    )


def _rooted(scheme: str, rest: str) -> str:
    """A bare host gets the slash that stands for its root."""
    host, question, query = rest.partition("?")
    return f"{scheme}://{host}/{question}{query}"

"""Strict YAML with line numbers: what a stranger's file may hold, and where each value stood.

Anchors, aliases, tags and duplicate keys are refused, since they can hide what a file says or
make a small file enormous. Keys are always texts, so a language key such as `no` stays a text.
The text is read once, event by event, so that nothing deep or hidden is ever built.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import yaml

from dialogs.unseen import first_unseen, name_of

Plain = str | int | float | bool | None | dt.date | list["Plain"] | dict[str, "Plain"]

MAX_BYTES = 256 * 1024
MAX_DEPTH = 10
"""The fields need 6; `show_if` begins at 4 and may hold three combinations in each other."""

MAX_VALUES = 20_000
"""Far more than 60 questions need; it bounds the time that a file of crumbs can take."""

MAX_NUMBER = 10**15
"""Larger numbers lose their last digits on the way."""

_TAG = "tag:yaml.org,2002:"

if TYPE_CHECKING:
    _Base = yaml.SafeLoader
else:  # the one in C is ten times as fast, wherever PyYAML was built with it
    _Base = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Loader(_Base):
    """The safe loader, with the booleans and numbers of YAML 1.2.

    So options named `yes`, `no` and `on`, hours such as 12:30 and ids such as 12_14 are words, as
    their author meant; and no figure is read in base 8 or 60.
    """


_PLAIN = {
    "bool": (re.compile(r"(?:true|false)$"), "tf"),
    "int": (re.compile(r"[-+]?[0-9]+$"), "-+0123456789"),
    "float": (
        re.compile(
            r"[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*|[0-9]+(?=[eE]))(?:[eE][-+]?[0-9]+)?$"
            r"|[-+]?\.(?:inf|Inf|INF)$|\.(?:nan|NaN|NAN)$"
        ),
        "-+0123456789.",
    ),
}
_KEPT = frozenset({f"{_TAG}null", f"{_TAG}timestamp"})
Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag in _KEPT]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
for _name, (_pattern, _first) in _PLAIN.items():
    Loader.add_implicit_resolver(_TAG + _name, _pattern, list(_first))


def _float(text: str) -> float:
    return float(text.lower().replace(".inf", "inf").replace(".nan", "nan"))


_READ: dict[str, Callable[[str], Plain]] = {
    f"{_TAG}bool": lambda text: text == "true",
    f"{_TAG}int": int,
    f"{_TAG}float": _float,
    f"{_TAG}null": lambda _: None,
    f"{_TAG}timestamp": dt.date.fromisoformat,
}
"""How a plain word of each type is read; everything else is a text."""


class YamlRefusedError(ValueError):
    """The text is not YAML that we take; `line` counts from 1."""

    def __init__(self, line: int, what: str, remedy: str) -> None:
        self.line = line
        self.what = what
        self.remedy = remedy
        super().__init__(f"line {line}: {what} {remedy}")


class Lines:
    """The place of every value, by its path (`$.questions[2].text`), as msgspec writes paths.

    A value with a name stands where its name does.
    Values can come from several files: `file` is the one that those without a name came from.
    """

    def __init__(self, file: str = "") -> None:
        self.file = file
        self._by_path: dict[str, tuple[str, int]] = {}

    def note(self, path: str, line: int, file: str = "") -> None:
        """Remember that the value at `path` begins on `line`."""
        self._by_path[path] = file or self.file, line

    def place(self, path: str) -> tuple[str, int]:
        """Return file and line of `path`, or of the nearest value around it."""
        while path not in self._by_path and path:
            path = path[: max(path.rfind("."), path.rfind("["), 0)]
        return self._by_path.get(path, (self.file, 1))

    def of(self, path: str) -> int:
        """Return the line of `path`, or of the nearest value around it."""
        return self.place(path)[1]


def parse(text: str, file: str = "") -> tuple[Plain, Lines]:
    """Return the values of a YAML text and their lines.

    Raises:
        YamlRefusedError: the text is too long, too deep, or holds what we refuse.
    """
    text = text.removeprefix("\ufeff")
    if len(text.encode(errors="surrogatepass")) > MAX_BYTES:
        raise YamlRefusedError(1, "The file is over 256 KiB.", "Split the round in two.")
    _refuse_unseen(text, 1)
    lines = Lines(file)
    try:
        return _Reader(text, lines).document(), lines
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise YamlRefusedError(
            line, f"Not readable as YAML: {error.problem}.", "Check the indentation and quotes."
        ) from None
    except yaml.reader.ReaderError as error:
        raise YamlRefusedError(
            1, "The file holds a character that YAML does not allow.", "Save it as UTF-8 text."
        ) from error


def _refuse_unseen(text: str, line: int) -> None:
    at = first_unseen(text)
    if at is not None:
        raise YamlRefusedError(
            line + text.count("\n", 0, at),
            f"There is a character that cannot be seen: {name_of(text[at])}.",
            "Delete it, or type the text again.",
        )


def _refuse_escaped(event: yaml.ScalarEvent) -> None:
    """Refuse what was not in the text that has been looked through: an escape in quotes."""
    if event.style == '"':
        _refuse_unseen(event.value, _line(event))


class _Reader:
    """Builds plain values from the events of one document."""

    def __init__(self, text: str, lines: Lines) -> None:
        self._loader: Any = Loader(text)  # the stubs leave its methods untyped
        self._lines = lines
        self._depth = 0
        self._count = 0

    def document(self) -> Plain:
        self._next()
        if isinstance(self._next(), yaml.StreamEndEvent):
            raise YamlRefusedError(1, "The file is empty.", "Start from a shipped example.")
        value = self._value(self._next(), "$", 1)
        self._next()
        after = self._next()
        if not isinstance(after, yaml.StreamEndEvent):
            raise YamlRefusedError(
                _line(after), "A second document begins here (---).", "Keep one round in a file."
            )
        return value

    def _next(self) -> yaml.Event:
        event: yaml.Event | None = self._loader.get_event()
        if event is None:
            raise YamlRefusedError(1, "The file ends too early.", "Check the end of the file.")
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise YamlRefusedError(
                _line(event), "Anchors and aliases (& and *) are not allowed.", "Write it out."
            )
        if getattr(event, "tag", None):
            raise YamlRefusedError(
                _line(event), "Tags (!) are not allowed.", "Put the text in quotes."
            )
        return event

    def _value(self, event: yaml.Event, path: str, line: int) -> Plain:
        self._lines.note(path, line)
        self._count += 1
        if self._count > MAX_VALUES:
            raise YamlRefusedError(
                _line(event), "The file holds more than 20,000 values.", "Split the round in two."
            )
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise YamlRefusedError(
                _line(event), "The file is nested too deeply.", "Use the documented fields."
            )
        mapping = isinstance(event, yaml.MappingStartEvent)
        value: Plain = dict(self._pairs(path)) if mapping else list(self._items(path))
        self._depth -= 1
        return value

    def _items(self, path: str) -> Iterator[Plain]:
        index = 0
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            yield self._value(event, f"{path}[{index}]", _line(event))
            index += 1

    def _pairs(self, path: str) -> Iterator[tuple[str, Plain]]:
        seen: set[str] = set()
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                raise YamlRefusedError(
                    _line(event), "A key must be a plain word.", "Check the indentation."
                )
            key = event.value
            _refuse_escaped(event)
            if key in seen:
                raise YamlRefusedError(
                    _line(event), f"“{key}” is there twice.", "Remove one of the two."
                )
            seen.add(key)
            yield key, self._value(self._next(), f"{path}.{key}", _line(event))

    def _scalar(self, event: yaml.ScalarEvent) -> Plain:
        _refuse_escaped(event)
        tag = self._loader.resolve(yaml.ScalarNode, event.value, event.implicit)
        if tag.endswith("timestamp") and len(event.value) > len("2027-02-15"):
            raise YamlRefusedError(
                _line(event), "A time of day is not expected here.", "Write a date: 2027-02-15."
            )
        try:
            value = _READ.get(tag, str)(event.value)
        except ValueError:
            raise YamlRefusedError(
                _line(event), "This date or number does not exist.", "Correct it."
            ) from None
        if isinstance(value, int | float) and not -MAX_NUMBER <= value <= MAX_NUMBER:
            raise YamlRefusedError(_line(event), "This number is too large.", "Use a smaller one.")
        return value


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1

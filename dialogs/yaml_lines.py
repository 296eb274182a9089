"""Strict YAML with line numbers: what a stranger's file may hold, and where each value stood.

Anchors, aliases, tags and duplicate keys are refused, since they can hide what a file says or
make a small file enormous. Keys are always texts, so a language key such as `no` stays a text.
"""

import datetime as dt
import re
from collections.abc import Iterator

import yaml

Plain = str | int | float | bool | None | dt.date | list["Plain"] | dict[str, "Plain"]

MAX_BYTES = 256 * 1024
MAX_DEPTH = 12

_BOOL = "tag:yaml.org,2002:bool"


class _Scalars(yaml.SafeLoader):
    """The safe loader, with `true` and `false` as the only booleans, as in YAML 1.2.

    A round has options named `yes`, `no` and `on`; they are words here, as their author meant.
    """


_Scalars.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != _BOOL]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Scalars.add_implicit_resolver(_BOOL, re.compile(r"^(?:true|false)$"), list("tf"))


class YamlRefusedError(ValueError):
    """The text is not YAML that we take; `line` counts from 1."""

    def __init__(self, line: int, what: str, remedy: str) -> None:
        self.line = line
        self.what = what
        self.remedy = remedy
        super().__init__(f"line {line}: {what} {remedy}")


class Lines:
    """The line of every value, by its path (`$.questions[2].text`), as msgspec writes paths."""

    def __init__(self) -> None:
        self._by_path: dict[str, int] = {}

    def note(self, path: str, line: int) -> None:
        """Remember that the value at `path` begins on `line`."""
        self._by_path[path] = line

    def of(self, path: str) -> int:
        """Return the line of `path`, or of the nearest value around it."""
        while path not in self._by_path and path:
            path = path[: max(path.rfind("."), path.rfind("["), 0)]
        return self._by_path.get(path, 1)


def parse(text: str) -> tuple[Plain, Lines]:
    """Return the values of a YAML text and their lines.

    Raises:
        YamlRefusedError: the text is too long, too deep, or holds what we refuse.
    """
    if len(text.encode()) > MAX_BYTES:
        raise YamlRefusedError(1, "The file is over 256 KiB.", "Split the round in two.")
    try:
        _refuse_indirection(text)
        node = yaml.compose(text, Loader=_Scalars)
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
    if node is None:
        raise YamlRefusedError(1, "The file is empty.", "Start from a shipped example.")
    lines = Lines()
    return _value(node, "$", lines), lines


def _refuse_indirection(text: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=_Scalars):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise YamlRefusedError(
                line, "Anchors and aliases (& and *) are not allowed.", "Write the text out."
            )
        if getattr(event, "tag", None):
            raise YamlRefusedError(line, "Tags (!) are not allowed.", "Put the text in quotes.")
        if depth > MAX_DEPTH:
            raise YamlRefusedError(
                line, "The file is nested too deeply.", "Use the documented fields."
            )


def _value(node: yaml.Node, path: str, lines: Lines) -> Plain:
    lines.note(path, _line(node))
    if isinstance(node, yaml.MappingNode):
        return {key: _value(value, f"{path}.{key}", lines) for key, value in _pairs(node)}
    if isinstance(node, yaml.SequenceNode):
        return [_value(value, f"{path}[{index}]", lines) for index, value in enumerate(node.value)]
    return _scalar(node)


def _pairs(node: yaml.MappingNode) -> Iterator[tuple[str, yaml.Node]]:
    seen: set[str] = set()
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise YamlRefusedError(
                _line(key), "A key must be a plain word.", "Check the indentation."
            )
        if key.value in seen:
            raise YamlRefusedError(
                _line(key), f"“{key.value}” is there twice.", "Remove one of the two."
            )
        seen.add(key.value)
        yield key.value, value


def _scalar(node: yaml.Node) -> Plain:
    loader = _Scalars("")
    try:
        value = loader.construct_object(node)
    except ValueError:
        raise YamlRefusedError(
            _line(node), "This date or number does not exist.", "Correct it."
        ) from None
    except yaml.constructor.ConstructorError:
        raise YamlRefusedError(
            _line(node), "= and << mean something else in YAML.", "Put the text in quotes."
        ) from None
    if isinstance(value, dt.datetime):
        raise YamlRefusedError(
            _line(node), "A time of day is not expected here.", "Write a date, such as 2027-02-15."
        )
    if value is None or isinstance(value, str | int | float | dt.date):
        return value
    raise YamlRefusedError(
        _line(node), "This value is not a text, number or date.", "Put it in quotes."
    )


def _line(node: yaml.Node) -> int:
    return node.start_mark.line + 1

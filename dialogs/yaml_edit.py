"""Puts texts into a YAML file and leaves every other character as it is.

Comments, order, quotes and the width of lines belong to whoever writes the file. So nothing is
loaded and dumped: the place of a text is looked up, and only that place is written anew. What comes
out is read again, and refused unless it says what it should.
"""

import copy
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import yaml

from dialogs.yaml_lines import MAX_BYTES, Loader, Plain, YamlRefusedError, parse

WIDTH = 100
"""Columns after which a text is folded into several lines."""

Steps = tuple[str | int, ...]
"""What leads to a value: names of fields, and places in lists from 0."""

_STEP = re.compile(r"\.([^.\[]+)|\[(\d+)\]")
_WORD_GAP = re.compile(r"(?<=\S) (?=\S)")
_COMMENT = re.compile(r"[|>][-+0-9]*(?P<comment>[ \t]+#[^\r\n]*)?")


class _Change(NamedTuple):
    """What is to stand between two places of the file."""

    start: int
    end: int
    written: str


class _Place(NamedTuple):
    """Where a text is to be written.

    `indent` is the column of its key, `used` how much of its line is taken, `style` how it was
    written so far. `flow`: inside of braces, or before a comment, so that it has one line only.
    """

    indent: int
    used: int
    style: str
    flow: bool


_IN_BRACES = _Place(0, 0, "", flow=True)


def steps_of(path: str) -> Steps:
    """Return the steps of a path such as `$.questions[2].text`."""
    return tuple(name or int(place) for name, place in _STEP.findall(path.removeprefix("$")))


def put(text: str, changes: Mapping[Steps, str | int]) -> str:
    """Return the file `text` with these texts (or numbers) put in, each where its steps lead.

    A text that is there is replaced; one that is not becomes the last entry of its mapping, which
    must be there.

    Raises:
        YamlRefusedError: the file is not YAML that we take, or would not be with these texts in it.
    """
    wanted, _ = parse(text)
    wanted = copy.deepcopy(wanted)
    root = yaml.compose(text, Loader=Loader)
    if not isinstance(root, yaml.MappingNode):
        raise YamlRefusedError(1, "This is no file of fields.", "Start from a shipped example.")
    found = []
    for steps, wording in changes.items():
        found.append(_change(text, root, steps, wording))
        _set(wanted, steps, wording)
    changed = "".join(_pieces(text, sorted(found, key=lambda one: one.start)))
    if parse(changed)[0] != wanted:
        raise YamlRefusedError(1, "These texts cannot be put into the file.", "Write them in.")
    return changed


def _pieces(text: str, changes: list[_Change]) -> Iterator[str]:
    newline = "\r\n" if "\r\n" in text else "\n"
    here = 0
    for one in changes:
        yield text[here : one.start]
        yield one.written.replace("\n", newline)
        here = one.end
    yield text[here:]


def _set(values: Plain, steps: Steps, wording: str | int) -> None:
    here = values
    for step in steps[:-1]:
        here = here[step]  # type: ignore[index] # the same steps led to a node
    if isinstance(here, dict):
        here[str(steps[-1])] = wording


def _change(text: str, root: yaml.Node, steps: Steps, wording: str | int) -> _Change:
    node, flow = root, False
    for step in steps[:-1]:
        flow = flow or _in_braces(node)
        node = _inner(node, step)
    if not isinstance(node, yaml.MappingNode):
        raise YamlRefusedError(node.start_mark.line + 1, "Texts cannot stand here.", "Look it up.")
    flow, name = flow or _in_braces(node), str(steps[-1])
    for key, value in node.value:
        if key.value == name:
            return _replaced(text, value, wording, key.start_mark.column, flow=flow)
    return _added(text, node, name, wording, flow=flow)


def _in_braces(node: yaml.Node) -> bool:
    return isinstance(node, yaml.CollectionNode) and bool(node.flow_style)


def _inner(node: yaml.Node, step: str | int) -> yaml.Node:
    inner: yaml.Node
    if isinstance(node, yaml.MappingNode):
        inner = next(value for key, value in node.value if key.value == step)
    else:
        inner = node.value[int(step)]
    return inner


def _replaced(
    text: str, node: yaml.Node, wording: str | int, indent: int, *, flow: bool
) -> _Change:
    start, end = node.start_mark.index, _end(text, node)
    style = node.style or "" if isinstance(node, yaml.ScalarNode) else ""
    folded = style in {"|", ">"}
    if not folded and text[end:].partition("\n")[0].strip():
        flow = True
    written = _written(wording, _Place(indent, node.start_mark.column, style, flow))
    comment = _COMMENT.match(text, start) if folded else None
    if comment and comment["comment"]:
        head, newline, body = written.partition("\n")
        written = f"{head}{comment['comment']}{newline}{body}"
    return _Change(start, end, written)


def _added(
    text: str, node: yaml.MappingNode, name: str, wording: str | int, *, flow: bool
) -> _Change:
    key = _one_line(name, "", flow=flow)
    if not node.value:  # {}
        place = node.start_mark.index + 1
        return _Change(place, place, f"{key}: {_written(wording, _IN_BRACES)}")
    end = _end(text, node.value[-1][1])
    if flow:
        return _Change(end, end, f", {key}: {_written(wording, _IN_BRACES)}")
    rest = text[end:].partition("\n")[0].rstrip("\r")
    indent = node.value[0][0].start_mark.column
    written = _written(wording, _Place(indent, indent + len(key) + 2, "", flow=False))
    end += len(rest)
    return _Change(end, end, f"\n{' ' * indent}{key}: {written}")


def _end(text: str, node: yaml.Node) -> int:
    """Return where a value ends; the lines left blank after it are not its own."""
    start, end = node.start_mark.index, node.end_mark.index
    return start + len(text[start:end].rstrip())


def _written(wording: str | int, place: _Place) -> str:
    if isinstance(wording, int):
        return str(wording)
    if place.flow:
        return _one_line(wording, place.style, flow=True)
    line = _one_line(wording, place.style, flow=False)
    if place.style in {"|", ">"} or "\n" in wording or place.used + len(line) > WIDTH:
        block = _block(wording, place)
        if _says(f"x: {block}\n", wording):
            return block
    return line


def _one_line(wording: str, style: str, *, flow: bool) -> str:
    """Return a text in the first way of writing it that a reader takes as it is meant."""
    if len(wording.encode(errors="surrogatepass")) > MAX_BYTES:
        raise YamlRefusedError(1, "The file would be over 256 KiB.", "Shorten the texts.")
    ways = ('"', "'") if style == '"' else ("'", '"') if style == "'" else ("", "'", '"')
    for way in ways:
        dumped = yaml.safe_dump(wording, allow_unicode=True, width=10**9, default_style=way or None)
        line = dumped.removesuffix("\n").removesuffix("\n...")
        if "\n" not in line and _says(f"{{x: {line}}}" if flow else f"x: {line}\n", wording):
            return line
    raise YamlRefusedError(1, f"“{wording[:40]}” cannot be written.", "Type the text again.")


def _block(wording: str, place: _Place) -> str:
    """Return a text over several lines; what is folded is one line again when it is read."""
    inner = " " * (place.indent + 2)
    if place.style == "|":
        return "\n".join(
            ["|-", *(f"{inner}{line}" if line else "" for line in wording.split("\n"))]
        )
    paragraphs = ("\n".join(_folded(each, inner)) for each in wording.split("\n"))
    return ">-\n" + "\n\n".join(paragraphs)


def _folded(paragraph: str, inner: str) -> Iterator[str]:
    line = ""
    for word in _WORD_GAP.split(paragraph):
        if line and len(inner) + len(line) + 1 + len(word) > WIDTH:
            yield inner + line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield inner + line if line else ""


def _says(text: str, wording: str) -> bool:
    try:
        return parse(text)[0] == {"x": wording}
    except YamlRefusedError:
        return False

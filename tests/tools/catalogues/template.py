"""The template: every message that the code says, in order, with what a translator must know.

Babel walks the files; our extraction method reads the syntax tree, because what a message is (a
button, a heading, a sentence) is told by what it is handed to.
"""

import ast
import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import IO

from babel.messages.extract import extract
from msgspec import Struct

import dialogs
from tests.tools.catalogues import contexts
from tests.tools.catalogues.contexts import Kind

SOURCES = Path(dialogs.__file__).parent
POT = SOURCES / "locales" / "consult.pot"
BLANK = re.compile(r"\{(\w+)\}")

_HEAD = (
    "# Interface texts of consult: the template of all catalogues.\n"
    "# Made by `python -m tests.tools.catalogues extract`; not changed by hand.\n"
)
_HANDED_TO = {
    "Choice": contexts.BUTTON,
    "Notify": contexts.NOTICE,
    "Command": contexts.COMMAND,
}
_NAMED = {"heading": contexts.HEADING, "title": contexts.HEADING, "hint": contexts.HINT}
_FILES = {
    "holder_sheet.py": contexts.PAPER,
    "slips.py": contexts.SLIP,
    "placeholders.py": contexts.SHORT,
}


class Wanted(Struct, frozen=True):
    """One message of the code: its wording, where it is said, and what translators are told."""

    id: str
    files: tuple[str, ...]
    kind: Kind

    @property
    def limit(self) -> int | None:
        """How many characters a translation may have; None when any number."""
        return contexts.limit_of(self.id, self.kind)

    def comments(self) -> tuple[str, ...]:
        """Return what translators are told of it, one thing a line."""
        blanks = [f"{{{name}}}: {contexts.BLANKS[name]}." for name in blanks_of(self.id)]
        at_most = [f"At most {self.limit} characters."] if self.limit else []
        note = [contexts.NOTES[self.id]] if self.id in contexts.NOTES else []
        return (self.kind.told, *at_most, *blanks, *note)


def blanks_of(text: str) -> tuple[str, ...]:
    """Return the names of the blanks of a text, each once, in order."""
    return tuple(dict.fromkeys(BLANK.findall(text)))


def wanted() -> dict[str, Wanted]:
    """Return every message of the code by its wording, in the order of files and lines."""
    found: dict[str, Wanted] = {}
    for path in sorted(SOURCES.rglob("*.py")):
        name = f"dialogs/{path.relative_to(SOURCES).as_posix()}"
        with path.open("rb") as source:
            options = {"name": path.name}
            # Babel's types want a method to yield what `extract` itself yields.
            messages = list(extract(said, source, {"say": None}, options=options))  # type: ignore[arg-type]
        for _, message, comments, _ in messages:
            assert isinstance(message, str)
            found[message] = _joined(found.get(message), message, name, KINDS[comments[0]])
    return found


def _joined(known: Wanted | None, message: str, file: str, kind: Kind) -> Wanted:
    if known is None:
        return Wanted(message, (file,), kind)
    tighter = kind if (kind.limit or 999) < (known.kind.limit or 999) else known.kind
    return Wanted(message, tuple(dict.fromkeys((*known.files, file))), tighter)


def said(
    source: IO[bytes],
    keywords: Mapping[str, object],
    comment_tags: Collection[str],  # noqa: ARG001 - what Babel hands to every method
    options: Mapping[str, object],
) -> Iterator[tuple[int, str, list[str], list[str]]]:
    """Yield the messages of a file: an extraction method of Babel. The comment is the kind."""
    found = _said(ast.parse(source.read()), str(options["name"]), None)
    for (line, _), message, kind in sorted(found, key=lambda one: one[0]):
        yield line, next(iter(keywords)), [message], [kind.told]


_Place = tuple[int, int]


def _said(node: ast.AST, file: str, kind: Kind | None) -> Iterator[tuple[_Place, str, Kind]]:
    if isinstance(node, ast.keyword):
        kind = _NAMED.get(node.arg or "", kind)
    elif isinstance(node, ast.Call):
        text = _message(node)
        if text is not None:
            typed = isinstance(node.func, ast.Attribute) and node.func.attr == "words"
            place = (node.lineno, node.col_offset)
            yield place, text, contexts.TYPED if typed else _FILES.get(file) or kind or _by(text)
        kind = _HANDED_TO.get(_called(node), kind)
    for child in ast.iter_child_nodes(node):
        yield from _said(child, file, kind)


def _by(text: str) -> Kind:
    """Return what a message is that nothing is known of but its wording."""
    return contexts.SENTENCE if text[-1] in ".?!)" else contexts.PART


def _message(call: ast.Call) -> str | None:
    """Return what `say("…")`, `scene.say("…")` or `say.words("…")` says."""
    match call:
        case ast.Call(
            func=ast.Name("say")
            | ast.Attribute(attr="say")
            | ast.Attribute(ast.Name("say"), "words"),
            args=[ast.Constant(str() as text), *_],
        ):
            return text
    return None


def _called(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else ""


KINDS = {kind.told: kind for kind in vars(contexts).values() if isinstance(kind, Kind)}
"""All kinds by what translators are told: Babel carries texts, not objects."""


def text() -> str:
    """Return the template as a .pot file."""
    from tests.tools.catalogues import po  # noqa: PLC0415 - it reads this file

    head = po.header({"Content-Type": "text/plain; charset=utf-8"})
    entries = [po.entry(each, "", fuzzy=False) for each in wanted().values()]
    return "\n".join([_HEAD + head, *entries])

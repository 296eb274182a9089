"""Where the code says something to participants: `say("…")` and its like.

What a message is (a button, a heading, a sentence) is told by what it is handed to.
"""

import ast
from collections.abc import Iterator

from tests.tools.catalogues import contexts
from tests.tools.catalogues.contexts import Kind
from tests.tools.catalogues.messages import Message

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


def found(source: str, file: str) -> Iterator[Message]:
    """Yield the messages of a file in the order in which they are met."""
    yield from _said(ast.parse(source), file.rpartition("/")[2], None)


def _said(node: ast.AST, file: str, kind: Kind | None) -> Iterator[Message]:
    if isinstance(node, ast.keyword):
        kind = _NAMED.get(node.arg or "", kind)
    elif isinstance(node, ast.Call):
        text = _message(node)
        if text is not None:
            typed = isinstance(node.func, ast.Attribute) and node.func.attr == "words"
            told = contexts.TYPED if typed else _FILES.get(file) or kind or _by(text)
            yield Message((node.lineno, node.col_offset), text, told)
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

"""Where the code says something in a brief: `say("…")`, `compose(say, "…")` and their like."""

import ast
from collections.abc import Iterator

from tests.tools.catalogues import brief_contexts as contexts
from tests.tools.catalogues.contexts import Kind
from tests.tools.catalogues.messages import Message

_TEXTS = {
    "say": slice(0, 1),
    "words": slice(0, 1),
    "marked": slice(0, 1),
    "self": slice(0, 1),
    "template": slice(0, 1),
    "plural": slice(0, 2),
    "compose": slice(1, 2),
    "compose_plural": slice(1, 3),
}
"""Which arguments of a call are texts, by what is called."""
_FILES = {"charts.py": contexts.CHART, "amounts/strengths.py": contexts.STRENGTH}
_PROVED = {"claims/superlatives.py", "findings/groups.py"}
_EXPORTS = "exports/"


def found(source: str, file: str) -> Iterator[Message]:
    """Yield the messages of a file in the order in which they are met."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and (texts := _texts(node)):
            one, many = (*texts, "")[:2]
            yield Message(
                (node.lineno, node.col_offset), one, _kind(one, file, _called(node)), many
            )


def _texts(call: ast.Call) -> list[str]:
    """Return the texts of a call; none where it says what was marked elsewhere, or no text."""
    given = call.args[_TEXTS.get(_called(call), slice(0, 0))]
    return [
        one.value for one in given if isinstance(one, ast.Constant) and isinstance(one.value, str)
    ]


def _called(call: ast.Call) -> str:
    match call.func:
        case ast.Name(name) | ast.Attribute(attr=name):
            return name
    return ""


def _kind(text: str, file: str, called: str) -> Kind:
    if called.startswith("compose") or file in _PROVED:
        return contexts.PROVED
    if file in _FILES:
        return _FILES[file]
    sentence = text[-1] in ".?!"
    if file.startswith(_EXPORTS):
        return contexts.CODEBOOK if sentence else contexts.COLUMN
    return contexts.SENTENCE if sentence else contexts.LABEL

"""Sentences whose numbers can be traced, and the proof that they all are.

A sentence is made of parts. A number or a strength word names the cell it speaks of; the program
writes it. `prove` checks every part again before anything is printed, so a sentence that was put
together wrongly, or changed by hand, stops the build.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from admin.disclosure import Protected, ProtectedCell
from admin.linking import CellRef
from admin.words import Words


class ProofError(Exception):
    """A sentence states something that the tables do not say; the message names the sentence."""


class Form(StrEnum):
    """Which number of a cell is meant."""

    PERCENT = "percent"
    COUNT = "count"
    BASE = "base"


@dataclass(frozen=True)
class Plain:
    """Fixed words: no figures, no strength words."""

    text: str


@dataclass(frozen=True)
class Quoted:
    """Words of the round (a question, an option, an ask), as participants saw them."""

    text: str


@dataclass(frozen=True)
class Number:
    """A figure, as it is printed, and where it comes from."""

    text: str
    ref: CellRef
    form: Form


@dataclass(frozen=True)
class Strength:
    """A word like "most", and the share that it stands for."""

    text: str
    ref: CellRef


Part = Plain | Quoted | Number | Strength


@dataclass(frozen=True)
class Sentence:
    """Parts that are read one after the other."""

    parts: tuple[Part, ...]

    @property
    def text(self) -> str:
        """The sentence as it is printed."""
        return "".join(part.text for part in self.parts)


_STRENGTHS = (
    (90, "Nearly all"),
    (70, "A large majority"),
    (55, "Most"),
    (45, "About half"),
    (30, "A large minority"),
    (15, "A minority"),
    (0, "Few"),
)
"""The least share in whole per cent, and its word."""


def strength_of(cell: ProtectedCell, words: Words) -> str:
    """Return the strength word of a share; ProofError when nothing may be said of it."""
    if cell.nearly_all:
        return words(_STRENGTHS[0][1])
    if cell.percent is None:
        raise ProofError(f"There is no share to put into words at {'/'.join(cell.ref)}.")
    share = cell.percent
    return next(words(word) for least, word in _STRENGTHS if share >= least)


def strengths(words: Words) -> list[tuple[int, str]]:
    """Return every strength word with the least share it stands for."""
    return [(least, words(word)) for least, word in _STRENGTHS]


def number(cell: ProtectedCell, form: Form = Form.PERCENT) -> Number:
    """Return the figure of a cell; ProofError when it is hidden."""
    return Number(_printed(cell, form), cell.ref, form)


def strength(cell: ProtectedCell, words: Words) -> Strength:
    """Return the strength word of a cell, with its address."""
    return Strength(strength_of(cell, words), cell.ref)


def compose(words: Words, template: str, **parts: Part) -> Sentence:
    """Return the sentence of a template: its `{name}` places filled with `parts`.

    The order of the places is the translator's, so every language can say it in its own way.
    """
    pieces = re.split(r"\{(\w+)\}", words.template(template))
    return Sentence(
        tuple(
            parts[piece] if index % 2 else Plain(piece)
            for index, piece in enumerate(pieces)
            if piece
        )
    )


def prove(sentences: Iterable[Sentence], tables: Protected, words: Words) -> None:
    """Check every part of every sentence against the tables.

    Raises:
        ProofError: naming the first sentence that does not resolve, and why.
    """
    for sentence in sentences:
        for part in sentence.parts:
            reason = _fault(part, tables, words)
            if reason:
                raise ProofError(f"“{sentence.text}” cannot be printed: {reason}")


def _fault(part: Part, tables: Protected, words: Words) -> str:
    match part:
        case Quoted():
            return ""
        case Plain(text):
            return _fault_of_plain(text, words)
        case Number(text, ref, form):
            return _differs(text, ref, lambda cell: _printed(cell, form), tables)
        case Strength(text, ref):
            return _differs(text, ref, lambda cell: strength_of(cell, words), tables)


def _fault_of_plain(text: str, words: Words) -> str:
    if re.search(r"\d", text):
        return f"“{text.strip()}” holds a figure that names no cell."
    for _, word in strengths(words):
        if re.search(rf"\b{re.escape(word)}\b", text, re.IGNORECASE):
            return f"“{word}” names no share."
    return ""


def _differs(
    text: str, ref: CellRef, expected: Callable[[ProtectedCell], str], tables: Protected
) -> str:
    try:
        printed = expected(tables.cell(ref))
    except KeyError:
        return f"there is no cell {'/'.join(ref)}."
    except ProofError as error:
        return str(error)
    return "" if text == printed else f"it says “{text}”, the table says “{printed}”."


def _printed(cell: ProtectedCell, form: Form) -> str:
    value = {Form.PERCENT: cell.percent, Form.COUNT: cell.count, Form.BASE: cell.base}[form]
    if value is None:
        raise ProofError(f"The number at {'/'.join(cell.ref)} is hidden.")
    return f"{value}%" if form is Form.PERCENT else str(value)

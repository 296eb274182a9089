"""Sentences whose numbers can be traced, and the proof that they all are.

A sentence is made of parts. A number or a strength word names the cell it speaks of; the program
writes it. `prove` checks every part again before anything is printed, so a sentence that was put
together wrongly, or changed by hand, stops the build.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType

from admin.amounts import amount_in
from admin.disclosure import Protected, ProtectedCell
from admin.linking import CellRef
from admin.superlatives import WORDINGS, Superlative, holds
from admin.words import Words, marked
from dialogs.lints.tools.inflection import folded, form_in


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
class Typed:
    """Words that an organisation typed about answers: nothing in them claims how many.

    `language` is the one they are in; it need not be that of the fixed words.
    """

    text: str
    language: str


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


@dataclass(frozen=True)
class Cited:
    """An approved quote, as it is printed, and what it is called by."""

    text: str
    number: str


Part = Plain | Typed | Quoted | Number | Strength | Cited


@dataclass(frozen=True)
class Value:
    """A figure that is not written yet: how, depends on the language of its sentence."""

    cell: ProtectedCell
    form: Form


Given = Quoted | Strength | Value


@dataclass(frozen=True)
class Sentence:
    """Parts that are read one after the other, and what they put first, if they do."""

    parts: tuple[Part, ...]
    claim: Superlative | None = None

    @property
    def text(self) -> str:
        """The sentence as it is printed."""
        return "".join(part.text for part in self.parts)


_STRENGTHS = (
    (90, marked("Nearly all")),
    (70, marked("A large majority")),
    (55, marked("Most")),
    (45, marked("About half")),
    (30, marked("A large minority")),
    (15, marked("A minority")),
    (0, marked("Few")),
)
"""The least share in whole per cent, and its word."""

_POINTS = (".", "։")
_ENDED = re.compile(r"[.?!…։][”“»«\"]?$")
"""What ends a sentence; Armenian has a mark of its own."""


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


def number(cell: ProtectedCell, form: Form = Form.PERCENT) -> Value:
    """Return the figure of a cell; ProofError when it is hidden."""
    _value(cell, form)
    return Value(cell, form)


def strength(cell: ProtectedCell, words: Words) -> Strength:
    """Return the strength word of a cell, with its address."""
    return Strength(strength_of(cell, words), cell.ref)


def compose(words: Words, template: str, **parts: Given) -> Sentence:
    """Return the sentence of a template: its `{name}` places filled with `parts`.

    The order of the places is the translator's, so every language can say it in its own way.
    """
    return _filled(words, words.template(template), parts)


def superlative(words: Words, claim: Superlative, **parts: Given) -> Sentence:
    """Return the sentence that puts something first, with the cells it has to be proved by."""
    return replace(compose(words, claim.wording, **parts), claim=claim)


def compose_plural(words: Words, one: str, many: str, counted: int, /, **parts: Given) -> Sentence:
    """Return the sentence of the template that fits a number of people or things."""
    return _filled(words, words.form(one, many, counted), parts)


def _filled(words: Words, wording: str, parts: Mapping[str, Given]) -> Sentence:
    made: list[Part] = []
    for index, piece in enumerate(re.split(r"\{(\w+)\}", wording)):
        if index % 2:
            made.append(part_of(parts[piece], words))
        elif plain := _ended_once(made, piece):
            made.append(Plain(plain))
    return Sentence(tuple(made))


def part_of(given: Given, words: Words) -> Part:
    """Return a part as it stands in a sentence: a figure is written as the language does."""
    if isinstance(given, Value):
        return Number(_printed(given.cell, given.form, words), given.cell.ref, given.form)
    return given


def _ended_once(before: list[Part], piece: str) -> str:
    """Return a piece without the point that follows a quotation with an end of its own."""
    ended = before and isinstance(before[-1], Quoted) and _ENDED.search(before[-1].text)
    return piece.removeprefix(piece[:1]) if ended and piece[:1] in _POINTS else piece


def prove(
    sentences: Iterable[Sentence],
    tables: Protected,
    words: Words,
    quotes: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Check every part of every sentence against the tables, and quotes against the approved ones.

    `quotes` are the words of each quote that may be printed, by what it is called by.

    Raises:
        ProofError: naming the first sentence that does not resolve, and why.
    """
    for sentence in sentences:
        reasons = [_fault(part, tables, words, quotes) for part in sentence.parts]
        for reason in (*reasons, _not_first(sentence, tables, words)):
            if reason:
                raise ProofError(f"“{sentence.text}” cannot be printed: {reason}")


def _not_first(sentence: Sentence, tables: Protected, words: Words) -> str:
    """Return what is wrong with a sentence that puts something first."""
    said = _fixed_words(part.text for part in sentence.parts if isinstance(part, Plain))
    claim = sentence.claim
    if claim is None:
        found = said and any(said == _fixed_words_of(one, words) for one in WORDINGS)
        return "it puts something first and names no cells to prove it by." if found else ""
    if said != _fixed_words_of(claim.wording, words):
        return "it says something else than what is to be proved."
    try:
        proved = holds(claim, tables)
    except KeyError:
        return "it puts a cell first that is not there."
    return "" if proved else "what is published does not prove that it comes first."


def _fixed_words_of(wording: str, words: Words) -> list[str]:
    return _fixed_words(re.split(r"\{\w+\}", words.template(wording)))


def _fixed_words(pieces: Iterable[str]) -> list[str]:
    """Return the words between the blanks, without a point that a quotation may have ended."""
    bare = (piece.strip().removeprefix(".").removeprefix("։").strip() for piece in pieces)
    return [piece for piece in bare if piece]


def _fault(part: Part, tables: Protected, words: Words, quotes: Mapping[str, str]) -> str:
    match part:
        case Quoted():
            return ""
        case Cited(text, number):
            approved = number in quotes and words.quoted(quotes[number]) == text
            return "" if approved else f"{text} is not the approved quote {number}."
        case Plain(text):
            return figure_in(text) or strength_in(text, words)
        case Typed(text, language):
            return figure_in(text) or strength_in(text, words) or amount_in(text, language)
        case Number(text, ref, form):
            return _differs(text, ref, lambda cell: _printed(cell, form, words), tables)
        case Strength(text, ref):
            return _differs(text, ref, lambda cell: _cased(strength_of(cell, words), text), tables)


def figure_in(text: str) -> str:
    """Return what is wrong with a figure in fixed words; empty where there is none."""
    found = any(one.isnumeric() for one in text)
    return f"“{text.strip()}” holds a figure that names no cell." if found else ""


def strength_in(text: str, words: Words) -> str:
    """Return what is wrong with a strength word in fixed words; empty where there is none."""
    said = folded(text)
    for _, word in strengths(words):
        if form_in(said, word, words.language):
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


def _cased(word: str, text: str) -> str:
    """Return a word as a text has it, where they differ in nothing but capitals."""
    return text if text.casefold() == word.casefold() else word


def _printed(cell: ProtectedCell, form: Form, words: Words) -> str:
    value = _value(cell, form)
    return words.percent(value) if form is Form.PERCENT else words.number(value)


def _value(cell: ProtectedCell, form: Form) -> int:
    value = {Form.PERCENT: cell.percent, Form.COUNT: cell.count, Form.BASE: cell.base}[form]
    if value is None:
        raise ProofError(f"The number at {'/'.join(cell.ref)} is hidden.")
    return value

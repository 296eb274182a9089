"""The proof: every part of every sentence is checked again before anything is printed.

So a sentence that was put together wrongly, or changed by hand, stops the build.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from admin.amounts.beside import typed_beside
from admin.amounts.typed import counted_in, figure_in, strength_in
from admin.cells import CellRef
from admin.claims.figures import ProofError, printed
from admin.claims.parts import (
    Cited,
    Number,
    Part,
    Plain,
    Quoted,
    Sentence,
    Strength,
    Typed,
)
from admin.claims.strengths import strength_of
from admin.claims.superlatives import WORDINGS, holds
from admin.disclosure import Protected, ProtectedCell
from admin.words import Words

_A_NAME = "“…”"


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
        for reason in (*reasons, beside(sentence), _not_first(sentence, tables, words)):
            if reason:
                raise ProofError(f"“{sentence.text}” cannot be printed: {reason}")


def beside(sentence: Sentence) -> str:
    """Return what is wrong with a figure that was typed beside one of a cell; else nothing."""
    languages = {one.language for one in sentence.parts if isinstance(one, Typed)}
    pieces = [_written(part) for part in sentence.parts]
    return next(filter(None, (typed_beside(pieces, one) for one in languages)), "")


def _written(part: Part) -> str | None:
    """Return what a part says, as far as somebody typed it; None for what a cell says."""
    if isinstance(part, Number | Strength):
        return None
    return part.text if isinstance(part, Typed) else _A_NAME


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
        case Typed(text, language, claim):
            return strength_in(text, words) or counted_in(text, language, claim=claim)
        case Number(text, ref, form):
            return _differs(text, ref, lambda cell: printed(cell, form, words), tables)
        case Strength(text, ref):
            return _differs(text, ref, lambda cell: _cased(strength_of(cell, words), text), tables)


def _differs(
    text: str, ref: CellRef, expected: Callable[[ProtectedCell], str], tables: Protected
) -> str:
    try:
        says = expected(tables.cell(ref))
    except KeyError:
        return f"there is no cell {'/'.join(ref)}."
    except ProofError as error:
        return str(error)
    return "" if text == says else f"it says “{text}”, the table says “{says}”."


def _cased(word: str, text: str) -> str:
    """Return a word as a text has it, where they differ in nothing but capitals."""
    return text if text.casefold() == word.casefold() else word

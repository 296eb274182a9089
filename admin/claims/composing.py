"""Puts a sentence together: a wording of the catalogue, its places filled with what names cells."""

import re
from collections.abc import Mapping
from dataclasses import replace

from admin.claims.figures import printed
from admin.claims.parts import Given, Number, Part, Plain, Quoted, Sentence, Value
from admin.claims.superlatives import Superlative
from admin.words import Words

_POINTS = (".", "։")
_ENDED = re.compile(r"[.?!…։][”“»«\"]?$")
"""What ends a sentence; Armenian has a mark of its own."""


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
        return Number(printed(given.cell, given.form, words), given.cell.ref, given.form)
    return given


def _ended_once(before: list[Part], piece: str) -> str:
    """Return a piece without the point that follows a quotation with an end of its own."""
    ended = before and isinstance(before[-1], Quoted) and _ENDED.search(before[-1].text)
    return piece.removeprefix(piece[:1]) if ended and piece[:1] in _POINTS else piece

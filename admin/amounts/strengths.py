"""Strength words, such as "most", and the shares they stand for."""

from collections.abc import Iterator

from admin.words import Words, marked, translated

STRENGTHS = (
    (90, marked("Nearly all")),
    (70, marked("A large majority")),
    (55, marked("Most")),
    (45, marked("About half")),
    (30, marked("A large minority")),
    (15, marked("A minority")),
    (0, marked("Few")),
)
"""The least share in whole per cent, and its word."""


def strengths(words: Words) -> list[tuple[int, str]]:
    """Return every strength word with the least share it stands for."""
    return [(least, words(word)) for least, word in STRENGTHS]


def known_strengths(language: str) -> Iterator[str]:
    """Yield the strength words of a language as far as its catalogue has them."""
    return filter(None, (translated(word, language) for _, word in STRENGTHS))

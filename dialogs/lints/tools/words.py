"""Words, sentences, and the texts of a round that a participant reads."""

import re
from collections.abc import Iterator

from dialogs.round import Round
from dialogs.shape.languages import texts_of

_WORD = re.compile(r"[^\W\d_]+(?:['’՛՜՞-][^\W\d_]+)*")
"""Armenian puts its marks of question and stress into the word."""

_SENTENCE_END = re.compile(r"[.!?…;:։]+(?:\s+|$)|\n+")


def words(text: str) -> list[str]:
    """Return the words of a text; figures and signs are none."""
    return _WORD.findall(text)


def sentences(text: str) -> list[str]:
    """Return the sentences of a text; a colon or semicolon is a place to breathe as well."""
    return [part.strip() for part in _SENTENCE_END.split(text) if part.strip()]


def base(language: str) -> str:
    """Return the language of a tag without script and country; one for all that Serbs understand.

    Bosnian, Croatian, Montenegrin and Serbian share the endings and patterns that we look for.
    """
    tag = language.partition("-")[0]
    return "sr" if tag in {"bs", "cnr", "hr", "sh"} else tag


def all_texts(round_: Round) -> Iterator[tuple[str, str, str]]:
    """Yield path, language and text of everything that is written in several languages."""
    for path, wordings in texts_of(round_):
        for language, text in wordings.items():
            yield f"{path}.{language}", language, text


def read_texts(round_: Round) -> Iterator[tuple[str, str, str]]:
    """Yield path, language and text of what a participant reads; asks are for the addressee."""
    return (each for each in all_texts(round_) if not each[0].startswith("$.publication."))

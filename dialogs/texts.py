"""Interface texts: looked up in catalogues that the caller has read.

A text is found by its English wording. Values are put in by name only (`{days}`), never by
format strings, so a catalogue cannot reach into the program.
"""

import datetime as dt
import re
from collections.abc import Mapping

from dialogs.days import in_figures

_BLANK = re.compile(r"\{(?P<name>\w+)\}(?P<point>\.?)")

Catalogue = Mapping[str, str]
"""English wording to the wording of one language."""


class MissingTextError(LookupError):
    """A catalogue lacks a text. Raised at start-up by `Texts.require`, never to a participant."""


class Speaker:
    """Says interface texts in one language."""

    def __init__(self, language: str, catalogue: Catalogue) -> None:
        self.language = language
        self._catalogue = catalogue

    def __call__(self, text: str, /, **values: str | int) -> str:
        """Return `text` in this language with `{name}` replaced by each of `values`.

        A value is put in as it is: braces in it are an author's or a participant's words. A point
        that ends a value ("5. 3. 2026.", "etc.") ends the sentence too: it is not doubled.
        """
        wording = self._catalogue[text]
        if not values:
            return wording
        return _BLANK.sub(lambda blank: _filled(blank, values), wording)

    def day(self, date: dt.date) -> str:
        """Return a date in figures, as this language writes it."""
        return in_figures(date, self.language)

    def entries(self) -> tuple[tuple[str, str], ...]:
        """Return every English wording with the wording of this language."""
        return tuple(self._catalogue.items())

    def words(self, text: str) -> frozenset[str]:
        """Return the comma-separated words of a text, as typed words are compared."""
        return frozenset(word.strip().casefold() for word in self(text).split(","))


def _filled(blank: re.Match[str], values: Mapping[str, str | int]) -> str:
    if blank["name"] not in values:
        return blank[0]
    value = str(values[blank["name"]])
    return value if value.endswith(".") else value + blank["point"]


class Texts:
    """The catalogues of all languages that are complete.

    `missing` says of the others how much they lack ("3 of 290").
    """

    def __init__(
        self, catalogues: Mapping[str, Catalogue], missing: Mapping[str, str] | None = None
    ) -> None:
        self._missing = missing or {}
        self._speakers = {tag: Speaker(tag, texts) for tag, texts in catalogues.items()}

    def speaker(self, language: str) -> Speaker:
        """Return the speaker of a language; KeyError when there is no catalogue."""
        return self._speakers[language]

    def knows(self, language: str) -> bool:
        """Return whether there is a complete catalogue of a language."""
        return language in self._speakers

    def require(self, languages: Mapping[str, object]) -> None:
        """Raise MissingTextError, naming the languages that have no complete catalogue."""
        missing = sorted(languages.keys() - self._speakers.keys())
        if missing:
            told = (f"{tag} ({self._missing.get(tag, 'all')} are missing)" for tag in missing)
            raise MissingTextError(
                f"The bot’s own texts are not complete in {', '.join(told)}. Have the catalogue "
                "translated first, or take the language out of the round."
            )

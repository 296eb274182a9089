"""The fixed words of briefs, charts and tables, in one place to be translated.

A text is found by its English wording; a language without a catalogue, or without that text,
speaks English. `language` is therefore the language that the fixed words are really in, which may
differ from the language of the round's own wordings.
"""

import datetime as dt
from collections.abc import Mapping

from admin import formats

ENGLISH = "en"

CATALOGUES: dict[str, Mapping[str, str]] = {ENGLISH: {}}
"""Language to texts. English needs none: its texts are the keys."""


class Words:
    """Says the fixed texts in one language."""

    def __init__(self, language: str) -> None:
        self.language = language if language in CATALOGUES else ENGLISH
        self._texts = CATALOGUES[self.language]

    def __call__(self, text: str, **values: str | int) -> str:
        """Return `text` with `{name}` replaced by each of `values`."""
        wording = self.template(text)
        for name, value in values.items():
            wording = wording.replace("{" + name + "}", str(value))
        return wording

    def template(self, text: str) -> str:
        """Return `text` with its placeholders."""
        return self._texts.get(text, text)

    def day(self, date: dt.date) -> str:
        """Return a date in words."""
        return formats.day(date, self.language)

    def number(self, value: float, *, decimals: int = 0) -> str:
        """Return a number as it is written in the language."""
        return formats.number(value, self.language, decimals=decimals)

    def listed(self, items: list[str]) -> str:
        """Return "a, b and c"."""
        if len(items) < 2:
            return "".join(items)
        return self("{first} and {last}", first=", ".join(items[:-1]), last=items[-1])

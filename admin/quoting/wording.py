"""Whether words can be printed as a quote: short, on one line, and without what could tell who."""

from collections.abc import Collection
from dataclasses import dataclass

from dialogs.placeholders import kinds_in
from dialogs.round import Round
from dialogs.round_words import words_of
from dialogs.world import Scrub

LONGEST = 300
"""Characters of a quote: enough for two or three sentences."""


@dataclass(frozen=True)
class Wordings:
    """Judges wordings for one round; `scrub` finds what could tell who wrote or who is meant."""

    round: Round
    scrub: Scrub

    def fault(self, words: str, language: str) -> str:
        """Return what is wrong with a wording and what to do; empty where it can be printed."""
        if len(words) > LONGEST:
            return f"this has {len(words)} characters, and a quote {LONGEST} at most. Shorten it."
        kept = self.scrub(words, language, self._countries, words_of(self.round))
        if found := kinds_in(kept) - kinds_in(words):
            what = ", ".join(f"a {kind}" for kind in sorted(found))
            return f"this still holds what could be {what}. Word it without."
        return ""

    @property
    def _countries(self) -> Collection[str]:
        return self.round.countries

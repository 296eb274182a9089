"""In which of a round's languages a text is written, as far as its letters tell.

Nobody is labelled by it: it only offers a language, and a button always corrects it.

What counts is the logarithm of how much likelier the text is in the best language than in the next;
below `MARGIN` we do not say. Bosnian, Croatian, Montenegrin and Serbian cannot be told apart by
their letters, so they are one to us: among them the script decides, then the round's order. The
same goes for the two scripts of Uzbek.
"""

import threading
from collections.abc import Iterable, Sequence

from bot.language_profiles.chances import Chances, Letters
from bot.language_profiles.loading import has, load
from bot.language_profiles.spelling import words_of

MARGIN = 2.5
"""How far the best language must be ahead: e to this power, so twelve times as likely."""

MOST_LETTERS = 200
"""Of a long text the beginning is enough."""

FIRST_LETTERS = 30
FAR_BEHIND = 20.0
"""What is this far behind after the first letters will not catch up."""

_NEVER = -1e9

_SOUTH_SLAVIC = ("bs", "hr", "sr-Latn")
_PROFILES = {
    **dict.fromkeys(_SOUTH_SLAVIC, _SOUTH_SLAVIC),
    **dict.fromkeys(("cnr", "sr-Cyrl"), (*_SOUTH_SLAVIC, "sr-Cyrl")),
    **dict.fromkeys(("uz-Latn", "uz-Cyrl"), ("uz-Latn", "uz-Cyrl")),
}
"""The profiles by which a language is known, where it is not simply its own."""


def knows(tag: str) -> bool:
    """Return whether a text in this language can be known to be in it."""
    return all(has(one) for one in _profiles(tag))


class LanguageGuess:
    """Guesses among given languages.

    A language's profile is read when a round that speaks it first needs it. Any number of threads
    may guess at once, and the same text always gives the same answer.
    """

    def __init__(self) -> None:
        self._known: dict[str, tuple[Chances, ...]] = {}
        self._reading = threading.Lock()

    def guess(self, text: str, among: Sequence[str]) -> str | None:
        """Return the tag of `among` in which `text` is written; None when that is not clear.

        Args:
            text: anything that was typed.
            among: BCP 47 tags, in the order of preference. Where we do not know one of them we do
                not guess at all, because the text may be in that one.
        """
        words = words_of(text[:MOST_LETTERS])
        if not words or not among or not all(map(knows, among)):
            return None
        scores = self._scores(Letters.of(words), among)
        best = max(among, key=lambda tag: scores[tag])
        alike = [tag for tag in among if _family(tag) == _family(best)]
        next_best = max((scores[tag] for tag in among if tag not in alike), default=_NEVER)
        if scores[best] - next_best < MARGIN:
            return None
        return _by_script(alike, "".join(words))

    def read_ahead(self, languages: Iterable[str]) -> None:
        """Read the profiles of these languages now, so that nobody waits for it."""
        for tag in filter(knows, languages):
            self._ways_of(tag)

    def _scores(self, text: Letters, among: Sequence[str]) -> dict[str, float]:
        """Return how likely a text is in each language, in its likeliest way of writing.

        What is far behind after a few words is not looked at further.
        """
        ways = {tag: self._ways_of(tag) for tag in among}
        few = text.beginning(FIRST_LETTERS)
        first = {way: way.score(few) for each in ways.values() for way in each if way.may_be(text)}
        enough = max(first.values(), default=_NEVER) - FAR_BEHIND
        scores = {way: way.score(text) for way, score in first.items() if score >= enough}
        return {
            tag: max((scores.get(way, _NEVER) for way in each), default=_NEVER)
            for tag, each in ways.items()
        }

    def _ways_of(self, tag: str) -> tuple[Chances, ...]:
        return tuple(way for profile in _profiles(tag) for way in self._read(profile))

    def _read(self, profile: str) -> tuple[Chances, ...]:
        known = self._known.get(profile)
        if known is None:
            with self._reading:
                known = self._known.setdefault(profile, tuple(map(Chances, load(profile))))
        return known


def _profiles(tag: str) -> tuple[str, ...]:
    return _PROFILES.get(tag, (tag,))


def _family(tag: str) -> str:
    return _profiles(tag)[0]


def _by_script(alike: Sequence[str], letters: str) -> str:
    """Return the first of languages that are one to us which is written in these letters."""
    cyrillic = sum("а" <= one <= "ӿ" for one in letters) * 2 > len(letters)
    fitting = (tag for tag in alike if tag == "cnr" or tag.endswith("-Cyrl") == cyrillic)
    return next(fitting, alike[0])

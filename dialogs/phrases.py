"""Finds words and phrases of a list in a text, in any form, script and spelling.

An entry of a list is words in a row. `stem*` stands for every word that begins so, `one|other` for
either word, `..` for up to three words that may stand between, and `!word` at the end for a word
that must not follow. Everything is compared folded:
capitals, diacritics, doubled letters and the script do not matter. Another `Spelling` compares as
it says.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct

from dialogs.alphabets import DIGRAPHS
from dialogs.folding import fold, keys

BETWEEN = 3
"""How many words `..` lets pass."""

_GAP = ".."
_BUCKET = 3
"""Letters by which stems are looked up; no stem is shorter."""


class Word(Struct, frozen=True):
    """One word of an entry: it is one of `whole`, or begins with one of `stems`."""

    whole: frozenset[str]
    stems: tuple[str, ...]
    after_gap: bool = False

    def fits(self, key: str) -> bool:
        """Return whether a folded word is this one."""
        return key in self.whole or key.startswith(self.stems)


class Entry(Struct, frozen=True):
    """Words in a row, and what must not follow them."""

    text: str
    words: tuple[Word, ...]
    unless: Word | None = None

    def end(self, folded: Sequence[str], start: int) -> int:
        """Return where this entry ends that begins at a place of a text; 0 when it does not."""
        end = _end(self.words, folded, start)
        stopped = self.unless is not None and end < len(folded) and self.unless.fits(folded[end])
        return 0 if stopped else end


class Spelling(NamedTuple):
    """How a word of an entry may look in a text: whole, and as the beginning of a word."""

    whole: Callable[[str], Collection[str]]
    stems: Callable[[str], Collection[str]]


class PhraseError(ValueError):
    """An entry cannot be looked for; the message says why."""


class Found(Struct, frozen=True):
    """Which entry was found, and at which words of the text (`end` is not among them)."""

    entry: str
    start: int
    end: int


class Phrases:
    """A list of entries, ready to be looked for."""

    def __init__(self, entries: Iterable[str], spelling: Spelling | None = None) -> None:
        """Take entries as the module describes them; PhraseError where one cannot be looked for."""
        spelling = spelling or FOLDED
        self._by_word: dict[str, list[Entry]] = defaultdict(list)
        self._by_stem: dict[str, list[Entry]] = defaultdict(list)
        for entry in (_entry(one, spelling) for one in entries):
            for key in entry.words[0].whole:
                self._by_word[key].append(entry)
            for bucket in {stem[:_BUCKET] for stem in entry.words[0].stems}:
                self._by_stem[bucket].append(entry)

    def find(self, folded: Sequence[str]) -> Found | None:
        """Return the first entry that is among the folded words of a text, in their order."""
        return next(self.each(folded), None)

    def each(self, folded: Sequence[str]) -> Iterator[Found]:
        """Yield every entry that is among the folded words of a text, in their order."""
        for start, key in enumerate(folded):
            near = (*self._by_word.get(key, ()), *self._by_stem.get(key[:_BUCKET], ()))
            for entry in near:
                if end := entry.end(folded, start):
                    yield Found(entry.text, start, end)


def folded_words(text: str) -> list[str]:
    """Return the folded words of a text; what a hyphen joins are two."""
    return fold(text).split()


def composed(text: str) -> str:
    """Return a text whose letters and their marks are one."""
    return unicodedata.normalize("NFKC", text)


def _end(words: Sequence[Word], folded: Sequence[str], at: int) -> int:
    """Return where the words end that begin at a place; 0 when they do not all follow."""
    if not words:
        return at
    word, rest = words[0], words[1:]
    furthest = at + (BETWEEN if word.after_gap else 0)
    for place in range(at, min(furthest + 1, len(folded))):
        if word.fits(folded[place]) and (end := _end(rest, folded, place + 1)):
            return end
    return 0


def _entry(text: str, spelling: Spelling) -> Entry:
    said, _, unless = text.partition("!")
    words: list[Word] = []
    gap = False
    for part in said.replace("-", " ").split():
        if part == _GAP:
            gap = True
        else:
            words.append(_word(part, text, spelling, after_gap=gap and bool(words)))
            gap = False
    if not words:
        raise PhraseError(f"“{text}” holds no word")
    stops = _word(unless.strip(), text, spelling, after_gap=False) if unless else None
    return Entry(text, tuple(words), stops)


def _word(part: str, entry: str, spelling: Spelling, *, after_gap: bool) -> Word:
    whole: set[str] = set()
    stems: set[str] = set()
    for form in part.split("|"):
        bare = form.rstrip("*")
        spelt = spelling.whole(bare)
        if not spelt or any(" " in key for key in spelt):
            raise PhraseError(f"“{form}” of “{entry}” is not one word")
        if form.endswith("*") and min(map(len, spelt)) < _BUCKET:
            raise PhraseError(f"“{form}” of “{entry}” is too short for a stem")
        if form.endswith("*"):
            stems.update(spelling.stems(bare))
        else:
            whole.update(spelt)
    return Word(frozenset(whole), tuple(sorted(stems)), after_gap)


def _folded_stems(word: str) -> set[str]:
    return set().union(*map(_stems, keys(word)))


def _stems(key: str) -> set[str]:
    """Return how a folded stem may look before an ending: folding joins letters where they meet.

    "spot" becomes "spoc" before an s, and an i between a consonant and a vowel is not kept.
    """
    last, bare = key[-1], key[:-1]
    joined = {bare + one for pair, one in DIGRAPHS.items() if pair[0] == last}
    soft = {bare + vowel for vowel in "aeou"} if last == "i" else set()
    return {key} | {stem for stem in joined | soft if len(stem) >= _BUCKET}


FOLDED = Spelling(keys, _folded_stems)
"""Compares words folded, whatever the spelling and script."""

"""Compares what people type with what we wrote, whatever the script, spelling or keyboard.

A text is folded into keys of plain Latin letters: "помош", "pomoš", "pomosh" and "POMOS!" all have
the key "pomos". Folding is deliberately coarse, so a key is good for comparing and for nothing
else. Where one letter is romanised in ways that do not meet ("допомога" as "dopomoha" or
"dopomoga"), a text has several keys; two texts match when they share one.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice, product
from operator import eq

from dialogs.alphabets import (
    CYRILLIC,
    CYRILLIC_LOOKALIKES,
    DIGITS,
    DIGRAPHS,
    GROUPS,
    LATIN,
    LATIN_LOOKALIKES,
    SPELLINGS,
)

_MOST_SPELLINGS = 16
"""A text with many letters that can be spelt several ways is not spelt in all ways."""

_LONGEST = 200
"""Longer texts are compared exactly only: nobody types so much to name an option."""

_APOSTROPHES = str.maketrans("", "", "'’‘ʻʼʹʺ`´′ˈ")
_FIRST = DIGITS | {letter: spelt[0] for letter, spelt in SPELLINGS.items()}
_BARE = {letter: unicodedata.normalize("NFD", letter)[0] for letter in LATIN}
_USUAL = str.maketrans({letter: _FIRST.get(bare, bare) for letter, bare in _BARE.items()} | _FIRST)
_SEVERAL = {letter: spelt for letter, spelt in SPELLINGS.items() if len(spelt) > 1}
_GROUPS = [(re.compile(pattern), letters) for pattern, letters in GROUPS.items()]
_GROUPED = re.compile("[\u0370-\u03ff\u0530-\u058f]")
_DIGRAPH = re.compile("|".join(DIGRAPHS))
_SOFT = re.compile("i(?=[aeou])(?<=[bcdfghklmnprstvz]i)")
_REPEATED = re.compile(r"([^\W\d_])\1+")
_NO_LETTERS = re.compile(r"[\W_]+")

_TO_CYRILLIC = str.maketrans(LATIN_LOOKALIKES, CYRILLIC_LOOKALIKES)
_TO_LATIN = str.maketrans(CYRILLIC_LOOKALIKES, LATIN_LOOKALIKES)
_ONLY_LATIN = LATIN - set(LATIN_LOOKALIKES)
_ONLY_CYRILLIC = CYRILLIC - set(CYRILLIC_LOOKALIKES)


def fold(text: str) -> str:
    """Return the usual key of `text`; empty when there is nothing to compare.

    Lower case, no diacritics, Latin letters, single spaces, no punctuation. Emoji count only where
    there is nothing else. Folding a key gives the same key.
    """
    reading = text.translate(_APOSTROPHES) if text.isascii() else next(_readings(_cleaned(text)))
    return _key(_lowered(reading).translate(_USUAL)) or _symbols(text)


def folds(words: Sequence[str]) -> list[str]:
    """Return the usual key of each of some words, which are of letters only.

    Where all are plain Latin, no word's key depends on what stands beside it: so all are folded at
    once, which takes much less time.
    """
    text = " ".join(words)
    return fold(text).split() if text.isascii() else list(map(fold, words))


def keys(text: str) -> frozenset[str]:
    """Return all keys of `text`, `fold(text)` among them; none when there is nothing to compare."""
    readings = map(_lowered, _readings(_cleaned(text)))
    found = {_key(spelt) for reading in readings for spelt in _spellings(reading)}
    return frozenset(found - {""}) or frozenset({_symbols(text)} - {""})


def opening(text: str) -> frozenset[str]:
    """Return with which words the keys of `text` can begin; much faster than all its keys."""
    words = _cleaned(text).split()
    first = next((word for word in words if any(map(str.isalnum, word))), "")
    return frozenset(key.split()[0] for key in keys(first))


def match(typed: str, among: Sequence[str]) -> int | None:
    """Return the index of the one text of `among` that is meant; None when none or several are.

    A text that is the same but for case, spaces and final punctuation wins over those that are
    only spelt alike.
    """
    wanted = plain(typed)
    found = [index for index, text in enumerate(among) if plain(text) == wanted]
    if not found and len(typed) <= _LONGEST:
        spelt = keys(typed)
        found = [index for index, text in enumerate(among) if spelt & _keys_of_ours(text)]
    return found[0] if len(found) == 1 else None


def plain(text: str) -> str:
    """Return `text` in lower case, with single spaces and no final punctuation."""
    words = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    return words.rstrip(".,;:!?… ") or words


@lru_cache(maxsize=4096)
def _keys_of_ours(text: str) -> frozenset[str]:
    """Return the keys of our own text. What people type is never remembered."""
    return keys(text)


def _cleaned(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).translate(_APOSTROPHES)
    if text.isascii() or text.isprintable():
        return text
    return "".join(letter for letter in text if unicodedata.category(letter) != "Cf")


def _readings(text: str) -> Iterator[str]:
    """Yield `text` with each word in one script: the likely reading, then the other.

    Letters that exist in one script only decide for their word. A word without any is read as the
    rest of the text is, and may be meant in the other script.
    """
    words = text.split()
    leanings = [_leaning(word, _ONLY_LATIN, _ONLY_CYRILLIC) for word in words]
    overall = sum(leanings) or _leaning(text, LATIN, CYRILLIC) or 1
    yield " ".join(map(_put_right, words, [leaning or overall for leaning in leanings]))
    if not all(leanings):
        yield " ".join(map(_put_right, words, [leaning or -overall for leaning in leanings]))


def _leaning(word: str, latin: frozenset[str], cyrillic: frozenset[str]) -> int:
    """Return above 0 for a Latin word, below for a Cyrillic one, 0 when that is open."""
    return len(latin.intersection(word)) - len(cyrillic.intersection(word))


def _put_right(word: str, leaning: int) -> str:
    return word.translate(_TO_LATIN if leaning > 0 else _TO_CYRILLIC)


def _lowered(text: str) -> str:
    text = text.casefold()
    if _GROUPED.search(text):
        for pattern, letters in _GROUPS:
            text = pattern.sub(letters, text)
    return text


def _spellings(text: str) -> Iterator[str]:
    """Yield `text` in Latin letters, the usual spelling first; each letter is spelt one way."""
    several = sorted(_SEVERAL.keys() & set(text), key=text.index)
    codes = [ord(letter) for letter in several]
    for spelt in islice(product(*(_SEVERAL[letter] for letter in several)), _MOST_SPELLINGS):
        yield text.translate(dict(zip(codes, spelt, strict=True))).translate(_USUAL)


def _key(text: str) -> str:
    if not text.isascii():
        bare = unicodedata.normalize("NFKD", text)
        text = "".join(mark for mark in bare if not unicodedata.combining(mark)).translate(_USUAL)
    key, before = _NO_LETTERS.sub(" ", text).strip(), ""
    while key != before:
        key, before = _simpler(key), key
    return key


def _simpler(key: str) -> str:
    key = _SOFT.sub("", _DIGRAPH.sub(_one_letter, key))
    is_doubled = any(map(eq, key, key[1:]))
    return _REPEATED.sub(_once, key) if is_doubled else key


def _one_letter(digraph: re.Match[str]) -> str:
    return DIGRAPHS[digraph[0]]


def _once(repeated: re.Match[str]) -> str:
    return repeated[1]


def _symbols(text: str) -> str:
    return "".join(mark for mark in text if unicodedata.category(mark) == "So")

"""Reads the profiles: ours, joined with langdetect's own where it has the language.

Both are in langdetect's format, one JSON file a language. A language written in another script than
Latin has a second one of ours, `TAG.latin.json`, for people who type it in Latin letters.
"""

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from sys import intern

import msgspec
from msgspec import Struct

from bot.language_profiles.counting import Counts, add, letters_in, respelled, scaled
from bot.language_profiles.spelling import without_marks, words_of

_SAME_TAG = "bg de en es fr hr it mk ro ru sl sq tr uk"
LANGDETECT_HAS = {**{tag: tag for tag in _SAME_TAG.split()}, "bs": "hr"}
"""The profile of langdetect that fits a language of ours."""

STOCK_SHARE = 0.5
"""How many letters of langdetect's profile are added for one of ours."""

_OURS = files("bot.language_profiles").joinpath("ours")
_THEIRS = files("langdetect").joinpath("profiles")


class Profile(Struct, frozen=True):
    """A file in langdetect's format: counts by sequence, and totals by length."""

    freq: dict[str, int]
    n_words: list[int]
    name: str


@cache
def has(tag: str) -> bool:
    """Return whether there is a profile of a language."""
    return _OURS.joinpath(f"{tag}.json").is_file()


def load(tag: str) -> tuple[Counts, Counts]:
    """Return the counts of a language as it is written, and as it is typed otherwise.

    Of a language in Latin letters the second is without its marks, of others in Latin letters.
    """
    written = _joined(tag, _read(_OURS.joinpath(f"{tag}.json")))
    typed = _OURS.joinpath(f"{tag}.latin.json")
    if not typed.is_file():
        return written, respelled(written, without_marks)
    latin = _read(typed)
    return written, add(latin, respelled(latin, without_marks))


def _joined(tag: str, counts: Counts) -> Counts:
    if tag not in LANGDETECT_HAS:
        return counts
    stock = respelled(_read(_THEIRS.joinpath(LANGDETECT_HAS[tag])), _spelled)
    return add(counts, scaled(stock, STOCK_SHARE * letters_in(counts)))


def _spelled(sequence: str) -> str:
    """Spell one letter at a time, so that the edges of words stay; langdetect keeps capitals."""
    return "".join(map(_letter, sequence))


@cache
def _letter(one: str) -> str:
    return next(iter(words_of(one)), one)


def _read(file: Traversable) -> Counts:
    profile = msgspec.json.decode(file.read_bytes(), type=Profile)
    return {intern(one): float(number) for one, number in profile.freq.items()}

"""Text as the profiles count it: words of small letters, in one spelling of each letter."""

import unicodedata
from functools import cache

APOSTROPHE = "’"

_SAME = str.maketrans(
    {**dict.fromkeys("ʻʼ‘'`´ʹ′", APOSTROPHE), "ș": "ş", "ț": "ţ", "Ș": "ş", "Ț": "ţ", "İ": "i"}
)
"""What keyboards and fonts write in several ways, and a capital without a plain small letter."""

_PLAIN_WITHOUT_MARK = str.maketrans("ıđłəøæħŋð", "idleoahnd")


def words_of(text: str) -> list[str]:
    """Return the words of a text; digits, signs and pictures are left out."""
    small = unicodedata.normalize("NFC", text).translate(_SAME).lower()
    letters = "".join(one if one.isalpha() or one == APOSTROPHE else " " for one in small)
    return [word for each in letters.split() if (word := each.strip(APOSTROPHE))]


def without_marks(text: str) -> str:
    """Return small Latin letters as people type them who have no marks on their keyboard.

    Letters of other scripts keep theirs: й is no и.
    """
    return text if text.isascii() else "".join(map(_plain, text))


@cache
def _plain(letter: str) -> str:
    base = unicodedata.normalize("NFD", letter.translate(_PLAIN_WITHOUT_MARK))[0]
    return base if base.isascii() else letter

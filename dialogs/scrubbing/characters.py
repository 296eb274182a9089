"""Makes what is seen and what is stored the same text, before anything is looked for in it."""

import re
import unicodedata
from collections.abc import Iterable

from dialogs.alphabets import CYRILLIC_LOOKALIKES, LATIN_LOOKALIKES
from dialogs.unseen import without_unseen

_TO_LATIN = {
    ord(other): latin
    for other, latin in zip(
        CYRILLIC_LOOKALIKES + "αορνικτυχᴀԁɡһօ", LATIN_LOOKALIKES + "aopviktuxadgho", strict=True
    )
    if latin.islower()
}
_PHRASES = re.compile("([\ufdfa\ufdfb])")


def cleaned(text: str) -> str:
    """Return `text` in compatibility form (NFKC), without what cannot be seen, digits as 0 to 9.

    Cleaning what is clean changes nothing.
    """
    if text.isascii():
        return without_unseen(text)
    text = without_unseen(_compatible(text))
    text = _compatible(text)  # what was parted by the unseen may join now
    return "".join(_digit(letter) for letter in text)


def _compatible(text: str) -> str:
    """Return the NFKC form, but signs that stand for whole phrases as they are."""
    parts = _PHRASES.split(text)
    return "".join(
        part if at % 2 else unicodedata.normalize("NFKC", part) for at, part in enumerate(parts)
    )


def plain(text: str) -> str:
    """Return `text` for matching, letter by letter: lower case, look-alikes of Latin as Latin.

    Never kept: it only says where in the text something stands.
    """
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(letter.lower()[:1] for letter in text)
    return lowered.translate(_TO_LATIN)


def one_of(words: Iterable[str]) -> str:
    """Return a pattern for any of `words`, as `plain` would have them; longer ones first."""
    known = {re.escape(plain(word)).replace(r"\ ", r"\s") for word in words}
    return "(?:" + "|".join(sorted(known, key=lambda word: (-len(word), word))) + ")"


def _digit(letter: str) -> str:
    return letter if letter.isascii() or not letter.isdecimal() else str(int(letter))

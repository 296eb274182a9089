"""Words as they are written: compared letter by letter, with their marks.

For words that are so short that folding would take them for others: "što" is not "sto", nor "tree"
"three". Capitals do not matter, and Cyrillic is read as Latin where a language has both scripts. A
word that was typed without its marks ("vecina") is found; one with marks is not taken for one
without.
"""

import re
import unicodedata

from dialogs.phrases import Spelling

TOKEN = re.compile(r"\d+(?:[.,\u00a0\u202f]\d+)*|[^\W\d_]+(?:['’ʻʼ‘՛՜՞][^\W\d_]+)*")
"""A figure, or a word; what a hyphen joins are two."""

_UNREAD = str.maketrans(dict.fromkeys("'’ʻʼ‘՛՜՞\u0307", "") | {"ș": "ş", "ț": "ţ"})
"""Apostrophes, Armenian marks of question and stress, the dot of a small İ; Romanian cedillas."""


def _table(cyrillic: str, latin: str) -> dict[int, str]:
    pairs = zip(cyrillic, latin.split(), strict=True)
    return {ord(letter): "" if to == "-" else to for letter, to in pairs}


_TO_LATIN = {
    "sr": _table(
        "абвгдђежзијклљмнњопрстћуфхцчџш",
        "a b v g d đ e ž z i j k l lj m n nj o p r s t ć u f h c č dž š",
    ),
    "uz": _table(
        "абвгғдеёжзийкқлмнопрстуўфхҳцчшъьэюя",
        "a b v g g d e yo j z i y k q l m n o p r s t u o f x h ts ch sh - - e yu ya",
    ),
}
_BARE = str.maketrans({"ё": "е", "đ": "d", "ı": "i", "ə": "e"})


def written(word: str, language: str) -> str:
    """Return a word as it is compared. `language` is the tag of a list: `sr`, not `sr-Cyrl`."""
    lower = unicodedata.normalize("NFC", word).casefold().translate(_UNREAD)
    return lower.translate(_TO_LATIN.get(language, {}))


def spelling_of(language: str) -> Spelling:
    """Return how the words of a list may look in a text of its language."""

    def looks(word: str) -> set[str]:
        exact = written(word, language)
        return {exact, _without_marks(exact)} - {""}

    return Spelling(looks, looks)


def _without_marks(word: str) -> str:
    """Return a word without the marks of its Latin letters; Cyrillic й and ї are letters."""
    return "".join(
        unicodedata.normalize("NFD", letter)[0] if letter < "\u0370" else letter
        for letter in word.translate(_BARE)
    )

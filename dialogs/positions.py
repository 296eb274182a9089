"""Options named by where they stand: "2", "2.", "No 2", "٢", "b)", "б", "ბ"."""

import re
import unicodedata

from dialogs.folding import fold

_LATIN = "abcdefghijklmnopqrstuvwxyz"
_CYRILLIC = "абвгдежзиклмнопрстуфхц"
"""As most Cyrillic languages letter their lists: ё, й and the like are passed over."""

_CYRILLIC_OF = {
    "mk": "абвгдѓежзѕијклљмнњопрстќуфхцчџш",
    "sr": "абвгдђежзијклљмнњопрстћуфхцчџш",
}
_OTHERS = (
    "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
    "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆ",
    "αβγδεζηθικλμνξοπρστυφχψω",
)
_NUMBER = re.compile(r"[(\[#]?(?:([^\W\d]+)[.:]?)??\s*#?(\d+)\s*[.,:;!)\]]*")
_LETTER = re.compile(r"[(\[]?([^\W\d])\s*[.,:;!)\]]*")
_BEFORE = frozenset(fold(word) for word in ("n", "no", "nr", "number", "numri", "br", "broj"))
"""What people write before a number, in any script."""


def position(typed: str, count: int, language: str) -> int | None:
    """Return which of `count` options was typed by its number or letter, from 0.

    A letter counts in the alphabet of its own script; for Cyrillic, in that of `language` (a
    BCP 47 tag). Labels may themselves be numbers or letters, so compare with the labels first.
    """
    text = _bare(typed.strip()[:20])
    number, letter = _NUMBER.fullmatch(text), _LETTER.fullmatch(text)
    index = -1
    if number and (not number[1] or fold(number[1]) in _BEFORE):
        index = int(number[2]) - 1
    elif letter:
        index = _place(letter[1], language)
    return index if 0 <= index < count else None


def _bare(text: str) -> str:
    """Return `text` in lower case, without the box around a keycap and the like."""
    text = unicodedata.normalize("NFKC", text).casefold()
    return "".join(mark for mark in text if unicodedata.category(mark) not in {"Mn", "Me", "Cf"})


def _place(letter: str, language: str) -> int:
    cyrillic = _CYRILLIC_OF.get(language.partition("-")[0], _CYRILLIC)
    alphabets = (_LATIN, cyrillic, *_OTHERS)
    return next((each.index(letter) for each in alphabets if letter in each), -1)

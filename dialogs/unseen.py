"""Characters that cannot be seen: they make a text say one thing and show another.

Refused wherever they stand in a round file, ids, texts and comments alike: control characters,
everything of Unicode's class "format" (bidirectional controls, zero-width spaces, tags), lone
surrogates, private use, and the two letters that are blank. A joiner is taken where its script or
an emoji needs it. See Unicode Technical Report 36, "Unicode Security Considerations", and
CVE-2021-42574 on hidden reordering in source text.
"""

import re
import unicodedata

_CLASSES = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
_BLANK_LETTERS = "\u115f\u1160\u3164\uffa0"
_ALLOWED = "\n\r\t"
_JOINERS = "\u200c\u200d"
_WITHOUT_JOINERS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "GEORGIAN", "DIGIT")

_SUSPECT = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u180e"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ud800-\uf8ff\ufeff\uffa0\ufff9-\ufffb"
    "\U000110bd-\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U0010ffff]"
)
"""Wide and quick: what it finds is then looked up one by one."""


def first_unseen(text: str) -> int | None:
    """Return the place of the first character that cannot be seen; None when there is none."""
    places = (found.start() for found in _SUSPECT.finditer(text))
    return next((at for at in places if _hidden(text, at)), None)


def without_unseen(text: str) -> str:
    """Return `text` without the characters that cannot be seen."""
    kept, begin = [], 0
    for found in _SUSPECT.finditer(text):
        if _hidden(text, found.start()):
            kept.append(text[begin : found.start()])
            begin = found.end()
    return "".join((*kept, text[begin:]))


def name_of(character: str) -> str:
    """Return a character as people can look it up: U+202E (right-to-left override)."""
    name = unicodedata.name(character, "").lower()
    return f"U+{ord(character):04X} ({name})" if name else f"U+{ord(character):04X}"


def _hidden(text: str, at: int) -> bool:
    letter = text[at]
    if letter in _ALLOWED:
        return False
    if letter in _JOINERS:
        return not _joins(text, at)
    return letter in _BLANK_LETTERS or unicodedata.category(letter) in _CLASSES


def _joins(text: str, at: int) -> bool:
    """Return whether a joiner stands between two things that it can join."""
    return 0 < at < len(text) - 1 and _joinable(text[at - 1]) and _joinable(text[at + 1])


def _joinable(letter: str) -> bool:
    name = unicodedata.name(letter, "")
    return not letter.isspace() and letter not in _JOINERS and not name.startswith(_WITHOUT_JOINERS)

"""Text as people type it who lack the keyboard: without marks, or in Latin letters."""

import re
import unicodedata

from dialogs.alphabets import GROUPS, SPELLINGS

_NO_MARK = str.maketrans("ıđłəøæİĐŁƏ", "idleoaIDLE")


def without_marks(text: str) -> str:
    """Return a Latin text without its marks."""
    parts = unicodedata.normalize("NFD", text.translate(_NO_MARK))
    return "".join(one for one in parts if not unicodedata.combining(one))


def in_latin(text: str) -> str:
    """Return a text in Latin letters, each spelled in its usual way on a phone."""
    small = text.lower()
    for group, letter in GROUPS.items():
        small = re.sub(group, letter, small)
    return "".join(SPELLINGS[one][0] if one in SPELLINGS else one for one in small)

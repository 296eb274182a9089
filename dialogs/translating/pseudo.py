"""Texts that look like a longer language, to try a lay-out with before anybody has translated.

Each letter gets an accent, so what is not translated is seen; brackets stand around the whole, so
what is cut off is seen; and a text grows as translations do: short ones to more than twice, long
ones by a third, and none over its limit (where even brackets are too much, there are none).
"""

import re

from dialogs.translating.contexts import Limit

_ACCENTED = str.maketrans(
    "aceinorsuyzACEINORSUYZdglt",
    "áçéíñóŕšúýžÁÇÉÍÑÓŔŠÚÝŽďğľť",
)
_FILLING = "one two three four five six seven eight nine ten "
_KEPT = re.compile(r"\{\w*\}|</?\w[^<>]*>|https?://\S+|(?<!\S)\S+@\S+|(?<!\w)[/@]\w+")
OPEN, CLOSE = "⟦", "⟧"
GROWTH = ((10, 1.2), (20, 0.8), (30, 0.6), (50, 0.5), (70, 0.4))
"""Up to how many characters a text grows by which share; longer ones by 0.35."""


def pseudo(text: str, limit: Limit | None = None) -> str:
    """Return `text` accented and as long as a translation of it could be; blanks stay."""
    accented = _accented(text)
    for more in range(_growth(text), -1, -1):
        filling = (_FILLING * (more // len(_FILLING) + 1))[:more].strip()
        made = f"{OPEN}{accented}{' ' if filling else ''}{filling.translate(_ACCENTED)}{CLOSE}"
        if limit is None or limit.length(made) <= limit.most:
            return made
    return accented


def _growth(text: str) -> int:
    share = next((share for length, share in GROWTH if len(text) <= length), 0.35)
    return round(len(text) * share)


def _accented(text: str) -> str:
    made, here = "", 0
    for kept in _KEPT.finditer(text):
        made += text[here : kept.start()].translate(_ACCENTED) + kept[0]
        here = kept.end()
    return made + text[here:].translate(_ACCENTED)

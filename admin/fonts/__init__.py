"""Noto Sans, so that charts and briefs look the same and hold every letter on every machine.

Noto Sans has Latin, Cyrillic and Greek; Georgian and Armenian are fonts of their own. The TTF files
go to the chart and PDF makers, which find by themselves which of them has a letter. The WOFF2 files
are the same fonts for web pages, Noto Sans cut down to Latin and Cyrillic. Licence: OFL.txt.
"""

import base64
from functools import cache
from pathlib import Path

from msgspec import Struct

FOLDER = Path(__file__).parent
FAMILY = "Noto Sans"
FAMILIES = (FAMILY, "Noto Sans Georgian", "Noto Sans Armenian")


class Face(Struct, frozen=True):
    """A font of the web pages. All share one name, and a page uses each for its own letters.

    `letters` are the ranges that a font is for; a font without any is for all that is left.
    """

    weight: int
    file: str
    letters: tuple[tuple[int, int], ...] = ()

    def is_for(self, text: str) -> bool:
        """Return whether a page with this text needs the font."""
        if not self.letters:
            return True
        return any(first <= ord(one) <= last for one in set(text) for first, last in self.letters)


_GEORGIAN = ((0x10A0, 0x10FF), (0x1C90, 0x1CBF), (0x2D00, 0x2D2F))
_ARMENIAN = ((0x0531, 0x058F), (0xFB13, 0xFB17))

WEB = tuple(
    Face(weight, f"{name}-{cut}.woff2", letters)
    for name, letters in (
        ("NotoSans", ()),
        ("NotoSansGeorgian", _GEORGIAN),
        ("NotoSansArmenian", _ARMENIAN),
    )
    for weight, cut in ((400, "Regular"), (700, "Bold"))
)


def families_for(letters: str) -> tuple[str, ...]:
    """Return the families that hold these letters: those of their scripts, else the first."""
    names = [face.file.partition("-")[0] for face in WEB if face.letters and face.is_for(letters)]
    known = {family.replace(" ", ""): family for family in FAMILIES}
    return tuple(known[name] for name in dict.fromkeys(names)) or (FAMILY,)


def faces(text: str) -> str:
    """Return the style rules that put into a page the fonts that its text needs."""
    return "".join(_rule(face) for face in WEB if face.is_for(text))


@cache
def _rule(face: Face) -> str:
    data = base64.b64encode((FOLDER / face.file).read_bytes()).decode()
    ranges = ",".join(f"U+{first:04X}-{last:04X}" for first, last in face.letters)
    return (
        f'@font-face{{font-family:"{FAMILY}";font-weight:{face.weight};'
        + (f"unicode-range:{ranges};" if ranges else "")
        + f"src:url(data:font/woff2;base64,{data}) format('woff2')}}\n"
    )

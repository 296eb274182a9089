"""Which school it is: what stands behind "school No." or behind "ОУ", "OŠ", "SHFMU" and the like.

In a small place a school is a hundred people. Taken out is what tells one school from another: a
number that is said to be one, a name in quotation marks, a name with capitals behind an
abbreviation. The word "school" stays. Cannot be done well: a bare number ("school 5" may be five
o'clock), and schools that are called by a street or a nickname.
"""

from collections.abc import Iterator

from dialogs.folding import fold
from dialogs.placeholders import Kind
from dialogs.scrubbing.base import Found, Given
from dialogs.scrubbing.characters import one_of
from dialogs.scrubbing.guarded import guarded
from dialogs.scrubbing.inflection import endings_of, is_form
from dialogs.scrubbing.spoken import SCHOOL, SCHOOL_NUMBER, SCHOOL_NUMBERED

_SCHOOL = rf"(?<!\w){one_of(SCHOOL)}(?!\w)"
_FIGURES = rf"{one_of(SCHOOL_NUMBER)}\.?\s?\d{{1,4}}(?!\d)"
_NUMBERED = guarded(
    rf"{_SCHOOL}\s(?P<behind>{_FIGURES})"
    rf"|(?<!\w)(?P<before>{_FIGURES})[\s-]{_SCHOOL}"
    rf"|(?<!\w)(?P<counted>\d{{1,4}}[\s-]?{one_of(SCHOOL_NUMBERED)})\s{_SCHOOL}",
    part=r"\d",
)
_QUOTED = guarded(
    rf"{_SCHOOL}\s[\"„“”«](?P<quoted>[^\W\d_][\w .'’-]{{1,40}})[\"“”»]",
    part='["„“”«]',
)

_CAPITAL = "[A-ZÇËŠĐČĆŽĂÂÎȘȚĞİÖÜŞА-ЯЁЂЃЄІЇЈЉЊЋЌЎЏҐ]"
_ABBREVIATED = guarded(
    r"(?<!\w)(?:О?ОУ|СОУ|СУ|ПМГ|СУГС|ОШ|СШ|СОШ|ЗОШ|ЗЗСО|НВК|МБОУ|ГБОУ"
    r"|O?OU|SOU|OŠ|SŠ|SHFMU|ShFMU|SHMU)"
    rf"\s[\"„“”«]?(?P<name>{_CAPITAL}[\w.'’-]{{1,24}}(?:\s{_CAPITAL}[\w.'’-]{{0,24}}){{0,3}}"
    r"|(?:(?:No|Nr|Br|nr|br|бр)\.?\s?)?\d{1,4}(?![\d:]))",
    part="[A-ZŠА-Я]{2}",
)


def find(given: Given) -> Iterator[Found]:
    """Yield what tells which school it is."""
    begin = 0
    for start, end in sorted(_spans(given)):
        if start >= begin and not _is_public(given.text[start:end], given):
            begin = end
            yield Found(start, end, Kind.PLACE)


def _spans(given: Given) -> Iterator[tuple[int, int]]:
    yield from (hit.span(hit.lastgroup or 0) for hit in _NUMBERED.finditer(given.plain))
    yield from (hit.span("name") for hit in _ABBREVIATED.finditer(given.text))
    for hit in _QUOTED.finditer(given.plain):
        if given.text[hit.start("quoted")].isupper():
            yield hit.span("quoted")


def _is_public(name: str, given: Given) -> bool:
    """Return whether the round itself speaks of this school by its name."""
    endings, words = endings_of(given.language), fold(name).split()
    return all(is_form(word, given.public, endings) for word in words)

"""Names of columns that SPSS and Stata accept, and that stay apart from each other."""

import re
from collections.abc import Iterable, Mapping

MOST = 32
"""Characters, by Stata's limit; SPSS allows twice as many."""

_NOT_IN_NAMES = re.compile(r"[^a-z0-9]+")
_SPSS = "all and by eq ge gt le lt ne not or to with"
_STATA = "alias byte double float if in int long pi rc skip strl using"
_RESERVED = frozenset(f"{_SPSS} {_STATA}".split())


def names_of(wanted: Iterable[str]) -> Mapping[str, str]:
    """Return a name for each text, the same ones for the same texts in the same order.

    A name is the text in small letters, digits and underscores. Where that is too long, reserved
    or taken, its end becomes a number.
    """
    names: dict[str, str] = {}
    for text in wanted:
        if text not in names:
            names[text] = _free(_cleaned(text), set(names.values()))
    return names


def _cleaned(text: str) -> str:
    name = _NOT_IN_NAMES.sub("_", text.lower()).strip("_") or "v"
    starts_well = name[0].isalpha() and not re.fullmatch(r"str\d+", name)
    return name if starts_well else f"v_{name}"


def _free(name: str, taken: set[str]) -> str:
    if len(name) <= MOST and name not in taken | _RESERVED:
        return name
    number = 2
    while True:
        ending = f"_{number}"
        candidate = name[: MOST - len(ending)].rstrip("_") + ending
        if candidate not in taken:
            return candidate
        number += 1

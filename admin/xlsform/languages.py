"""The languages of a form: `label::Albanian (sq)`, `Albanian`, `sq` or no name at all."""

import re
from functools import cache

from babel import Locale

from dialogs.languages import OWN_NAMES
from dialogs.shape.languages import LANGUAGE

_CODE = re.compile(r"\(\s*([A-Za-z]{2,3}(?:[-_][A-Za-z]{2,4})*)\s*\)\s*$")
_PRIVATE = tuple(f"qa{letter}" for letter in "abcdefghijklmnopqrstuvwxyz")
"""Language tags that ISO 639 keeps for private use: for a language we cannot tell."""

NO_NAME = ("", "default")


def tag_of(name: str) -> str | None:
    """Return the language tag that a form's name for a language stands for, if it is known."""
    coded = _CODE.search(name)
    wanted = coded[1] if coded else name.strip()
    tag = _shaped(wanted)
    if LANGUAGE.fullmatch(tag) and (coded or len(wanted) <= 3 or "-" in tag):
        return tag
    return _known().get(wanted.casefold())


def private_tag(taken: set[str]) -> str:
    """Return a tag for a language whose name says nothing to us."""
    return next((tag for tag in _PRIVATE if tag not in taken), "und")


def column_name(tag: str) -> str:
    """Return how a column names a language: `Albanian (sq)`."""
    return f"{_english(tag)} ({tag})"


def _shaped(code: str) -> str:
    """Return a code in the usual case: `sr-Latn`, `pt-BR`."""
    first, *rest = code.replace("_", "-").split("-")
    return "-".join((first.lower(), *(p.title() if len(p) == 4 else p.upper() for p in rest)))


@cache
def _known() -> dict[str, str]:
    english = Locale("en").languages
    known = {
        str(name).casefold(): str(code)
        for code, name in english.items()
        if LANGUAGE.fullmatch(str(code))
    }
    own = {name.casefold(): tag for tag, name in OWN_NAMES.items()}
    return {**known, **own, "serbian (latin)": "sr-Latn", "serbian latin": "sr-Latn"}


def _english(tag: str) -> str:
    name = Locale("en").languages.get(tag.partition("-")[0])
    return str(name) if name else "Language"


_OTHER = {"en": "Other", "mk": "Друго", "sq": "Tjetër", "sr": "Друго", "sr-Latn": "Drugo"}


def other_in(tag: str) -> str:
    """Return the word for the choice "other"; empty where we have none."""
    return _OTHER.get(tag, "")

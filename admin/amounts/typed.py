"""What is said of typed words that claim how many: a number in letters names no cell either."""

import re
from collections.abc import Iterable

from admin.amounts.strengths import known_strengths, strengths
from admin.word_lists import amounts
from admin.words import Words
from dialogs.amounts import Amount, Kind
from dialogs.lints.tools.inflection import folded, form_in

_PERCENT = re.compile(r"\d\s*%|%\s*\d")


def figure_in(text: str) -> str:
    """Return what is wrong with a figure in fixed words; empty where there is none."""
    found = any(one.isnumeric() for one in text)
    return f"“{text.strip()}” holds a figure that names no cell." if found else ""


def strength_in(text: str, words: Words) -> str:
    """Return what is wrong with a strength word in fixed words; empty where there is none."""
    return _strength_in(text, (word for _, word in strengths(words)), words.language)


def counted_in(text: str, language: str, *, claim: bool) -> str:
    """Return what is wrong with typed words that count people; empty where none do.

    Args:
        text: as it was typed.
        language: of the text.
        claim: whether it tells what was answered, so that nothing in it may say how many.
    """
    if claim:
        return figure_in(text) or amount_in(text, language)
    return share_in(text, language)


def amount_in(text: str, language: str) -> str:
    """Return what is wrong with typed words that claim how many; empty where there are none."""
    known = amounts(language)
    return _told(known.claim_in(text)) if known else ""


def share_in(text: str, language: str) -> str:
    """Return what is wrong with a typed share of people; empty where there is none.

    A date, a sum and a number of things are no share.
    """
    if _PERCENT.search(text):
        return "A percentage was typed."
    known = amounts(language)
    told = _told(known.share_in(text)) if known else ""
    return told or _strength_in(text, known_strengths(language), language)


_CLAIMS = {
    Kind.SHARE: "tells a share",
    Kind.NUMBER: "is a number",
    Kind.AMOUNT: "says how many",
    Kind.COMPARISON: "compares how many",
}


def _told(amount: Amount | None) -> str:
    return f"“{amount.found}” {_CLAIMS[amount.kind]}, and names no cell." if amount else ""


def _strength_in(text: str, words: Iterable[str], language: str) -> str:
    said = folded(text)
    found = (word for word in words if form_in(said, word, language))
    return next((f"“{word}” names no share." for word in found), "")

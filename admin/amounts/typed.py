"""What is said of typed words that claim how many: a number in letters names no cell either."""

from admin.amounts.strengths import strengths
from admin.word_lists import amounts
from admin.words import Words
from dialogs.amounts import Amount, Kind
from dialogs.lints.tools.inflection import folded, form_in


def amount_in(text: str, language: str) -> str:
    """Return what is wrong with typed words that claim how many; empty where there are none."""
    known = amounts(language)
    return _told(known.claim_in(text)) if known else ""


def share_in(text: str, language: str) -> str:
    """Return what is wrong with a typed share of people; empty where there is none."""
    known = amounts(language)
    return _told(known.share_in(text)) if known else ""


_CLAIMS = {
    Kind.SHARE: "tells a share",
    Kind.NUMBER: "is a number",
    Kind.AMOUNT: "says how many",
    Kind.COMPARISON: "compares how many",
}


def _told(amount: Amount | None) -> str:
    return f"“{amount.found}” {_CLAIMS[amount.kind]}, and names no cell." if amount else ""


def figure_in(text: str) -> str:
    """Return what is wrong with a figure in fixed words; empty where there is none."""
    found = any(one.isnumeric() for one in text)
    return f"“{text.strip()}” holds a figure that names no cell." if found else ""


def strength_in(text: str, words: Words) -> str:
    """Return what is wrong with a strength word in fixed words; empty where there is none."""
    said = folded(text)
    for _, word in strengths(words):
        if form_in(said, word, words.language):
            return f"“{word}” names no share."
    return ""

"""What is said of typed words that claim how many: a number in letters names no cell either."""

from admin.word_lists import amounts
from dialogs.amounts import Amount, Kind


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

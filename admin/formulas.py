"""Texts that no spreadsheet takes for a formula.

A cell of a CSV file has no type, so a spreadsheet guesses: what begins with = is computed, and in
some programs also what begins with + - @ or a full-width form of these, after blanks and signs that
nobody sees. An apostrophe in front makes it a text. A text that has one already gets another, so
that whoever takes the first apostrophe away always has the text as it was.
"""

import unicodedata

MARK = "'"

_BEGINNINGS = frozenset("=+-@|%＝＋－＠﹦﹢﹣﹫−'")
_UNSEEN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp", "Mn"})


def safe(text: str) -> str:
    """Return a text with an apostrophe in front where a spreadsheet could compute it."""
    return MARK + text if _could_run(text) else text


def plain(text: str) -> str:
    """Return what `safe` was given."""
    return text.removeprefix(MARK)


def _could_run(text: str) -> bool:
    if text[:1] in {"\t", "\r", "\n"}:
        return True
    seen = (sign for sign in text if unicodedata.category(sign) not in _UNSEEN)
    return next(seen, "") in _BEGINNINGS

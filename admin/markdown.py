"""Texts of a round inside Markdown: shown as they are, never read as markup, never a link."""

import re
from collections.abc import Iterable, Sequence

_MARKUP = re.compile(r"([\\`*_\[\]<>|~&#$^{}!])")
_BEGINS = re.compile(r"^([-+=:>]|\d+(?=[.)]))")
_ADDRESS = re.compile(r"(?i)(://|www\.|mailto:|xmpp:|@)")


def escaped(text: str) -> str:
    """Return a text in one line that every reader of Markdown shows as it was."""
    line = " ".join(text.split())
    line = _MARKUP.sub(r"\\\1", line)
    line = _ADDRESS.sub(_broken, line)
    return _BEGINS.sub(_begun, line)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Return the lines of a table; its cells are escaped already."""
    return [_row(head), _row(["---"] * len(head)), *map(_row, rows), ""]


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _broken(found: re.Match[str]) -> str:
    """Return what begins an address so that no program makes a link of it."""
    return "".join(f"\\{sign}" if not sign.isalnum() else sign for sign in found[0])


def _begun(found: re.Match[str]) -> str:
    """Return the beginning of a line so that it begins no list and no heading."""
    return f"{found[0]}\\" if found[0].isdigit() else f"\\{found[0]}"

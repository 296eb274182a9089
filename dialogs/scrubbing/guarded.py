"""Patterns that are looked for only in texts that may hold them.

Most of what people type holds no address and no number, and to find that out letter by letter with
a long pattern takes longer than everything else. So such a pattern comes with a short one, of which
every match of the long one holds a match.
"""

import re
from collections.abc import Iterable

from msgspec import Struct


class Guarded(Struct, frozen=True):
    """The pattern `whole`; where `part` is not found in a text, neither is this."""

    whole: re.Pattern[str]
    part: re.Pattern[str]

    def finditer(self, text: str) -> Iterable[re.Match[str]]:
        """Find what `whole` finds."""
        return self.whole.finditer(text) if self.part.search(text) else ()


def guarded(whole: str, *, part: str) -> Guarded:
    """Return a pattern that is guarded by a part of it."""
    return Guarded(re.compile(whole), re.compile(part))

"""The head of a request that comes again and again on one connection.

Whoever brings updates sends the same head each time, but for the length of what follows. The same
bytes mean the same as when the parser read them, so they need not be read again. Who is let in is
asked each time all the same.
"""

from hmac import compare_digest
from typing import NamedTuple

from bot.web_requests import LONGEST_BODY, Head

_END = b"\r\n\r\n"
_MOST_DIGITS = len(str(LONGEST_BODY))
_LENGTH = b"\r\ncontent-length: "
_MORE = frozenset({b"transfer-encoding", b"expect", b"upgrade", b"trailer"})
"""Headers by which more is said of a body than its length."""


class UsualHead(NamedTuple):
    """A head that was let in, and its bytes `before` and `behind` the length of the body."""

    head: Head
    before: bytes
    behind: bytes

    def body_in(self, data: bytes) -> bytes | None:
        """Return the body of a whole request with this head; None where `data` is anything else.

        How long it takes does not tell how much of a head is right: there is a secret in it.
        """
        before, behind = len(self.before), len(self.behind)
        end = data.find(b"\r", before)
        length, start = data[before:end], end + behind
        is_same = compare_digest(data[:before], self.before)
        is_same &= compare_digest(data[end:start], self.behind)
        if not (is_same and length.isdigit() and len(length) <= _MOST_DIGITS):
            return None
        is_whole = int(length) <= LONGEST_BODY and len(data) == start + int(length)
        return data[start:] if is_whole else None


def usual_head(head: Head, data: bytes) -> UsualHead | None:
    """Return what to know the next request by, after one that came whole, as `data`.

    None where its head is no simple one.
    """
    end = data.find(_END) + len(_END)
    found = data[:end].lower()
    if found.count(b"content-length") != 1 or not _MORE.isdisjoint(head.headers):
        return None
    start = found.find(_LENGTH) + len(_LENGTH)
    stop = found.find(b"\r", start)
    usual = UsualHead(head, data[:start], data[stop:end])
    return usual if usual.body_in(data) is not None else None

"""Tags: how a person is recognised within one round, and nowhere else.

A tag is the first 4 bytes of the hash of the round's id, then HMAC-SHA256 under the round's key.
The prefix says only which round, which lets the ledger be a single column for all rounds and still
be erased round by round: a range of tags is a round. Without the key nobody can compute a tag, not
even for a known person; when the key is destroyed at closing, no tag can ever be recomputed.
"""

import hashlib
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC

PREFIX_BYTES = 4
TAG_BYTES = PREFIX_BYTES + 32


@dataclass(frozen=True)
class RoundKey:
    """The secret of one round from which tags are made; it lives in the vault alone."""

    round_id: str
    secret: bytes = field(repr=False)

    @cached_property
    def begun(self) -> HMAC:
        """A tag that knows of nobody yet: to begin one takes longer than to go on from it."""
        return HMAC(self.secret, SHA256())


@lru_cache(maxsize=64)
def round_prefix(round_id: str) -> bytes:
    """Return the first bytes of every tag of this round."""
    return hashlib.sha256(b"consult/round/1|" + round_id.encode()).digest()[:PREFIX_BYTES]


def after(prefix: bytes) -> bytes:
    """Return the smallest bytes that sort after everything that begins with `prefix`."""
    number = int.from_bytes(prefix, "big") + 1
    if number.bit_length() > len(prefix) * 8:
        return b"\xff" * (TAG_BYTES + 1)
    return number.to_bytes(len(prefix), "big")


def tag(key: RoundKey, channel: str, user_id: str) -> bytes:
    """Return the tag of a person of `channel` in the round of `key` (36 bytes)."""
    made = key.begun.copy()
    made.update(f"v1|{channel}|{user_id}".encode())
    return round_prefix(key.round_id) + made.finalize()

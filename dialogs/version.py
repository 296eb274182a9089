"""The content hash that a session pins."""

import hashlib
from functools import lru_cache

from dialogs.round import Round, canonical


@lru_cache(maxsize=64)
def version_of(round_: Round) -> str:
    """Return the SHA-256 of the round's canonical form, in hex."""
    return hashlib.sha256(canonical(round_)).hexdigest()

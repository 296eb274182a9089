"""The content hash that a session pins."""

import hashlib

from dialogs.round import Round, canonical


def version_of(round_: Round) -> str:
    """Return the SHA-256 of the round's canonical form, in hex."""
    return hashlib.sha256(canonical(round_)).hexdigest()

"""Drafts on disk: AES-256-GCM, one random nonce a write, bound to the row it belongs to.

A box is `format byte (1) | nonce (12) | ciphertext and mark`. Random nonces are safe for 2^32
writes under one key, some hundred million participants. Since format 2 the content is padded to a
few sizes, so that the length of a box does not tell how far somebody is or how much they wrote;
boxes of format 1 are still opened.
"""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from storage.padding import pad, unpad

KEY_BYTES = 32
_UNPADDED = b"\x01"
_FORMAT = b"\x02"
_NONCE_BYTES = 12


class DraftError(Exception):
    """A draft cannot be opened: another key, another row, or damage."""


class DraftCipher:
    """Seals and opens drafts under the session key of the vault (32 bytes)."""

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(key)

    def seal(self, tag: bytes, content: bytes) -> bytes:
        """Return `content` as a box that opens only in the row of `tag`."""
        nonce = os.urandom(_NONCE_BYTES)
        return _FORMAT + nonce + self._cipher.encrypt(nonce, pad(content), _FORMAT + tag)

    def open(self, tag: bytes, box: bytes) -> bytes:
        """Return the content; `DraftError` when the key, the row or a byte is not the right one."""
        form, start = box[:1], len(_FORMAT) + _NONCE_BYTES
        if form not in {_UNPADDED, _FORMAT}:
            raise DraftError("a draft is in a format that this version does not know")
        try:
            content = self._cipher.decrypt(box[1:start], box[start:], form + tag)
            return content if form == _UNPADDED else unpad(content)
        except (InvalidTag, ValueError):
            raise DraftError(
                "a draft does not open: is the vault the one that belongs to this database?"
            ) from None

    def try_open(self, tag: bytes, box: bytes) -> bytes | None:
        """Return the content; None when it does not open, so that the others can go on."""
        try:
            return self.open(tag, box)
        except DraftError:
            return None

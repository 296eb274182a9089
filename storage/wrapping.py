"""Keys as they lie in a vault whose own key lies elsewhere.

A thief of the disk then has files that only the vault key opens, and systemd keeps that one
encrypted to the machine's TPM. A wrapped file is `mark | nonce (12) | ciphertext`, AES-256-GCM,
bound to the file's name so that no key can pass for another.
"""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
MARK = b"consult wrapped 1\n"
_NONCE_BYTES = 12


class WrapError(Exception):
    """A file was wrapped with another key, has another name than then, or is damaged."""


def is_wrapped(content: bytes) -> bool:
    """Return whether a file's content is wrapped."""
    return content.startswith(MARK)


def wrap(key: bytes, name: str, content: bytes) -> bytes:
    """Return `content` as only `key` (32 bytes) opens it, under this name."""
    nonce = os.urandom(_NONCE_BYTES)
    return MARK + nonce + AESGCM(key).encrypt(nonce, content, MARK + name.encode())


def unwrap(key: bytes, name: str, content: bytes) -> bytes:
    """Return what was wrapped; `WrapError` when this key does not open it under this name."""
    nonce, box = content[len(MARK) :][:_NONCE_BYTES], content[len(MARK) + _NONCE_BYTES :]
    try:
        return AESGCM(key).decrypt(nonce, box, MARK + name.encode())
    except (InvalidTag, ValueError):
        raise WrapError from None

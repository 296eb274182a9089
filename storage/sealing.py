"""Sealing finished responses: HPKE (RFC 9180) to a round's public key.

A public key and a box both begin with a byte that names the suite, so that a later version can
change it and still open what lies in the database. Suite 1 joins X25519 with ML-KEM-768: who stores
our database today cannot open it with a quantum computer later. Suite 2 is X25519 alone, for
builds of the library without ML-KEM. Both use HKDF-SHA256 and AES-256-GCM.

The key pair comes from a master seed of 32 bytes, because that is what holders write down.
"""

import hashlib
import os
from dataclasses import dataclass, field
from functools import lru_cache

from cryptography.exceptions import InvalidTag, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hpke import (
    AEAD,
    KDF,
    KEM,
    MLKEM768X25519PrivateKey,
    MLKEM768X25519PublicKey,
    Suite,
)
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from storage.padding import pad, unpad

SEED_BYTES = 32

_HYBRID = 1
_CLASSIC = 2
SUITES = {
    _HYBRID: Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM),
    _CLASSIC: Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM),
}
_MLKEM_SEED_BYTES = 64
_MLKEM_PUBLIC_BYTES = 1184
_X25519_BYTES = 32


class SealError(Exception):
    """A box or a key cannot be opened: another key, another round or row, or damage."""


@dataclass(frozen=True)
class PublicKey:
    """What seals. It may be known to everybody."""

    suite: int
    key: MLKEM768X25519PublicKey | X25519PublicKey = field(repr=False)

    @classmethod
    @lru_cache(maxsize=64)
    def from_bytes(cls, data: bytes) -> "PublicKey":
        """Return the key that `KeyPair.public_bytes` wrote; `SealError` when it is none."""
        suite, raw = data[:1], data[1:]
        if suite == bytes([_CLASSIC]) and len(raw) == _X25519_BYTES:
            return cls(_CLASSIC, X25519PublicKey.from_public_bytes(raw))
        if suite == bytes([_HYBRID]) and len(raw) == _MLKEM_PUBLIC_BYTES + _X25519_BYTES:
            mlkem = MLKEM768PublicKey.from_public_bytes(raw[:_MLKEM_PUBLIC_BYTES])
            x25519 = X25519PublicKey.from_public_bytes(raw[_MLKEM_PUBLIC_BYTES:])
            return cls(_HYBRID, MLKEM768X25519PublicKey(mlkem, x25519))
        raise SealError("this is not the public key of a round")

    def seal(self, round_id: str, row_key: bytes, content: bytes) -> bytes:
        """Return `content` padded and encrypted, bound to its round and its row."""
        box = SUITES[self.suite].encrypt(pad(content), self.key, _info(round_id, row_key))
        return bytes([self.suite]) + box


@dataclass(frozen=True)
class KeyPair:
    """What opens. It exists while a round is prepared and while it is closed, never between."""

    suite: int
    public_bytes: bytes
    _private: MLKEM768X25519PrivateKey | X25519PrivateKey = field(repr=False)

    @classmethod
    def from_seed(cls, seed: bytes, suite: int | None = None) -> "KeyPair":
        """Return the key pair of a master seed; always the same for the same seed and suite."""
        chosen = suite or best_suite()
        x25519 = X25519PrivateKey.from_private_bytes(_expand(seed, b"x25519", _X25519_BYTES))
        x25519_public = x25519.public_key().public_bytes_raw()
        if chosen == _CLASSIC:
            return cls(chosen, bytes([chosen]) + x25519_public, x25519)
        mlkem = MLKEM768PrivateKey.from_seed_bytes(_expand(seed, b"ml-kem-768", _MLKEM_SEED_BYTES))
        public = bytes([chosen]) + mlkem.public_key().public_bytes_raw() + x25519_public
        return cls(chosen, public, MLKEM768X25519PrivateKey(mlkem, x25519))

    @property
    def public_key(self) -> PublicKey:
        """The half that seals."""
        return PublicKey.from_bytes(self.public_bytes)

    def open(self, round_id: str, row_key: bytes, box: bytes) -> bytes:
        """Return the content of a box; `SealError` when key, round, row or a byte is wrong."""
        if box[:1] != bytes([self.suite]):
            raise SealError("a box was sealed with another suite than this key has")
        try:
            padded = SUITES[self.suite].decrypt(box[1:], self._private, _info(round_id, row_key))
            return unpad(padded)
        except (InvalidTag, ValueError):
            raise SealError("a box does not open with this key") from None


def fingerprint(public_key: bytes) -> str:
    """Return a public key as people compare it: 64 bits of its SHA-256, in groups of four."""
    digest = hashlib.sha256(public_key).hexdigest()[:16]
    return " ".join(digest[start : start + 4] for start in range(0, 16, 4))


def new_seed() -> bytes:
    """Return a master seed that nobody knows yet."""
    return os.urandom(SEED_BYTES)


def best_suite() -> int:
    """Return the strongest suite that the installed library can do."""
    try:
        MLKEM768PrivateKey.from_seed_bytes(bytes(_MLKEM_SEED_BYTES))
    except UnsupportedAlgorithm:
        return _CLASSIC
    return _HYBRID


def _expand(seed: bytes, purpose: bytes, length: int) -> bytes:
    return HKDF(SHA256(), length, salt=None, info=b"consult/round-key/1|" + purpose).derive(seed)


def _info(round_id: str, row_key: bytes) -> bytes:
    return b"consult/response/1|" + round_id.encode() + b"|" + row_key

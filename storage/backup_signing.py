"""The signature of a backup: whose vault made it.

Anybody who has the public key of age can write a file that opens with the private one. So the last
frame, inside the encryption, signs all that comes before it with the vault's signing key, the one
that signs closing records too.
"""

import hashlib
from typing import BinaryIO

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from storage.backup_format import BackupError, Signature
from storage.signing import name_of, raw_key
from storage.vault import Vault

_SAYS = b"consult/backup/1|"

_REMEDY = (
    "Ask where the file has been. To restore it all the same, because you know where it comes from:"
    " --not-ours"
)


class Hashing:
    """A stream that notes what passes through it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._hash = hashlib.sha256()

    def read(self, size: int) -> bytes:
        """Read up to `size` bytes."""
        content = self._stream.read(size)
        self._hash.update(content)
        return content

    def write(self, content: bytes) -> int:
        """Write bytes."""
        self._hash.update(content)
        return self._stream.write(content)

    def digest(self) -> bytes:
        """Return the hash of everything so far."""
        return self._hash.digest()


def sign(vault: Vault, digest: bytes) -> Signature:
    """Return the signature of this vault over what has the hash `digest`."""
    key = vault.signing_key()
    signature = Ed25519PrivateKey.from_private_bytes(key).sign(_SAYS + digest)
    return Signature(signer=name_of(key), signature=signature)


def check(vault: Vault, digest: bytes, signed: Signature | None, *, not_ours: bool) -> str:
    """Return the name of the key that signed; empty when nobody did and that is accepted.

    Args:
        vault: the one that restores. When it has never signed anything, it cannot tell its own
            backups from others, and every whole signature passes.
        digest: the hash of what was read.
        signed: the signature that was read.
        not_ours: take what another installation has signed, or nobody.

    Raises:
        BackupError: it was changed, or is not by this installation.
    """
    ours = name_of(vault.signing_key()) if vault.has_signing_key() else ""
    if signed is not None and not _fits(signed, digest):
        raise BackupError("the backup was changed after it was signed. Use another one.")
    signer = signed.signer if signed else ""
    if ours and signer != ours and not not_ours:
        whose = (
            f"is signed with the key {signer}, and ours is {ours}" if signer else "is not signed"
        )
        raise BackupError(f"this backup was not made with this vault: it {whose}. {_REMEDY}")
    return signer


def _fits(signed: Signature, digest: bytes) -> bool:
    try:
        public = Ed25519PublicKey.from_public_bytes(raw_key(signed.signer))
        public.verify(signed.signature, _SAYS + digest)
    except (InvalidSignature, ValueError):
        return False
    return True

r"""The signature of a closing record: dataset and record belong together and were not changed.

    closing.json.sig    Ed25519 over the bytes of closing.json
    closing.pem         the public key it is checked with

The record holds the hash of every other file, so one signature covers all. No program of ours is
needed to check it:

    openssl pkeyutl -verify -pubin -inkey closing.pem -rawin -in closing.json \
        -sigfile closing.json.sig

Whoever changes a dataset can sign it anew with a key of their own, so compare the name of the key
with the one that the organisation gives you by another way.
"""

import base64
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_public_key,
)

RECORD_FILE = "closing.json"
SIGNATURE_FILE = "closing.json.sig"
KEY_FILE = "closing.pem"
SIGNING_KEY_BYTES = 32
_REMEDY = "Copy the whole folder again from where the round was closed."


class SignatureError(Exception):
    """The signature of a dataset does not fit; the message says what to do."""


def sign(folder: Path, key: bytes) -> str:
    """Sign the closing record in `folder` with a private key (32 bytes); return the key's name."""
    private = Ed25519PrivateKey.from_private_bytes(key)
    public = private.public_key()
    (folder / SIGNATURE_FILE).write_bytes(private.sign((folder / RECORD_FILE).read_bytes()))
    (folder / KEY_FILE).write_bytes(
        public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    )
    return _name(public)


def signer(folder: Path) -> str:
    """Return the name of the key that signed the closing record in `folder`.

    Raises:
        SignatureError: it is not signed, or was changed afterwards.
    """
    try:
        signature = (folder / SIGNATURE_FILE).read_bytes()
        public = _public_key((folder / KEY_FILE).read_bytes())
        public.verify(signature, (folder / RECORD_FILE).read_bytes())
    except FileNotFoundError as missing:
        raise SignatureError(
            f"the dataset is not signed: {missing.filename} is missing. {_REMEDY}"
        ) from None
    except (InvalidSignature, UnsupportedAlgorithm, ValueError):
        raise SignatureError(
            f"{RECORD_FILE}, {SIGNATURE_FILE} and {KEY_FILE} in {folder} do not belong together: "
            f"one of them was changed. {_REMEDY}"
        ) from None
    return _name(public)


def _public_key(pem: bytes) -> Ed25519PublicKey:
    public = load_pem_public_key(pem)
    if not isinstance(public, Ed25519PublicKey):
        raise UnsupportedAlgorithm("a key of another kind")
    return public


def name_of(key: bytes) -> str:
    """Return the name of a private key: its public half, in 44 characters."""
    return _name(Ed25519PrivateKey.from_private_bytes(key).public_key())


def raw_key(name: str) -> bytes:
    """Return the public key that has this name; `ValueError` when none can have it."""
    return base64.b64decode(name, validate=True)


def _name(public: Ed25519PublicKey) -> str:
    return base64.b64encode(public.public_bytes_raw()).decode()

"""The link from free texts to responses, sealed, in the rounds that count themes by group.

`join.sealed` lies beside the files of a dataset. It leads from the id of a free text to the id of
the response that it was taken out of, and opens with the holders' words alone: it is sealed to the
public key of the round, whose private half nobody has between closing and counting. It is no part
of what makes a dataset whole, because it is destroyed as soon as the themes are counted. Unsealed
it is in memory only.
"""

import hashlib
from collections.abc import Mapping
from pathlib import Path

import msgspec

from storage.sealing import KeyPair, PublicKey, SealError
from storage.shredding import shred
from storage.steps import reach

FILE = "join.sealed"

Join = Mapping[str, str]
"""The id of a text to the id of its response."""

_ROW = b"join of texts and responses"
"""What the box is bound to; no response has such a key."""


class JoinError(Exception):
    """There is no link that could be opened; the message says why."""


def write(folder: Path, round_id: str, join: Join, key: PublicKey) -> str:
    """Write the sealed link into a dataset and return its SHA-256."""
    content = msgspec.json.encode(dict(sorted(join.items())))
    box = key.seal(round_id, _ROW, content)
    (folder / FILE).write_bytes(box)
    reach("join written")
    return hashlib.sha256(box).hexdigest()


def opened(folder: Path, round_id: str, pair: KeyPair) -> dict[str, str]:
    """Return the link of a dataset, in memory.

    Raises:
        JoinError: the file is not there, or does not open with this key.
    """
    try:
        content = pair.open(round_id, _ROW, sealed(folder))
    except SealError:
        raise JoinError(
            f"These words are right, but they do not open {folder / FILE}. Give the words of the "
            f"holders of round {round_id}."
        ) from None
    return msgspec.json.decode(content, type=dict[str, str])


def sealed(folder: Path) -> bytes:
    """Return the sealed link of a dataset as it lies there; JoinError when it does not."""
    try:
        return (folder / FILE).read_bytes()
    except FileNotFoundError:
        raise JoinError(
            f"{folder / FILE} is not there. The link is destroyed once themes are counted by "
            "group, and nobody can make it again."
        ) from None


def check(folder: Path, expected: str) -> None:
    """Raise JoinError unless the sealed link is the one whose SHA-256 the closing record holds."""
    if hashlib.sha256(sealed(folder)).hexdigest() != expected:
        raise JoinError(
            f"{folder / FILE} is the link of another dataset, or was changed. Copy it again from "
            "where the round was closed."
        )


def destroy(folder: Path) -> None:
    """Destroy the link as far as a program can; harmless when it is gone."""
    shred(folder / FILE)

"""Versions of one thing in a folder, v1.json, v2.json, …: written once and never changed.

Each holds its number and the SHA-256 of the file before it, so that none can be changed or taken
away unseen.
"""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol, TypeVar

import msgspec


class VersionError(ValueError):
    """The versions in a folder do not fit each other; the message says what to do."""


class Versioned(Protocol):
    """What can be kept like that: `previous` is empty for the first."""

    @property
    def version(self) -> int:
        """1 for the first."""

    @property
    def previous(self) -> str:
        """SHA-256 of the file of the version before."""


Kept = TypeVar("Kept", bound=Versioned)


def newest(folder: Path, kind: type[Kept]) -> tuple[Kept, str] | None:
    """Return the newest version and its SHA-256; None when there is none yet.

    Raises:
        VersionError: a version is missing, was changed, or cannot be read.
    """
    found, digest = None, ""
    for number, path in enumerate(_files(folder), 1):
        content = _content(path)
        one, before = _decoded(path, content, kind), digest
        if one.version != number or one.previous != before:
            raise VersionError(
                f"{path} is not the version that was made after the one before it: a version was "
                "changed, renamed or taken away. Bring all of them back from a copy."
            )
        found, digest = one, hashlib.sha256(content).hexdigest()
    return None if found is None else (found, digest)


def add(folder: Path, made: Versioned) -> Path:
    """Write a new version, safely on the disk, and return its file.

    Raises:
        VersionError: somebody else has written this version meanwhile.
    """
    path = folder / f"v{made.version}.json"
    content = msgspec.json.format(msgspec.json.encode(made)) + b"\n"
    try:
        with path.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError:
        raise VersionError(f"{path} is there already. Read the sheets once more.") from None
    path.chmod(0o400)
    return path


def _files(folder: Path) -> Iterator[Path]:
    """Yield the files of all versions, in order; a gap shows in the hash of the next one."""
    numbers = sorted(
        int(path.stem[1:]) for path in folder.glob("v*.json") if path.stem[1:].isdecimal()
    )
    return (folder / f"v{number}.json" for number in numbers)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise _unreadable(path, error) from None


def _decoded(path: Path, content: bytes, kind: type[Kept]) -> Kept:
    try:
        return msgspec.json.decode(content, type=kind)
    except ValueError as error:  # also what is no UTF-8
        raise _unreadable(path, error) from None


def _unreadable(path: Path, error: Exception) -> VersionError:
    what = type(error).__name__
    return VersionError(f"{path}: cannot be read ({what}). Bring it back from a copy.")

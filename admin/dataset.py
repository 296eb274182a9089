"""The frozen outcome of a closed round: a folder, opened only when its files are as they were.

What is in here is not protected. Only `admin.analysis` reads it, and what analysis returns can
only be shown after `admin.disclosure` has let it through.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct

from dialogs.questions import Statements
from dialogs.questions.base import Level, Statement
from dialogs.round import Round
from storage.closing_record import ClosingRecord
from storage.hashing import file_hash
from storage.signing import SignatureError, signer

FILES = ("responses.parquet", "texts.parquet", "round.json", "codebook.json")
CLOSING = "closing.json"

T = TypeVar("T")


class DatasetError(Exception):
    """A dataset cannot be used; the message names the file and what to do."""


class Closing(ClosingRecord, frozen=True, kw_only=True):
    """The record written when the round was closed; its counts are exact, so none is shown."""

    @property
    def lost(self) -> int | None:
        """Responses known to be lost: exact, so never shown as it is; None when not all are."""
        known = [one.lost for one in self.restores if one.lost is not None]
        return self.unreadable + sum(known) if len(known) == len(self.restores) else None


class _Column(Struct, frozen=True):
    """What is read of a column in the codebook."""

    id: str
    levels: tuple[Level, ...] = ()


@dataclass(frozen=True)
class Dataset:
    """A dataset folder whose files match their hashes.

    `signed_by` names the key that signed it; whether that is the organisation's, a person knows.
    """

    folder: Path
    round: Round
    closing: Closing
    signed_by: str

    @property
    def responses_hash(self) -> str:
        """The SHA-256 of the responses that are counted: by it a release knows its dataset."""
        return self.closing.hashes["responses.parquet"]

    @classmethod
    def open(cls, folder: Path, *, signed_by: str = "") -> "Dataset":
        """Return the dataset in `folder`.

        Args:
            folder: the whole folder as it was written at closing.
            signed_by: the name of the key that must have signed it; empty for any key.

        Raises:
            DatasetError: the folder or a file is missing, a file was changed since closing or
                cannot be read, or another key has signed.
        """
        if not folder.is_dir():
            raise DatasetError(
                f"there is no folder {folder}: name the one that `close` has written."
            )
        closing = _decode(folder / CLOSING, Closing)
        key = _signer(folder)
        if signed_by not in {"", key}:
            raise DatasetError(
                f"the dataset is signed with the key {key}, not with {signed_by}: it is not from "
                "there, or it was changed and signed anew. Ask for it once more."
            )
        for name in FILES:
            _verify(folder / name, closing.hashes.get(name, ""))
        return cls(folder, _decode(folder / "round.json", Round), closing, key)

    @property
    def digest(self) -> str:
        """The SHA-256 of its closing record, which holds the hash of every other file."""
        with _readable(self.folder / CLOSING):
            return file_hash(self.folder / CLOSING)

    @property
    def responses(self) -> Path:
        """The table of responses, one row each."""
        return self.folder / "responses.parquet"

    @property
    def statements(self) -> dict[str, tuple[Statement, ...]]:
        """What could be voted on, by question: the round's own statements, then those added."""
        columns = _decode(self.folder / "codebook.json", list[_Column])
        levels = {column.id: column.levels for column in columns}
        return {
            one.id: _merged(one.seeds, levels.get(one.id, ()))
            for one in self.round.questions
            if isinstance(one, Statements)
        }

    @property
    def practice(self) -> bool:
        """Whether the answers are simulated."""
        return self.closing.practice

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the round, in its order."""
        return tuple(self.round.languages)


def _merged(seeds: tuple[Statement, ...], levels: tuple[Level, ...]) -> tuple[Statement, ...]:
    own = {one.id for one in seeds}
    return (*seeds, *(Statement(one.id, one.label) for one in levels if one.id not in own))


def _signer(folder: Path) -> str:
    try:
        return signer(folder)
    except SignatureError as error:
        raise DatasetError(str(error)) from None


def _verify(path: Path, expected: str) -> None:
    with _readable(path):
        found = file_hash(path)
    if found != expected:
        raise DatasetError(
            f"{path.name} is not the file that was written when the round was closed. "
            f"Copy the whole dataset folder again from where it was closed: {path.parent}"
        )


def _read(path: Path) -> bytes:
    with _readable(path):
        return path.read_bytes()


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError:
        raise DatasetError(
            f"{path.name} is missing or cannot be read. A dataset folder holds {CLOSING}, "
            f"{', '.join(FILES)}; copy it again as a whole: {path.parent}"
        ) from None


def _decode(path: Path, kind: type[T]) -> T:
    try:
        return msgspec.json.decode(_read(path), type=kind)
    except ValueError as error:
        raise DatasetError(
            f"{path.name} does not hold what this version expects ({error}). "
            "Use the version of the software that closed the round."
        ) from None

"""Whether a register is the right one; beside another one, a release is compared with nothing.

Three things tell. The register has a release of the round, or somebody says in so many words that
nothing of it was ever published. It holds what the dataset's folder says of its own last release
(`published.json`, written at each). And it holds the hash that somebody noted elsewhere, if given.

The first two guard against mistakes: whoever wants to can remove a file. The third one does not
depend on files here.
"""

import os
from dataclasses import dataclass
from pathlib import Path

import msgspec
from msgspec import Struct

from admin.dataset import Dataset
from admin.register import Register, RegisterError

NOTE = "published.json"


class Note(Struct, frozen=True):
    """What a dataset's folder says of its last release.

    Attributes:
        register: the file that it was entered in.
        number: of the release.
        head: the hash of its line.
    """

    register: str
    number: int
    head: str


@dataclass(frozen=True)
class Expected:
    """What whoever publishes says of the register.

    Attributes:
        first: nothing of the round has been published yet.
        head: a hash that a release printed, and that was noted; empty for none.
    """

    first: bool = False
    head: str = ""


KNOWN = Expected()


def to_publish(path: Path, dataset: Dataset, expected: Expected) -> Register:
    """Return the register that a release is to be entered in.

    Raises:
        RegisterError: it cannot be read, is not the right one, or was cut off.
    """
    kept = to_compare(path, dataset)
    if expected.head and not kept.holds(expected.head):
        raise RegisterError(
            f"{path} has no line with the hash {expected.head}. It is not the register that this"
            " was noted of, or its last lines are gone: bring it back from a copy."
        )
    _check_first(kept, dataset.round.id, first=expected.first)
    if not os.access(dataset.folder, os.W_OK):
        raise RegisterError(
            f"{dataset.folder} cannot be written to, and a release leaves a note in its dataset's"
            f" folder ({NOTE}). Nothing was released: let the folder be written to."
        )
    return kept


def to_compare(path: Path, dataset: Dataset) -> Register:
    """Return the register that a dataset is compared with, empty if nothing was published.

    Raises:
        RegisterError: it cannot be read, or is not the one in which the dataset was published.
    """
    kept, note = Register.open(path), _note_in(dataset.folder)
    if note is not None and not kept.holds(note.head):
        raise RegisterError(
            f"This dataset was published: its folder says that release {note.number} stands in"
            f" {note.register}. {path} does not hold that release; it is another register, or its"
            " last lines are gone. Name the right one with --register or CONSULT_RELEASES, or"
            " bring it back from a copy."
        )
    return kept


def note_release(dataset: Dataset, kept: Register) -> None:
    """Write into a dataset's folder that it was published, and where that was entered."""
    note = Note(str(kept.path.absolute()), kept.releases[-1].number, kept.head)
    written = dataset.folder / f".{NOTE}.new"
    written.write_bytes(msgspec.json.format(msgspec.json.encode(note)) + b"\n")
    written.replace(dataset.folder / NOTE)


def _check_first(kept: Register, round_id: str, *, first: bool) -> None:
    """Raise RegisterError unless there are releases of the round, or the word that there are none.

    One by mistake, and nothing would be compared with what was published.
    """
    has = any(kept.of(round_id))
    if not has and not first:
        there = "holds no release of" if kept.path.exists() else "is not there, so it has none of"
        raise RegisterError(
            f"{kept.path} {there} “{round_id}”. If anything of this round was published before,"
            " name the register that it was entered in (--register or CONSULT_RELEASES). If"
            " nothing ever was, say so: --first-release"
        )
    if has and first:
        raise RegisterError(
            f"{kept.path} holds a release of “{round_id}” already, so this is not the first."
            " Leave out --first-release."
        )


def _note_in(folder: Path) -> Note | None:
    path = folder / NOTE
    if not path.exists():
        return None
    try:
        return msgspec.json.decode(path.read_bytes(), type=Note)
    except (OSError, ValueError) as error:
        raise RegisterError(
            f"{path} cannot be read ({error}). It says where this dataset was published: bring it"
            " back from a copy."
        ) from None

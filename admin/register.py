"""What was published of a round: a file of JSON lines beside the releases, one line each.

Every line holds the hash of the line before it, so a line that is changed, taken out or put in
shows. That the last lines were cut off, or that this is another register, does not show in the
file: `admin.right_register` looks for that.

Cells are kept as they were printed, never as they were counted. They are what a later release is
checked against, together with everything a reader still has of the earlier ones.
"""

import datetime as dt
import hashlib
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import msgspec
from msgspec import Struct

from admin.approval import Approval
from admin.cells import CellRef, Printed
from admin.comparing import Publication, ranges_of, revealed
from admin.disclosure import Protected
from admin.quoting.comparing import Quoting
from admin.quoting.printed import Said
from admin.suppression import Range, Rule, in_common
from storage.lock import InUseError, ProcessLock

FILE = "releases.jsonl"
FIRST = "0" * 64


class RegisterError(Exception):
    """The register cannot be used, or a release is refused; the message says why."""


class Release(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One publication.

    Attributes:
        number: 1 for the first of the register.
        dataset: SHA-256 of the responses that were counted.
        tables: the digest of the protected tables.
        threshold, rounding: the rule they were protected by.
        cells: what was printed.
        files: name to SHA-256 of each file.
        themes: question to SHA-256 of which of its texts has which themes.
        quotes: what was quoted.
        previous: SHA-256 of the line before.
        approved_by: who has read it and answers for it.
        population: SHA-256 of the file of the population; empty where there was none.
        weighted_by: the breakdown that weights were made by; empty for none.
    """

    number: int
    round: str
    day: dt.date
    language: str
    dataset: str
    tables: str
    threshold: int
    rounding: int
    cells: tuple[Printed, ...]
    files: dict[str, str]
    previous: str
    themes: dict[str, str] = {}
    quotes: tuple[Said, ...] = ()
    approved_by: tuple[Approval, ...] = ()
    population: str = ""
    weighted_by: str = ""

    @property
    def publication(self) -> Publication:
        """What it printed, by the rule of then."""
        return Publication(self.cells, Rule(self.threshold, self.rounding))


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Let nobody else release anything with this register meanwhile.

    Two releases at once would not know of each other: neither could be compared with the other.

    Raises:
        RegisterError: somebody else is at it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = ProcessLock(path.with_name(f"{path.name}.lock"))
    try:
        lock.acquire()
    except InUseError:
        raise RegisterError(
            f"Another release is being made with {path}, and this one must be compared with it."
            " Nothing was released here. Wait until it is there, then publish again."
        ) from None
    try:
        yield
    finally:
        lock.release()


@dataclass(frozen=True)
class Register:
    """The releases in one file, oldest first."""

    path: Path
    releases: tuple[Release, ...]
    head: str

    @classmethod
    def open(cls, path: Path) -> "Register":
        """Return the register in a file, empty where there is none yet.

        Raises:
            RegisterError: a line is not what the line after it says, or cannot be read.
        """
        lines = path.read_bytes().splitlines() if path.exists() else []
        releases, head = [], FIRST
        for number, line in enumerate(lines, start=1):
            releases.append(_read(path, number, line, head))
            head = hashlib.sha256(line).hexdigest()
        return cls(path, tuple(releases), head)

    def holds(self, head: str) -> bool:
        """Return whether it had this hash at its end once, so that all up to there is in it."""
        return head == self.head or any(one.previous == head for one in self.releases)

    def of(self, round_id: str) -> Iterator[Release]:
        """Yield the releases of a round."""
        return (release for release in self.releases if release.round == round_id)

    def known(self, round_id: str, dataset: str) -> dict[CellRef, Range]:
        """Return what a reader knows of single cells from all releases of the same responses."""
        known: dict[CellRef, Range] = {}
        for release in self.of(round_id):
            if release.dataset == dataset:
                for ref, behind in ranges_of(release.publication).items():
                    known[ref] = in_common(behind, known.get(ref, behind))
        return known

    def check(self, round_id: str, dataset: str, tables: Protected) -> None:
        """Raise RegisterError if tables would tell of somebody by what changed since a release."""
        now = Publication(printed(tables), tables.rule)
        for release in self.of(round_id):
            if release.dataset != dataset:
                reason = revealed(release.publication, now, tables.ties)
                if reason:
                    raise RegisterError(
                        f"Release {release.number} of {release.day} counted other responses, and "
                        f"comparing it with this one would tell of single people: {reason} "
                        "What was published stays as it is; only its wording can be corrected."
                    )

    def check_themes(self, dataset: str, themes: Mapping[str, str]) -> None:
        """Raise RegisterError if texts were coded otherwise in an earlier release of a dataset.

        Of two codings, the differences would tell which single texts changed their themes.
        """
        for release in self.releases:
            for question, digest in release.themes.items() if release.dataset == dataset else ():
                if themes.get(question, digest) != digest:
                    raise RegisterError(
                        f"Release {release.number} of {release.day} counted other themes of "
                        f"“{question}”, and what was published stays as it is: take the versions "
                        "of its layer that were made since then out of the folder."
                    )

    def quoted(self, round_id: str) -> tuple[Said, ...]:
        """Return every quote that releases of a round have printed, some of them several times."""
        return tuple(one for release in self.of(round_id) for one in release.quotes)

    def check_quotes(self, round_id: str, now: Quoting) -> None:
        """Raise RegisterError if quotes would tell of somebody beside those of a release."""
        for release in self.of(round_id):
            if reason := now.beside(release.quotes, release.language, release.dataset):
                raise RegisterError(f"Release {release.number} of {release.day} {reason}")

    def enter(self, release: Release) -> "Register":
        """Add a line that is safely on the disk, and return the register with it."""
        line = msgspec.json.encode(release)
        with self.path.open("ab") as file:
            file.write(line + b"\n")
            file.flush()
            os.fsync(file.fileno())
        return Register(self.path, (*self.releases, release), hashlib.sha256(line).hexdigest())


def printed(tables: Protected) -> tuple[Printed, ...]:
    """Return all cells as they are printed, each address once."""
    cells = {cell.ref: Printed(cell.ref, cell.count, cell.nearly_all) for cell in tables.cells()}
    return tuple(cells.values())


def _read(path: Path, number: int, line: bytes, head: str) -> Release:
    try:
        release = msgspec.json.decode(line, type=Release)
    except ValueError as error:
        raise RegisterError(f"{path}, line {number}: cannot be read ({error}).") from None
    if release.previous != head or release.number != number:
        raise RegisterError(
            f"{path}, line {number}: this is not the line that was written after the one before "
            "it. The register was changed by hand; bring it back from a copy before you publish."
        )
    return release

"""Everything on a disk that has an order, or stands beside something else."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.support.attacking.marks import Mark, Marks
from tests.support.attacking.scanner import Hit, Scanner
from tests.support.attacking.tables import Row, Tables, Value

Places = Mapping[int, float]
"""Where somebody stands in an order, by user id."""

PERSON = frozenset({"id", "tag"})
"""Kinds of marks that say who somebody is."""


@dataclass
class Scanned:
    """What was found in files as they lie on the disk, by file."""

    hits: dict[Path, list[Hit]] = field(default_factory=dict)

    def marks(self, marks: Marks, files: Collection[Path] | None = None) -> set[Mark]:
        """Return what was found, in all files or in some."""
        found = self.hits if files is None else {one: self.hits[one] for one in files}
        return {marks.of[hit.mark] for hits in found.values() for hit in hits}


def scan(files: Iterable[Path], marks: Marks) -> Scanned:
    """Look for all marks in all files; a file that vanishes meanwhile is passed over."""
    scanner, found = Scanner(marks.of), Scanned()
    for file in files:
        try:
            found.hits[file] = list(scanner.scan(file))
        except FileNotFoundError:
            continue
    return found


def orders_in_files(scanned: Scanned, marks: Marks, page: int) -> Iterator[tuple[str, Places]]:
    """Yield where each kind of mark stands: first, last, and within its page."""
    for file, hits in scanned.hits.items():
        by_kind: dict[str, list[Hit]] = defaultdict(list)
        for hit in sorted(hits, key=lambda one: one.at):
            by_kind[marks.of[hit.mark].kind].append(hit)
        for kind, found in by_kind.items():
            last = {marks.of[hit.mark].user: float(hit.at) for hit in found}
            first = {marks.of[hit.mark].user: float(hit.at) for hit in reversed(found)}
            yield f"{file.name}: first {kind}", first
            yield f"{file.name}: last {kind}", last
            yield f"{file.name}: {kind} within its page", {u: at % page for u, at in last.items()}


def orders_of_files(files: Iterable[Path], marks: Marks) -> Iterator[tuple[str, Places]]:
    """Yield the times of files that are named by a mark."""
    named = {file: marks.found(file.stem) for file in files}
    owned = {file: mark.user for file, mark in named.items() if mark is not None}
    if owned:
        yield "times of files", {user: file.stat().st_mtime_ns for file, user in owned.items()}


def orders_in_tables(
    tables: Tables, whose: Callable[[Row], int | None]
) -> Iterator[tuple[str, Places]]:
    """Yield every column of every table as an order of the people whose rows these are."""
    for name, rows in tables.items():
        owned = [(user, row) for row in rows if (user := whose(row)) is not None]
        if owned:
            yield f"{name}: order of rows", {user: n for n, (user, _) in enumerate(owned)}
            for column in owned[0][1]:
                yield f"{name}.{column}", _ranked({user: row[column] for user, row in owned})


def joined(tables: Tables, marks: Marks, whose: Callable[[Row], int | None]) -> set[int]:
    """Return whose response stands in a row that also says who they are."""
    found: set[int] = set()
    for rows in tables.values():
        for row in rows:
            kinds = {mark.kind for value in row.values() if (mark := marks.found(value))}
            owner = whose(row)
            if owner is not None and kinds & PERSON and kinds - PERSON:
                found.add(owner)
    return found


def owner_by_mark(marks: Marks) -> Callable[[Row], int | None]:
    """Return what tells whose row it is from the first mark in it."""

    def whose(row: Row) -> int | None:
        found = (marks.found(value) for value in row.values())
        return next((mark.user for mark in found if mark is not None), None)

    return whose


def _ranked(values: Mapping[int, Value]) -> Places:
    """Return values as numbers in the same order, whatever they are."""
    keys = {user: _key(value) for user, value in values.items()}
    ranks = {key: float(rank) for rank, key in enumerate(sorted(set(keys.values())))}
    return {user: ranks[key] for user, key in keys.items()}


def _key(value: Value) -> tuple[int, float, str]:
    match value:
        case None:
            return (0, 0.0, "")
        case bytes():
            return (2, 0.0, value.hex())
        case str():
            return (3, 0.0, value)
    return (1, float(value), "")

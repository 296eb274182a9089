"""The attack: with everything on the disk, the list of participants and the true order.

Twice: while the round is open, without and with the vault; and after closing, when the dataset has
been made and the attacker has all backups and the key that opens them.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq  # type: ignore[import-untyped]  # the package ships no types

from tests.support.attacking import evidence
from tests.support.attacking.backups import Copy, open_backups
from tests.support.attacking.crowd import SECRET, Plan
from tests.support.attacking.evidence import Places, Scanned
from tests.support.attacking.keys import keys_in_files, keys_in_tables, recomputable
from tests.support.attacking.marks import TAKEN_OUT, WORDS, Mark, marks_of
from tests.support.attacking.orders import Finding, judge
from tests.support.attacking.reading import remains, words_in
from tests.support.attacking.scanner import Scanner
from tests.support.attacking.scene import Scene
from tests.support.attacking.tables import Row, Tables, read_tables, settle

_PAGES = {True: 4096, False: 8192}
"""Bytes of a page of SQLite and of PostgreSQL."""

_BACKED_UP = frozenset({"tag", "row key", "box"})
"""Kinds of marks that a backup holds by design."""


@dataclass(frozen=True)
class Open:
    """What is found while the round is open.

    Attributes:
        orders: what each order is worth; it tells of boxes that nobody can open.
        joined: people whose response stands beside their tag.
        plain: words that can be read without a key.
        unfinished, finished, erased: how many people's words can be read with the vault.
    taken_out: parts of texts that were to be kept nowhere, and can be read, with the vault too.
    """

    orders: Sequence[Finding]
    joined: int
    plain: int
    unfinished: int
    finished: int
    erased: int
    taken_out: int


@dataclass(frozen=True)
class Closed:
    """What is found after closing.

    Attributes:
        orders: what each order is worth; those of the dataset, and of anything that is left.
        dataset: those of the dataset alone, which is where answers can be read.
        joined: people whose response stands beside something of theirs.
        tags: how many tags can be recomputed.
        canaries: what was found of the things that must be gone, with where.
    """

    orders: Sequence[Finding]
    dataset: Sequence[Finding]
    joined: int
    tags: int
    canaries: Mapping[Mark, str]


class Attacker:
    """Attacks one scene. Make it while the round is open: it looks at the database then."""

    def __init__(self, scene: Scene, disk: Sequence[Path]) -> None:
        """Seize everything.

        Args:
            scene: what is attacked.
            disk: the folders with all that the installation and its database have written.
        """
        self._scene = scene
        self._disk = disk
        self._truth = {user: rank for rank, user in enumerate(scene.finished.values())}
        self._users = {one.user: one for one in scene.visitors}
        settle(scene.url)
        self._tables = read_tables(scene.url)
        self._tags = scene.tags()
        boxes = self._boxes()
        self.marks = marks_of(scene.visitors, scene.finished, self._tags, boxes)
        self.sizes = Counter(map(len, boxes))
        """How many sealed responses there are of each length."""

    def _boxes(self) -> dict[bytes, int]:
        sealed = self._tables["sealed"]
        rows = [(row["box"], row["row_key"]) for row in sealed]
        return {
            box: self._scene.finished[key]
            for box, key in rows
            if isinstance(box, bytes) and isinstance(key, bytes)
        }

    def while_open(self) -> Open:
        """Attack while people answer."""
        scanned = evidence.scan(self._files(), self.marks)
        whose = evidence.owner_by_mark(self.marks)
        orders = [*evidence.orders_in_tables(self._tables, whose), *self._physical(scanned)]
        orders.append(("successive backups", self._first_seen()))
        plain, opened = scanned.marks(self.marks), self._opened(scanned)
        readable = [self._users[user] for user in {one.user for one in opened}]
        return Open(
            orders=[self._judged(name, places) for name, places in orders],
            joined=len(evidence.joined(self._tables, self.marks, whose)),
            plain=len([one for one in plain if "words" in one.kind]),
            unfinished=len([one for one in readable if one.plan is Plan.LEAVES]),
            finished=len([one for one in readable if one.counted]),
            erased=len([one for one in readable if not one.counted and one.finished]),
            taken_out=len([one for one in plain | opened if one.kind == TAKEN_OUT]),
        )

    def after_closing(self) -> Closed:
        """Attack when the round is closed, with the dataset, all backups and their key."""
        copies = list(open_backups(self._scene.backups, self._scene.identity))
        tables = read_tables(self._scene.url)
        dataset = _dataset(self._scene.dataset)
        scanned = evidence.scan(self._files(), self.marks)
        whose = evidence.owner_by_mark(self.marks)
        in_dataset = self._owner_of_row()
        shown = [*evidence.orders_in_tables(dataset, in_dataset)]
        left = [*evidence.orders_in_tables(tables, whose), *self._physical(scanned)]
        for copy in copies:
            orders = evidence.orders_in_tables(copy.tables, whose)
            left += [(f"{copy.name}: {name}", order) for name, order in orders]
        judged = [self._judged(name, places) for name, places in shown]
        return Closed(
            orders=[*judged, *(self._judged(name, places) for name, places in left)],
            dataset=judged,
            joined=len(self._joined(dataset, in_dataset)),
            tags=len(self._recomputed(tables, copies)),
            canaries=self._canaries(scanned, dataset, copies),
        )

    def _judged(self, name: str, places: Places) -> Finding:
        return judge(name, places, self._truth)

    def _files(self) -> list[Path]:
        files = (file for folder in self._disk for file in folder.rglob("*") if file.is_file())
        return sorted(set(files))

    def _physical(self, scanned: Scanned) -> Iterator[tuple[str, Places]]:
        page = _PAGES[self._scene.url.startswith("sqlite")]
        yield from evidence.orders_in_files(scanned, self.marks, page)
        yield from evidence.orders_of_files(self._files(), self.marks)

    def _first_seen(self) -> Places:
        """Return on which evening a response was first in a backup."""
        first: dict[int, float] = {}
        for evening, copy in enumerate(open_backups(self._scene.backups, self._scene.identity)):
            for row in copy.tables.get("sealed", ()):
                mark = self.marks.found(row["row_key"])
                if mark is not None:
                    first.setdefault(mark.user, evening)
        return first

    def _opened(self, scanned: Scanned) -> set[Mark]:
        """Return what can be read with the vault, in what is left of drafts."""
        key = self._scene.vault.draft_key()
        read: set[bytes] = set()
        for file, hits in scanned.hits.items():
            tags = [hit for hit in hits if hit.mark in self._tags]
            read |= words_in(remains(file, tags), key)
        return {self.marks.of[words] for words in read}

    def _joined(self, dataset: Tables, whose: Callable[[Row], int | None]) -> set[int]:
        """Return whose row of the dataset holds anything of theirs but their words."""
        found: set[int] = set()
        for rows in dataset.values():
            for row in rows:
                marks = [mark for value in row.values() if (mark := self.marks.found(value))]
                owner = whose(row)
                if owner is not None and any(mark.kind != WORDS for mark in marks):
                    found.add(owner)
        return found

    def _owner_of_row(self) -> Callable[[Row], int | None]:
        """Return what tells whose row of the dataset it is: the truth, to check guesses with."""
        by_secret = {float(one.secret): one.user for one in self._scene.visitors}
        by_words = {one.counted: one.user for one in self._scene.visitors if one.counted}

        def whose(row: Row) -> int | None:
            if SECRET in row and isinstance(row[SECRET], float):
                return by_secret.get(float(row[SECRET] or 0))
            return by_words.get(str(row.get("words")).partition(" ")[0])

        return whose

    def _recomputed(self, tables: Tables, copies: Sequence[Copy]) -> dict[bytes, int]:
        def candidates() -> Iterator[bytes]:
            yield from keys_in_files(self._scene.folder.rglob("*"))
            yield from keys_in_tables(tables)
            for copy in copies:
                yield from keys_in_tables(copy.tables)

        users = [*self._truth, *self._users]
        return recomputable(candidates(), self._scene.round.id, users, self._tags)

    def _canaries(
        self, scanned: Scanned, dataset: Tables, copies: Sequence[Copy]
    ) -> dict[Mark, str]:
        """Return what should be gone: everything on the disk, what was erased in the dataset.

        A backup holds tags, row keys and boxes; nothing else of anybody.
        """
        found: dict[Mark, str] = {}
        for file, hits in scanned.hits.items():
            marks = (self.marks.of[hit.mark] for hit in hits)
            counted = file.parent == self._scene.dataset
            gone = (mark for mark in marks if not (counted and mark.kind == WORDS))
            found |= dict.fromkeys(gone, file.name)
        for name, rows in dataset.items():
            for row in rows:
                for value in row.values():
                    mark = self.marks.found(_first_word(value))
                    if mark is not None and mark.kind != WORDS:
                        found[mark] = name
        scanner = Scanner(self.marks.of)
        for copy in copies:
            found |= dict.fromkeys(self._beyond_backup(copy, scanner), copy.name)
        return found

    def _beyond_backup(self, copy: Copy, scanner: Scanner) -> Iterator[Mark]:
        for hit in scanner.search(copy.raw):
            mark = self.marks.of[hit.mark]
            if mark.kind not in _BACKED_UP:
                yield mark


def _dataset(folder: Path) -> Tables:
    return {file.name: pq.read_table(file).to_pylist() for file in sorted(folder.glob("*.parquet"))}


def _first_word(value: object) -> object:
    return value.partition(" ")[0] if isinstance(value, str) else value

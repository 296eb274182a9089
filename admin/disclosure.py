"""The gate between exact counts and every reader.

`protect` is the only maker of `ProtectedCell` and `ProtectedTable`: they ask for a seal that only
this module holds. Everything that is shown (tables, charts, sentences, means) is made of them, so
there is no way to a number that goes round this module.

The rules are in `admin.suppression`, what ties the cells together is in `admin.linking`, and
`admin.audit` proves that nothing hidden can be worked out. Shown counts are rounded, and
percentages and means are computed from the rounded counts. Zero and hidden look the same.

Who is guarded against: a reader of everything that was ever published of the round (all tables,
all languages, all earlier releases) who knows the round, the rules of rounding and hiding, and
this program. Such a reader is not told anything by people inside. docs/disclosure.md has the whole
model, and each published number with the place where it is protected.
"""

import hashlib
import logging
from collections.abc import Iterator, Mapping
from dataclasses import InitVar, dataclass
from typing import Final

from admin.analysis.counting import UnprotectedCounts
from admin.analysis.variables import Plan, Variable
from admin.audit import suppressed
from admin.linking import (
    EVERYONE,
    FINISHED,
    TALLY,
    CellRef,
    answers_alone,
    base_of,
    groups_of,
    linked,
    tables_of,
    tally,
    without_finer,
    without_texts,
)
from admin.merging import join_small_groups
from admin.suppression import (
    Counted,
    DisclosureError,
    Range,
    Rule,
    Suppressed,
    Tie,
    adds_up,
)
from dialogs.round import Round

__all__ = [
    "FINISHED", "CellRef", "Protected", "ProtectedCell", "ProtectedTable", "mean_of", "protect",
    "rule_of", "tally",
]  # fmt: skip


log = logging.getLogger(__name__)


class _Seal:
    """Proof that a cell was made here."""


_SEAL: Final = _Seal()


@dataclass(frozen=True)
class ProtectedCell:
    """One number that may be shown, or the fact that it may not (`count` is None).

    Attributes:
        ref: its address.
        count: people, rounded.
        base: people whom it is a share of, rounded; None when hidden.
        percent: `count` of `base` in whole per cent; None when hidden or the base is too small.
        nearly_all: whether the words "nearly all" are printed in place of a hidden number.
    """

    ref: CellRef
    count: int | None
    base: int | None
    percent: int | None
    seal: InitVar[_Seal]
    nearly_all: bool = False

    def __post_init__(self, seal: _Seal) -> None:
        """Refuse to be made anywhere else."""
        if seal is not _SEAL:
            raise TypeError("Only admin.disclosure makes protected cells.")

    @property
    def shown(self) -> bool:
        """Whether there is a number to show."""
        return self.count is not None


@dataclass(frozen=True)
class ProtectedTable:
    """One variable, over everybody (`by` is None) or by the groups of one breakdown."""

    variable: Variable
    by: Variable | None
    cells: Mapping[tuple[str, str], ProtectedCell]
    """(group, category) to cell; group "" is everybody and category "" is the base."""
    seal: InitVar[_Seal]

    def __post_init__(self, seal: _Seal) -> None:
        """Refuse to be made anywhere else."""
        if seal is not _SEAL:
            raise TypeError("Only admin.disclosure makes protected tables.")

    @property
    def groups(self) -> tuple[str, ...]:
        """The rows, in the order of the round: those who can have been asked."""
        return tuple(dict.fromkeys(group for group, _ in self.cells))

    def cell(self, category: str, group: str = "") -> ProtectedCell:
        """Return a cell; KeyError when the table has none such."""
        return self.cells[group, category]

    def base(self, group: str = "") -> ProtectedCell:
        """Return the base of a row."""
        return self.cells[group, ""]


@dataclass(frozen=True)
class Protected:
    """Everything that may be shown about a round."""

    rule: Rule
    plan: Plan
    finished: ProtectedCell
    tables: Mapping[tuple[str, str], ProtectedTable]
    """(variable, breakdown or "") to table."""
    tallies: Mapping[str, ProtectedCell]
    everyone: Mapping[str, ProtectedTable]
    """Headline variable to its table with the quarantined; empty when nothing was judged."""
    ties: tuple[Tie[CellRef], ...]
    """What holds between cells whatever people answered; no number of people is in it."""
    seal: InitVar[_Seal]

    def __post_init__(self, seal: _Seal) -> None:
        """Refuse to be made anywhere else."""
        if seal is not _SEAL:
            raise TypeError("Only admin.disclosure makes protected tables.")

    def table(self, variable: str, by: str = "") -> ProtectedTable:
        """Return a table; KeyError when the plan has none such."""
        return self.tables[variable, by]

    def cell(self, ref: CellRef) -> ProtectedCell:
        """Return the cell at an address; KeyError when there is none."""
        if ref == FINISHED:
            return self.finished
        if ref.variable == TALLY:
            return self.tallies[ref.category]
        if ref.by == EVERYONE:
            return self.everyone[ref.variable].cell(ref.category)
        return self.tables[ref.variable, ref.by].cell(ref.category, ref.group)

    def cells(self) -> Iterator[ProtectedCell]:
        """Yield every cell, in the order of the plan."""
        yield self.finished
        yield from self.tallies.values()
        for table in self.tables.values():
            yield from table.cells.values()
        for table in self.everyone.values():
            yield from table.cells.values()

    def digest(self) -> str:
        """Return the SHA-256 of all cells, which names this set of tables."""
        lines = (
            f"{'/'.join(cell.ref)}={cell.count}|{cell.base}|{cell.nearly_all}"
            for cell in self.cells()
        )
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def rule_of(round_: Round) -> Rule:
    """Return the rule of a round; a round file can only make it stricter."""
    return Rule(round_.publication.threshold, round_.publication.rounding)


def protect(
    raw: UnprotectedCounts, round_: Round, published: Mapping[CellRef, Range] | None = None
) -> Protected:
    """Return the tables that may be shown of these counts.

    If finer tables by group cannot be protected, there are none of them, and the plan says so. What
    an earlier publication printed of them is out, so then it is refused.

    Args:
        raw: the exact counts.
        round_: the round they are of.
        published: what earlier publications of the same counts say of single cells.

    Raises:
        DisclosureError: with what was published earlier, these tables would give a number away.
    """
    rule, out = rule_of(round_), published or {}
    raw = join_small_groups(raw, round_, rule)
    try:
        return _protected(raw, round_, rule, out)
    except DisclosureError as error:
        finer = raw.plan.finer
        if not finer or any((ref.variable, ref.by) in finer for ref in out):
            raise
        log.warning("finer tables by group are left out: %s", error)
    return _protected(raw.withholding(), round_, rule, out)


def _protected(
    raw: UnprotectedCounts, round_: Round, rule: Rule, published: Mapping[CellRef, Range]
) -> Protected:
    bases = dict(_bases(raw))
    known = ((bases.get(ref, ref), behind) for ref, behind in published.items())
    counted = linked(raw, round_, rule).also_known(known)
    answers = _answers(counted, raw.plan, rule, first=not published)
    cells = suppressed(counted, rule, answers)
    maker = _Maker(raw, counted.counts, cells, rule)
    tables = {(variable.id, by): maker.table(variable, by) for variable, by in tables_of(raw.plan)}
    tallies = {name: maker.lone(tally(name)) for name in raw.tallies}
    everyone = {name: maker.everyone(name) for name, category in raw.everyone if not category}
    ties = (*counted.ties, *(adds_up(ref, (key,)) for ref, key in bases.items()))
    finished = maker.lone(FINISHED)
    return Protected(rule, raw.plan, finished, tables, tallies, everyone, ties, _SEAL)


def _bases(raw: UnprotectedCounts) -> Iterator[tuple[CellRef, CellRef]]:
    """Yield the address of each base that is the size of its group, and the address of that."""
    for variable, by in tables_of(raw.plan):
        for group in groups_of(raw.plan, variable, by):
            ref, size = CellRef(variable.id, "", *group), base_of(raw, variable, group)
            if ref != size:
                yield ref, size


def _answers(
    counted: Counted[CellRef], plan: Plan, rule: Rule, *, first: bool
) -> Suppressed[CellRef]:
    """Return what is hidden of the answers, which nothing that is added to them changes.

    Not for the sake of finer tables by group, which come after the others, nor of coded texts, nor
    of how many left or were set apart. In a first publication the texts are not hidden for the sake
    of these last either; later they may have to be, as what is out cannot be hidden any more.
    """
    answers = answers_alone(counted)
    texts_apart = without_texts(answers, plan)
    settled = suppressed(without_finer(texts_apart, plan), rule)
    for more in (texts_apart, answers) if first else (texts_apart,):
        if more.counts.keys() > settled.decided:
            settled = suppressed(more, rule, settled)
    return settled


def mean_of(table: ProtectedTable, group: str = "") -> float | None:
    """Return the mean of a scale from its shown counts, None when any level is hidden.

    The mean is a function of numbers that are printed beside it, so it tells nothing more.
    """
    cells = [table.cell(category.id, group) for category in table.variable.substance]
    counts = [cell.count for cell in cells if cell.count is not None]
    if len(counts) < len(cells) or not sum(counts):
        return None
    points = (int(cell.ref.category) for cell in cells)
    return sum(p * c for p, c in zip(points, counts, strict=True)) / sum(counts)


@dataclass(frozen=True)
class _Maker:
    raw: UnprotectedCounts
    counts: Mapping[CellRef, int]
    cells: Suppressed[CellRef]
    rule: Rule

    def table(self, variable: Variable, by: str) -> ProtectedTable:
        cells: dict[tuple[str, str], ProtectedCell] = {}
        for group in groups_of(self.raw.plan, variable, by):
            base = base_of(self.raw, variable, group)
            cells[group[1], ""] = self._cell(CellRef(variable.id, "", *group), base, base)
            for category in variable.categories:
                ref = CellRef(variable.id, category.id, *group)
                cells[group[1], category.id] = self._cell(ref, ref, base)
        return ProtectedTable(variable, self.raw.plan.grouping(by) if by else None, cells, _SEAL)

    def everyone(self, variable_id: str) -> ProtectedTable:
        variable = self.raw.plan.variable(variable_id)
        base = CellRef(variable_id, "", EVERYONE)
        refs = [base, *(CellRef(variable_id, one.id, EVERYONE) for one in variable.categories)]
        cells = {("", ref.category): self._cell(ref, ref, base) for ref in refs}
        return ProtectedTable(variable, None, cells, _SEAL)

    def lone(self, ref: CellRef) -> ProtectedCell:
        return ProtectedCell(ref, self._shown(ref), None, None, _SEAL)

    def _cell(self, ref: CellRef, key: CellRef, base_key: CellRef) -> ProtectedCell:
        count, base = self._shown(key), self._shown(base_key)
        share = self._percent(count, base)
        return ProtectedCell(ref, count, base, share, _SEAL, key in self.cells.nearly_all)

    def _shown(self, key: CellRef) -> int | None:
        return None if key in self.cells.hidden else self.rule.rounded(self.counts[key])

    def _percent(self, count: int | None, base: int | None) -> int | None:
        if count is None or base is None or base < self.rule.percent_base:
            return None
        return (200 * count + base) // (2 * base)

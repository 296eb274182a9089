"""Whole numbers of people that agree with everything published: what synthetic responses add up to.

Published counts are rounded one by one, so they need not add up. Here are counts that do, each no
further from what is printed than rounding allows. Coded texts are left out: no person has them.
Only printed numbers are looked at. The exact
counts, whatever they were, are one of the solutions, so there always is one. A hidden number of a
group is filled as if the breakdown made no difference.
"""

from collections.abc import Iterator, Mapping

from admin.analysis.variables import DECLINED, SKIPPED, Category, Kind, among_id
from admin.disclosure import FINISHED, CellRef, Protected, ProtectedCell, ProtectedTable
from admin.exports import whole_numbers
from admin.exports.whole_numbers import Target
from admin.suppression import Range, Rule, Tie, adds_up
from dialogs.questions import Ranking
from dialogs.round import Round

MISSING = (SKIPPED, DECLINED)

_PRINTED, _GUESSED = 100.0, 1.0

Ties = Iterator[Tie[CellRef]]


def agreeing(tables: Protected, round_: Round, given: str = "") -> Mapping[CellRef, int]:
    """Return a count for every cell over everybody, and by the breakdown `given`.

    Raises:
        NoAgreementError: there is none; for tables that were protected by this program that cannot
            be.
    """
    used = [
        table
        for (_, by), table in tables.tables.items()
        if by in {"", given} and not table.variable.of_texts
    ]
    cells = {cell.ref: cell for table in used for cell in table.cells.values()}
    cells[FINISHED] = tables.finished
    ties = [
        *(tie for table in used for tie in _within_rows(table)),
        *(tie for table in used if table.by for tie in _over_groups(table)),
        *(tie for by in dict.fromkeys(("", given)) for tie in _over_points(tables, by)),
        *_over_rankings(tables, round_),
    ]
    return whole_numbers.nearest(
        {ref: _range(cell, tables.rule) for ref, cell in cells.items()},
        {**dict(_guesses(tables, used)), **_printed(cells)},
        [tie for tie in ties if tie.keys() <= cells.keys()],
    )


def levels_of(category: Category) -> tuple[str, ...]:
    """Return the categories that a merged one, or a group of a breakdown, gathers."""
    return category.levels or (category.id,)


def _range(cell: ProtectedCell, rule: Rule) -> Range:
    if cell.count is not None:
        return rule.behind(cell.count)
    if cell.nearly_all and cell.base is not None:
        return rule.nearly_all_of(cell.base), None
    return 0, None


def _printed(cells: Mapping[CellRef, ProtectedCell]) -> dict[CellRef, Target]:
    return {ref: (cell.count, _PRINTED) for ref, cell in cells.items() if cell.count is not None}


def _guesses(tables: Protected, used: list[ProtectedTable]) -> Iterator[tuple[CellRef, Target]]:
    """Yield what cells of groups would hold if the breakdown made no difference."""
    for table in (table for table in used if table.by):
        over_all = tables.table(table.variable.id)
        for (group, category), cell in table.cells.items():
            share, base = over_all.cell(category), table.base(group).count
            if base is not None and share.count is not None and share.base:
                yield cell.ref, (base * share.count / share.base, _GUESSED)


def _within_rows(table: ProtectedTable) -> Ties:
    """Yield that the parts of a row add up to its base, and that no answer exceeds who answered."""
    for group in table.groups:
        base = table.base(group).ref
        yield _no_more([base], _people(table, group))
        cells = {one.id: table.cell(one.id, group).ref for one in table.variable.categories}
        gone = [ref for name, ref in cells.items() if name in MISSING]
        if table.variable.kind is Kind.PARTS:
            yield adds_up(base, list(cells.values()))
        else:
            yield _no_more(gone, [base])
            answers = (table.cell(one.id, group).ref for one in table.variable.substance)
            yield from (_no_more([ref, *gone], [base]) for ref in answers)


def _people(table: ProtectedTable, group: str) -> list[CellRef]:
    """Return the cells that hold everybody of a row, asked or not."""
    if table.by is None:
        return [FINISHED]
    return [CellRef(table.by.id, level) for level in levels_of(table.by.category(group))]


def _over_groups(table: ProtectedTable) -> Ties:
    """Yield that the groups of a breakdown make up everybody, or those who were asked for it."""
    conditional = table.by is not None and table.by.conditional
    for name in ("", *(one.id for one in table.variable.categories)):
        whole = CellRef(table.variable.id, name)
        parts = [table.cell(name, group).ref for group in table.groups]
        yield _no_more(parts, [whole]) if conditional else adds_up(whole, parts)


def _over_points(tables: Protected, by: str) -> Ties:
    """Yield that merged points of a scale are the sum of what they gather, in each row."""
    for merged, scale in tables.plan.merged:
        variable, table = tables.plan.variable(merged), tables.tables.get((scale, by))
        for where in ((by, group) for group in table.groups) if table else ():
            if variable.statement is None:  # votes are merged for voters alone
                yield adds_up(CellRef(merged, "", *where), [CellRef(scale, "", *where)])
            for one in variable.categories:
                levels = [CellRef(scale, name, *where) for name in levels_of(one)]
                yield adds_up(CellRef(merged, one.id, *where), levels)


def _over_rankings(tables: Protected, round_: Round) -> Ties:
    """Yield that what is put first is among the places, and that "no answer" is one number."""
    for question in (q for q in round_.questions if isinstance(q, Ranking)):
        among = among_id(question.id)
        if (among, "") not in tables.tables:
            continue
        yield adds_up(CellRef(among), [CellRef(question.id)])
        for one in tables.plan.variable(among).categories:
            first, placed = CellRef(question.id, one.id), CellRef(among, one.id)
            yield adds_up(placed, [first]) if one.id in MISSING else _no_more([first], [placed])


def _no_more(parts: list[CellRef], whole: list[CellRef]) -> Tie[CellRef]:
    return Tie((*((ref, 1) for ref in whole), *((ref, -1) for ref in parts)), 0, None)

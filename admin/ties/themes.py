"""What a reader knows of coded texts, besides what holds wherever several answers are possible.

- A text that was coded was written by somebody who answered: by a person who is counted, by one
  whose response was set apart, or by an organisation. So the coded texts are at most those who
  wrote something, and those of the others, over all and in each language. How many texts nobody has
  coded is not published, so nothing more follows.
- In each language, and in each group that themes were counted by, those who wrote something and
  those who did not are the people of it; those who wrote something in all of them are those who
  wrote something.
- Where themes were counted by group, these are texts of people who are counted. So in a group they
  are at most those of it who wrote something; the groups of each breakdown add up to the same
  number; and what it is less than all coded texts are texts of the others, of whom each has
  written one at most.

The numbers of those who wrote and who did not, and of themes in texts of the others, are never
printed; a reader narrows them, so they are guarded like any that a subtraction gives.
"""

from collections.abc import Iterator

from admin.analysis.counting import (
    EVERYBODY,
    ORGANISATIONS,
    Group,
    UnprotectedCounts,
)
from admin.analysis.variables import ANSWERED, LANGUAGE, QUARANTINED, Variable
from admin.cells import NOT, TALLY, CellRef
from admin.suppression import Tie, adds_up
from admin.ties.answers import several
from dialogs.round import Round

COUNTED, OTHERS = ":counted", ":others"
"""Stand for the breakdown where a cell holds texts of people who are counted, or of all others;
such a cell is never printed."""

_WROTE, _SILENT = f"{NOT}wrote", f"{NOT}silent"


def numbers_of_texts(raw: UnprotectedCounts) -> Iterator[tuple[CellRef, int]]:
    """Yield how many of each group wrote something and did not, and the themes of the others."""
    for variable, group in groups_of_writers(raw):
        number = raw.wrote.get((variable.question, group), 0)
        yield wrote(variable, group), number
        yield _silent(variable, group), raw.counts[(*group, EVERYBODY)] - number
    for variable, by in rows_apart(raw):
        base = _in_row(raw, variable, "", by)
        yield CellRef(variable.id, "", by), base
        for category in (one.id for one in variable.categories):
            number = _in_row(raw, variable, category, by)
            yield CellRef(variable.id, category, by), number
            yield CellRef(variable.id, NOT + category, by), base - number


def over_themes(raw: UnprotectedCounts, round_: Round) -> Iterator[Tie[CellRef]]:
    """Yield every such fact."""
    others = _others(raw)
    for variable in (one for one in raw.plan.variables if one.of_texts):
        yield _at_most(CellRef(variable.id), [CellRef(variable.question, ANSWERED), *others])
        for by in _pairs(raw, variable):
            yield from _over_writers(raw, variable, by)
            if by != LANGUAGE:
                yield from _over_people(raw, variable, by)
    for variable, group in groups_of_writers(raw):
        of_all = others if group[0] == LANGUAGE else []
        yield _at_most(CellRef(variable.id, "", *group), [wrote(variable, group), *of_all])
        size = CellRef(*group)
        yield adds_up(size, [wrote(variable, group), _silent(variable, group)])
    for variable, by in rows_apart(raw):
        yield from several(variable, (by, ""), CellRef(variable.id, "", by), round_)
        if by == OTHERS:
            yield _at_most(CellRef(variable.id, "", by), others)
            for category in _with_base(variable):
                parts = [CellRef(variable.id, category, one) for one in (COUNTED, OTHERS)]
                yield adds_up(CellRef(variable.id, category), parts)


def groups_of_writers(raw: UnprotectedCounts) -> Iterator[tuple[Variable, Group]]:
    """Yield the themes of each question with each group that they were counted in."""
    for variable in (one for one in raw.plan.variables if one.of_texts):
        for by in _pairs(raw, variable):
            yield from ((variable, (by, one)) for one in raw.plan.groups(variable.id, by))


def rows_apart(raw: UnprotectedCounts) -> Iterator[tuple[Variable, str]]:
    """Yield the rows, never printed, that tell people who are counted from all others."""
    if _others(raw):
        for variable in (one for one in raw.plan.variables if one.of_texts):
            if any(by != LANGUAGE for by in _pairs(raw, variable)):
                yield from ((variable, by) for by in (COUNTED, OTHERS))


def wrote(variable: Variable, group: Group) -> CellRef:
    """Return the cell of those of a group who wrote something."""
    return CellRef(variable.id, _WROTE, *group)


def _silent(variable: Variable, group: Group) -> CellRef:
    return CellRef(variable.id, _SILENT, *group)


def _pairs(raw: UnprotectedCounts, variable: Variable) -> list[str]:
    return [by for name, by in raw.plan.pairs if name == variable.id]


def _others(raw: UnprotectedCounts) -> list[CellRef]:
    """Return the numbers of those who may have written and are not counted."""
    return [CellRef(TALLY, one) for one in (QUARANTINED, ORGANISATIONS) if one in raw.tallies]


def _over_writers(raw: UnprotectedCounts, variable: Variable, by: str) -> Iterator[Tie[CellRef]]:
    writers = [wrote(variable, (by, one)) for one in raw.plan.groups(variable.id, by)]
    yield adds_up(CellRef(variable.question, ANSWERED), writers)


def _over_people(raw: UnprotectedCounts, variable: Variable, by: str) -> Iterator[Tie[CellRef]]:
    """Yield that groups add up to the texts of people who are counted: all, without others."""
    row = COUNTED if _others(raw) else ""
    for category in _with_base(variable):
        groups = raw.plan.groups(variable.id, by)
        parts = [CellRef(variable.id, category, by, one) for one in groups]
        yield adds_up(CellRef(variable.id, category, row), parts)


def _in_row(raw: UnprotectedCounts, variable: Variable, category: str, row: str) -> int:
    by = next(by for by in _pairs(raw, variable) if by != LANGUAGE)
    groups: list[Group] = [(by, one) for one in raw.plan.groups(variable.id, by)]
    people = sum(_number(raw, variable, category, group) for group in groups)
    return people if row == COUNTED else _number(raw, variable, category, EVERYBODY) - people


def _number(raw: UnprotectedCounts, variable: Variable, category: str, group: Group) -> int:
    if category:
        return raw.counts[variable.id, category, group]
    return raw.asked[variable.id, group]


def _with_base(variable: Variable) -> list[str]:
    return ["", *(one.id for one in variable.categories)]


def _at_most(part: CellRef, whole: list[CellRef]) -> Tie[CellRef]:
    return Tie(((part, -1), *((ref, 1) for ref in whole)), 0, None)

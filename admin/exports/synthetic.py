"""Responses that nobody gave, drawn from the protected tables alone.

They let a researcher write and try an analysis, and they tell nothing that the tables do not tell:
only printed numbers go in. Each variable is drawn by itself, so how answers go together is chance,
unless a breakdown is `given`: then each question that is broken down by it is drawn within every
group, from the published table. A cell that is hidden there is filled as if the breakdown made no
difference; the people of a group whose size is hidden are drawn together from what is left.

Drawn means: as many people get an answer as `agreeing` found to agree with the tables, and chance
decides who. So each printed count comes back, no further off than it was rounded. An answer whose
count is hidden appears nowhere; people whom it must hold are marked `HIDDEN`.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from admin.analysis.variables import (
    NO_VOTE,
    Category,
    Kind,
    Variable,
    among_id,
    merged_id,
    places_id,
)
from admin.disclosure import FINISHED, CellRef, Protected, ProtectedTable
from admin.exports.agreeing import MISSING, agreeing, levels_of
from dialogs.questions import Ranking
from dialogs.round import Round

NOT_ASKED, HIDDEN = ":not_asked", ":hidden"
CHOSEN, NOT_CHOSEN = "1", "0"

People = list[int]
"""Rows of the synthetic file, by number."""


@dataclass(frozen=True)
class Column:
    """One column: what each synthetic person has.

    A variable of which everybody is in one category has one column, which holds the id of the
    category. One with several answers has a column for each answer, which holds `CHOSEN`,
    `NOT_CHOSEN` or the id of "no answer". Both may hold `NOT_ASKED` and `HIDDEN`.
    """

    variable: Variable
    answer: Category | None
    values: Sequence[str]

    @property
    def id(self) -> str:
        """What it is called in the codebook."""
        return f"{self.variable.id}:{self.answer.id}" if self.answer else self.variable.id


def drawn(tables: Protected, round_: Round, given: str = "") -> tuple[Column, ...]:
    """Return the columns of synthetic responses; the same tables give the same ones.

    No columns where even the number of people who took part is hidden.
    """
    if tables.finished.count is None:
        return ()
    draw = _Draw(tables, agreeing(tables, round_, given), given)
    firsts = {among_id(q.id): q.id for q in round_.questions if isinstance(q, Ranking)}
    merged = {scale: parts for parts, scale in tables.plan.merged}
    order = sorted(_drawable(tables), key=lambda variable: _depth(variable, given, merged))
    for variable in order:
        if variable.id in merged:
            draw.points(variable, merged[variable.id])
        elif variable.kind is Kind.PARTS:
            draw.parts(variable)
        else:
            draw.several(variable, firsts.get(variable.id, ""))
    return tuple(_columns(tables, draw.values))


def _drawable(tables: Protected) -> tuple[Variable, ...]:
    """Return what has columns: not the places of single options, which would contradict them.

    Themes are of texts, which belong to no response.
    """
    return tuple(
        variable
        for variable in tables.plan.variables
        if not variable.of_texts
        and variable.id != places_id(variable.question, variable.part.id if variable.part else "")
    )


def _depth(variable: Variable, given: str, merged: Mapping[str, str]) -> int:
    """Return when a variable is drawn: what others are drawn within comes first."""
    first = [merged.get(given), given]
    if variable.id in first:
        return first.index(variable.id)
    return 2 if variable.kind is Kind.PARTS and variable.id not in merged else 3


def _columns(tables: Protected, values: Mapping[tuple[str, str], list[str]]) -> Iterator[Column]:
    for variable in _drawable(tables):
        if variable.kind is Kind.PARTS:
            yield Column(variable, None, values[variable.id, ""])
        else:
            for answer in variable.substance:
                yield Column(variable, answer, values[variable.id, answer.id])


@dataclass
class _Draw:
    tables: Protected
    counts: Mapping[CellRef, int]
    given: str
    values: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        # The digest is printed in every brief: whoever has the tables can draw the same again.
        self.chance = random.Random(f"{self.tables.digest()}/{self.given}")  # noqa: S311

    def parts(self, variable: Variable) -> None:
        column = self._new(variable.id)
        for people, counts in self._strata(variable, self.given):
            self._deal(column, self._asked(people, counts), counts)

    def points(self, scale: Variable, merged: str) -> None:
        """Draw the points of a scale within its merged parts, votes within agreeing or not.

        Who did not vote on a statement is in neither part of it: of those two nobody was asked who
        did not vote.
        """
        column, drawn = self._new(scale.id), self.values[merged, ""]
        given = self.given if (scale.id, self.given) in self.tables.tables else ""
        parts = self.tables.plan.variable(merged)
        strata = zip(self._strata(scale, given), self._strata(parts, given), strict=True)
        for (people, counts), (_, known) in strata:
            gathered: dict[str, dict[str, int | None]] = {}
            for part in parts.categories:
                place = part.id if known[part.id] is not None else HIDDEN
                some = {level: counts[level] for level in levels_of(part)}
                gathered.setdefault(place, {}).update(some)
            if NO_VOTE in counts:
                place = HIDDEN if known[""] is None else NOT_ASKED
                gathered.setdefault(place, {})[NO_VOTE] = counts[NO_VOTE]
            for place, some in gathered.items():
                here = [row for row in people if drawn[row] == place]
                if place == NOT_ASKED and (base := counts[""]) is not None:
                    here = self._some(here, base - len(people) + len(here))
                self._deal(column, here, some)

    def several(self, variable: Variable, first: str) -> None:
        columns = {one.id: self._new(variable.id, one.id) for one in variable.substance}
        for people, counts in self._strata(variable, self.given):
            before = self.values[first, ""] if first else []
            asked = _without(before, NOT_ASKED) if first else self._asked(people, counts)
            for name in MISSING:
                gone = _with(before, name) if first else self._some(asked, counts.get(name) or 0)
                for column in columns.values():
                    _put(column, gone, name)
                asked = _less(asked, gone)
            for answer, column in columns.items():
                self._choose(column, asked, counts[answer], _with(before, answer))

    def _choose(self, column: list[str], answered: People, count: int | None, sure: People) -> None:
        if count is None:
            _put(column, answered, HIDDEN)
            return
        chosen = [*sure, *self._some(_less(answered, sure), count - len(sure))]
        _put(column, answered, NOT_CHOSEN)
        _put(column, chosen, CHOSEN)

    def _strata(
        self, variable: Variable, given: str
    ) -> Iterator[tuple[People, dict[str, int | None]]]:
        """Yield people and how many of them have what: None for a hidden answer."""
        names = ("", *(one.id for one in variable.categories))
        whole = self._counts(self.tables.table(variable.id), "", names)
        left = list(range(self.counts[FINISHED]))
        table = self.tables.tables.get((variable.id, given)) if given else None
        for people, group, printed in self._groups(table) if table else ():
            counts = {name: self.counts[CellRef(variable.id, name, *group)] for name in names}
            known = {n for n in names if n in printed or whole[n] is not None}
            yield people, {n: counts[n] if n in known else None for n in names}
            left = _less(left, people)
            whole = {n: None if c is None else c - counts[n] for n, c in whole.items()}
        yield left, whole

    def _groups(self, table: ProtectedTable) -> Iterator[tuple[People, tuple[str, str], set[str]]]:
        """Yield the people, the address and the printed cells of groups of a known size."""
        for group in table.groups:
            people = self._people_of(group)
            if people is not None:
                printed = {
                    name for (of, name), cell in table.cells.items() if of == group and cell.shown
                }
                yield people, (self.given, group), printed

    def _people_of(self, group: str) -> People | None:
        """Return the people of a group of the given breakdown, None if its size is hidden."""
        levels = levels_of(self.tables.plan.grouping(self.given).category(group))
        for name, categories in ((self.given, levels), (merged_id(self.given), (group,))):
            table = self.tables.tables.get((name, ""))
            cells = [table.cells.get(("", one)) if table else None for one in categories]
            if all(cell is not None and cell.shown for cell in cells):
                return _with(self.values[name, ""], *categories)
        return None

    def _counts(
        self, table: ProtectedTable, group: str, names: Sequence[str]
    ) -> dict[str, int | None]:
        cells = {name: table.cell(name, group) for name in names}
        return {n: self.counts[c.ref] if c.shown else None for n, c in cells.items()}

    def _asked(self, people: People, counts: Mapping[str, int | None]) -> People:
        """Return who of some people is asked; where that number is hidden, all of them."""
        base = counts[""]
        return people if base is None else self._some(people, base)

    def _deal(self, column: list[str], people: People, counts: Mapping[str, int | None]) -> None:
        """Give each answer to as many people as it has, and mark whoever is left."""
        waiting = self._some(people, len(people))
        for name, count in counts.items():
            if name and count:
                _put(column, waiting[:count], name)
                waiting = waiting[count:]
        _put(column, waiting, HIDDEN)

    def _some(self, people: People, number: int) -> People:
        return self.chance.sample(people, max(0, min(number, len(people))))

    def _new(self, variable: str, answer: str = "") -> list[str]:
        column = [NOT_ASKED] * self.counts[FINISHED]
        self.values[variable, answer] = column
        return column


def _with(column: Sequence[str], *values: str) -> People:
    return [row for row, value in enumerate(column) if value in values]


def _without(column: Sequence[str], value: str) -> People:
    return [row for row, other in enumerate(column) if other != value]


def _less(people: People, gone: People) -> People:
    away = set(gone)
    return [row for row in people if row not in away]


def _put(column: list[str], people: People, value: str) -> None:
    for row in people:
        column[row] = value

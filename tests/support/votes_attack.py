"""An attack on published votes: whole numbers of people, from `tables.csv` alone.

Written apart from the method and from `tests.support.auditor`: nothing of the program is used but
what any reader knows of rounding, and of what a vote is. Every printed number becomes an interval,
every hidden one an unknown; the fewest and the most whole people of each are looked for at once.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

import highspy

from tests.support.published import Cell

Name = tuple[str, str, str]
"""Statement ("" for the sizes of groups), vote or group, and where: "" for everybody, the letter
of an opinion group, or a breakdown and a group of it with a stroke between them."""
Terms = dict[Name, int]
BASE = "base"
MANY = 10_000.0
"""More people than took part."""


@dataclass
class VotesAttack:
    """What was published of the votes of one question, as intervals and sums.

    Attributes:
        question: its id.
        most: on how many statements one person votes at most; participants are told.
        least: votes of each of the ten people, or more, that a group is made of.
    """

    question: str
    most: int
    least: int
    known: dict[Name, tuple[float, float]] = field(default_factory=dict)
    hidden: list[Name] = field(default_factory=list)
    rows: list[tuple[Terms, float, float]] = field(default_factory=list)

    def read(self, cells: list[Cell], threshold: int = 10, rounding: int = 5) -> None:
        """Take in a file, and write down what a vote makes of it."""
        for cell in cells:
            if (name := self._name(cell)) is None:
                continue
            if cell["shown"] == "yes":
                count = int(cell["count"])
                least = max(threshold, count - rounding // 2)
                self.known[name] = least, count + (rounding - 1) // 2
                continue
            self.hidden.append(name)
            base, least = cell["base"], 0
            if cell["shown"] == "nearly all" and base:
                more = (int(base) * 9 // 10) // rounding * rounding + rounding
                least = max(threshold, more - rounding // 2)
            self.known[name] = least, MANY
        self._sums()
        self._groups(threshold)

    def narrowed(self, threshold: int = 10) -> Iterator[tuple[Name, int]]:
        """Yield each hidden number that comes out nearer than the threshold, with its width."""
        solver = _Silent()  # type: ignore[no-untyped-call]  # has no types
        whole = highspy.HighsVarType.kInteger
        people = {name: solver.addVariable(*ends, type=whole) for name, ends in self.known.items()}
        for terms, least, most in self.rows:
            columns = [people[name].index for name in terms]
            solver.addRow(least, most, len(columns), columns, [float(n) for n in terms.values()])
        for name in self.hidden:
            fewest, most = (_end(solver, people[name].index, sign) for sign in (1, -1))
            if most - fewest < threshold:
                yield name, most - fewest

    def _name(self, cell: Cell) -> Name | None:
        """Return what a cell is called here; None for what is not about votes."""
        variable, vote = cell["variable_id"], cell["option_id"]
        question, _, rest = variable.partition(":")
        if cell["variable_id"] == "participation" and vote == "finished":
            return "", "everybody", ""
        if question != self.question:
            return None
        if rest == ":groups":
            return ("", vote, "") if vote != BASE else None
        by, group = cell["breakdown_id"], cell["group_id"]
        return (rest or "answers", vote, f"{by}/{group}" if by and ":" not in by else group)

    def _sums(self) -> None:
        """Write down that votes make up who voted."""
        statements: dict[tuple[str, str], list[str]] = defaultdict(list)
        for statement, vote, group in self.known:
            if statement:
                statements[statement, group].append(vote)
        for (statement, group), votes in statements.items():
            parts = {(statement, vote, group): -1 for vote in votes if vote != BASE}
            self._equal({(statement, BASE, group): 1, **parts})
            if statement.endswith(":agreed"):
                fine = statement.removesuffix(":agreed")
                self._equal({(statement, ":agree", group): 1, (fine, ":agree", group): -1})
                no = {(fine, vote, group): -1 for vote in (":disagree", ":pass")}
                self._equal({(statement, ":not_agree", group): 1, **no})
        self._over_groups()

    def _over_groups(self) -> None:
        """Write down that groups make up everybody, in each vote and as people."""
        for statement, vote, group in list(self.known):
            ways: dict[str, list[Name]] = defaultdict(list)
            for one in self.known if statement and not group else ():
                if one[:2] == (statement, vote) and one[2]:
                    ways[one[2].rpartition("/")[0]].append(one)
            for parts in ways.values():
                self._equal({(statement, vote, ""): 1, **dict.fromkeys(parts, -1)})
        sizes = {one: -1 for one in self.known if not one[0] and one[1] != "everybody"}
        everybody = ("", "everybody", "")
        if sizes:
            self._equal({everybody: 1, **sizes})
        self._equal({("answers", BASE, ""): 1, everybody: -1})

    def _groups(self, threshold: int) -> None:
        """Write down how many votes a group of people can have cast, and who is in a group."""
        answered = ("answers", ":answered", "")
        groups = [one for one in self.known if not one[0] and len(one[1]) == 1]
        for size in [*groups, *(one for one in self.known if one[:2] == answered[:2])]:
            group = size[1] if size in groups else size[2]
            bases = [one for one in self.known if one[0].endswith(":agreed") and one[2] == group]
            bases = [one for one in bases if one[1] == BASE]
            for base in bases:
                self._fact({size: 1, base: -1}, 0, MANY)
            self._fact({size: self.most, **dict.fromkeys(bases, -1)}, 0, MANY)
            if size in groups:
                votes = dict.fromkeys(bases, 1)
                self._fact({size: -1, **votes}, threshold * (self.least - 1), MANY)
                self._fact({size: 1}, threshold, MANY)
        self._fact({answered: 1, **dict.fromkeys(groups, -1)}, 0, MANY)

    def _equal(self, terms: Terms) -> None:
        self._fact(terms, 0, 0)

    def _fact(self, terms: Terms, least: float, most: float) -> None:
        if terms.keys() <= self.known.keys():
            self.rows.append((terms, least, most))


class _Silent(highspy.Highs):
    def enableCallbacks(self) -> None:  # noqa: N802 - its own name
        self.setOptionValue("output_flag", False)
        super().enableCallbacks()  # type: ignore[no-untyped-call]  # has no types


def _end(solver: highspy.Highs, column: int, sign: int) -> int:
    """Return the fewest people of a column, or with the sign -1 the most."""
    solver.changeColCost(column, float(sign))
    solver.run()
    status = solver.getModelStatus()
    if status != highspy.HighsModelStatus.kOptimal:
        raise AssertionError(f"No votes agree with what is published: {status}")
    solver.changeColCost(column, 0.0)
    return round(solver.getSolution().col_value[column])

"""An attack on published tables, written apart from the method that made them.

It reads `tables.csv` and the round file, as anybody can, writes down what the two say as linear
constraints of its own, and solves for the fewest and the most people of each hidden cell, one by
one. A cell that comes out nearly too narrow is solved again over whole numbers. An interval
narrower than the threshold is a finding whatever the count is.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product
from math import ceil, floor
from pathlib import Path

import highspy
from highspy.highs import highs_var

from dialogs.conditions import Condition
from dialogs.questions import (
    AnyQuestion,
    DatePart,
    Number,
    PickMany,
    PickOne,
    Points,
    Ranking,
    Scale,
    Statements,
)
from dialogs.questions.options import Wider
from dialogs.round import Round
from tests.support.published import Cell, cells_of

Place = tuple[str, str, str, str]
"""variable, option ("base" for the base), breakdown, group."""
Terms = dict[Place, float]
EVERYONE = ":everyone"
"""Stands for the breakdown where those set apart are counted too."""
FAR = 100_000.0
SLACK = 1e-6
COMPARED = 30
"""A group that shows fewer people than this is joined with others, where the round says so."""
CLOSE = 3
"""Cells whose interval is wider than the threshold by this much are not solved as whole numbers."""


@dataclass
class Attack:
    """What was published, as constraints on unknown counts."""

    round: Round
    threshold: int = 10
    rounding: int = 5
    themes_each: int = 5
    """How many themes one text may have; the brief says so, the tables do not."""
    withheld: bool = False
    """Whether the brief says that finer tables by group could not be protected."""
    known: dict[Place, tuple[float, float]] = field(default_factory=dict)
    hidden: list[Place] = field(default_factory=list)
    unprinted: list[Place] = field(default_factory=list)
    """Who did not choose an option, or was not asked: numbers that only a subtraction gives."""
    rows: list[tuple[Terms, float, float]] = field(default_factory=list)
    joined: list[list[Place]] = field(default_factory=list)
    """Bands or options that were joined: of each such list one at least was too small."""

    @classmethod
    def on(cls, tables: Path, round_: Round, themes_each: int = 5) -> "Attack":
        """Return the attack on one published file."""
        return cls.of(cells_of(tables), round_, themes_each)

    @classmethod
    def of(
        cls, cells: Sequence[Cell], round_: Round, themes_each: int = 5, *, withheld: bool = False
    ) -> "Attack":
        """Return the attack on the rows of one published file."""
        rule = round_.publication
        attack = cls(round_, rule.threshold, rule.rounding, themes_each, withheld)
        for cell in cells:
            attack._read(cell)
        attack._write_down(cells)
        return attack

    def findings(self, besides: Iterable[Place] = ()) -> Iterator[tuple[Place, int]]:
        """Yield each cell that is narrower than the threshold, with its width.

        Hidden ones are looked at, and those `besides`: unprinted ones, where few people are.
        """
        cases = list(self._cases())
        fractions = [_Solver(self, case) for case in cases]
        people = [_Solver(self, case, whole=True) for case in cases]
        for place in (*self.hidden, *besides):
            width = _width(fractions, place)
            if self.threshold <= width < self.threshold + CLOSE:
                width = _width(people, place)
            if width < self.threshold and not self.by_design(place):
                yield place, width

    def by_design(self, place: Place) -> bool:
        """Return whether the round alone gives the number away, with nothing published at all."""
        bare = Attack(self.round, self.threshold, self.rounding, self.themes_each)
        bare.known = dict.fromkeys(self.known, (0, FAR))
        bare.rows = self.rows
        return _width([_Solver(bare, {})], place) < self.threshold

    @property
    def _fewest_compared(self) -> int:
        """The fewest people who are shown as enough to be compared."""
        return ceil(COMPARED / self.rounding) * self.rounding - self.rounding // 2

    def _cases(self) -> Iterator[dict[Place, float]]:
        """Yield what may have been too small where groups were joined, all ways there are."""
        most = self._fewest_compared - 1.0
        open_ = [some for some in self.joined if all(self.known[one][1] > most for one in some)]
        small = ([one for one in some if self.known[one][0] <= most] for some in open_)
        for chosen in product(*small):
            yield dict.fromkeys(chosen, most)

    def _read(self, cell: Cell) -> None:
        place = _place(cell)
        if cell["shown"] == "yes":
            count = int(cell["count"])
            least = max(self.threshold, count - self.rounding // 2)
            self.known[place] = least, count + (self.rounding - 1) // 2
            return
        self.hidden.append(place)
        self.known[place] = 0, FAR
        if cell["shown"] == "nearly all":
            more = int(cell["base"]) * 9 // 10 // self.rounding * self.rounding + self.rounding
            self.known[place] = max(self.threshold, more - self.rounding // 2), FAR

    def _write_down(self, cells: Sequence[Cell]) -> None:
        options: dict[tuple[str, str, str], list[str]] = defaultdict(list)
        groups: dict[tuple[str, str], list[str]] = defaultdict(list)
        for variable, option, by, group in map(_place, cells):
            if variable != "participation":
                options[variable, by, group].append(option)
                if by not in {"", EVERYONE} and group not in groups[variable, by]:
                    groups[variable, by].append(group)
        for (variable, by, group), names in options.items():
            self._row(variable, by, group, [name for name in names if name != "base"])
        for (variable, by), members in groups.items():
            if variable.endswith(":themes") and by != "language":
                continue
            for option in options[variable, by, members[0]]:
                parts = [(variable, option, by, group) for group in members]
                self._equal([(variable, option, "", "")], parts)
        self._participation()
        self._two_views(options)
        self._votes(options)
        self._writers()
        self._texts_by_group(options, groups)
        self._set_apart()
        of_all = ((by, some) for (of, by), some in groups.items() if self._is_of_all(of))
        self._compared({(by, one) for by, some in of_all for one in some})

    def _compared(self, groups: set[tuple[str, str]]) -> None:
        """Write down what it tells that groups were joined, and that others were not."""
        for by in {by for by, _ in groups} - {"language"}:
            names = {group for of, group in groups if of == by}
            for name in names:
                places: list[Place] = [(by, part, "", "") for part in self._parts(by, name)]
                if len(places) > 1 and all(place in self.known for place in places):
                    self.joined.append(places)
                if by == "age" and len(names) > 1:
                    self._enough(places)
            for one in _wider(self._question(by)):
                if one.id not in names:
                    for option in one.of:
                        self._enough([(by, option, "", "")])

    def _is_of_all(self, variable: str) -> bool:
        question = self._question(variable.partition(":")[0])
        return question is not None and question.show_if is None

    def _enough(self, places: list[Place]) -> None:
        terms = dict.fromkeys(places, 1.0)
        self.rows.append((terms, float(self._fewest_compared), highspy.kHighsInf))

    def _question(self, name: str) -> AnyQuestion | None:
        return next((one for one in self.round.questions if one.id == name), None)

    def _parts(self, by: str, group: str) -> Sequence[str]:
        """Return the bands or options that a group joins, itself where it joins none."""
        wider = {one.id: one.of for one in _wider(self._question(by))}
        return wider.get(group) or group.split("+")

    def _row(self, variable: str, by: str, group: str, options: list[str]) -> None:
        """Write down how the options of a row make up its base, and the base its group."""
        base = (variable, "base", by, group)
        silent = [name for name in options if name in {":skipped", ":declined", ":no_theme"}]
        chosen = [(variable, name, by, group) for name in options if name not in silent]
        none = [(variable, name, by, group) for name in silent]
        if self._single(variable):
            self._equal([base], [*chosen, *none])
        else:
            least, most = self._choices(variable)
            answered: Terms = {base: 1.0, **dict.fromkeys(none, -1.0)}
            for place in chosen:
                self._at_least({**answered, place: -1.0})
                self._without(place, [base])
            total: Terms = dict.fromkeys(chosen, 1.0)
            self._at_least({**total, **{k: -least * v for k, v in answered.items()}})
            self._at_least({**_times(total, -1), **{k: most * v for k, v in answered.items()}})
        self._size(base, by, group)

    def _without(self, place: Place, all_: list[Place]) -> None:
        """Write down that the others of some people are a number too."""
        others: Place = (place[0], f"!{place[1]}", *place[2:])
        if all(one in self.known for one in all_):
            self.known[others] = 0, FAR
            self.unprinted.append(others)
            self._equal(all_, [place, others])

    def _size(self, base: Place, by: str, group: str) -> None:
        question = self._question(base[0].partition(":")[0])
        size: list[Place] = [(by, part, "", "") for part in self._parts(by, group)]
        size = size if by else [("participation", "finished", "", "")]
        if base[0].endswith(":themes") or by == EVERYONE:
            return
        if _of_voters(question, base[0]):
            self._at_least({**dict.fromkeys(size, 1.0), base: -1.0})
            self._without(base, size)
            return
        if question is None or question.show_if is None or base[0].endswith("::groups"):
            self._equal([base], size)
            return
        self._at_least({**dict.fromkeys(size, 1.0), base: -1.0})
        self._without(base, size)
        about, equals = question.show_if.question, question.show_if.equals
        if isinstance(equals, str) and self._single(about):
            asked = [(about, equals, by, group)]
            if by == about:
                asked = [place for place in size if place[1] == equals]
            if all(place in self.known for place in asked):
                self._equal([base], asked)
        else:
            self._asked_by_number(base, question.show_if)

    def _asked_by_number(self, base: Place, condition: Condition) -> None:
        """Write down who was asked because of a number, a year, a point, or an option."""
        about, by, group = self.round.question(condition.question), base[2], base[3]
        if condition.includes is not None:
            self._asked_by_option(base, about, condition.includes)
            return
        for variable in (about.id, f"{about.id}:merged"):
            surely: list[Place] = []
            perhaps: list[Place] = []
            for place in self.known:
                if place[0] == variable and place[2:] == (by, group) and _counted(place):
                    low, high = _ends_of(place, about)
                    least, most = _limits(condition)
                    if low >= least and high <= most:
                        surely.append(place)
                    elif high >= floor(least) and low <= most:
                        perhaps.append(place)
            if surely or perhaps:
                self._at_least({base: 1.0, **dict.fromkeys(surely, -1.0)})
                self._at_least({base: -1.0, **dict.fromkeys([*surely, *perhaps], 1.0)})

    def _asked_by_option(self, base: Place, about: AnyQuestion, option: str) -> None:
        view = {Ranking: ":among", Points: f":points:{option}"}.get(type(about), "")
        asked = [
            place
            for place in self.known
            if place[0] == about.id + view
            and place[2:] == base[2:]
            and (place[1] == option or (isinstance(about, Points) and _given(place[1])))
        ]
        if isinstance(about, Ranking) and about.length == len(about.options):
            asked = [(about.id, one.id, base[2], base[3]) for one in about.options]
        if asked:
            self._equal([base], asked)

    def _participation(self) -> None:
        ways = ("organisations", "quarantined", "stopped", "unfinished", "withdrawn", "blocked")
        names = ("finished", *ways)
        places = [("participation", name, "", "") for name in names]
        started = ("participation", "started", "", "")
        if started in self.known:
            self._equal([started], [place for place in places if place in self.known])

    def knowing_languages(self) -> "Attack":
        """Write down that languages add up, and that who finished or stopped in one began in it.

        Only the closing record of a round says so, and only if nobody changed the language.
        """
        for name in ("started", "stopped"):
            parts = [("participation", f"{name}:{one}", "", "") for one in self.round.languages]
            if all(part in self.known for part in parts):
                self._equal([("participation", name, "", "")], parts)
        for one in self.round.languages:
            began, left = (("participation", f"{n}:{one}", "", "") for n in ("started", "stopped"))
            self._at_least({began: 1.0, left: -1.0, ("language", one, "", ""): -1.0})
        return self

    def _two_views(self, options: dict[tuple[str, str, str], list[str]]) -> None:
        """Write down that merged points and rankings speak of the same answers."""
        for question in self.round.questions:
            own = question.id
            for view in ("merged", "among"):
                other = f"{own}:{view}"
                for by, group in [row[1:] for row in options if row[0] == other]:
                    self._merged_points(question, by, group)
                    for option in (":skipped", ":declined", "base"):
                        self._equal([(own, option, by, group)], [(other, option, by, group)])
            self._points_and_places(question)
            if isinstance(question, PickOne):
                self._wider_categories(question)

    def _merged_points(self, question: AnyQuestion, by: str, group: str) -> None:
        """Write down that merged points, or a wider band, hold the people of those within."""
        own, merged = question.id, f"{question.id}:merged"
        if isinstance(question, Scale):
            points = [str(point) for point in question.numbers]
            half = question.points // 2
            parts = {"low": points[:half], "middle": points[half:-half], "high": points[-half:]}
            for name, some in parts.items():
                self._equal([(merged, name, by, group)], [(own, p, by, group) for p in some])
        if isinstance(question, Number | DatePart):
            self._wider_bands(own, merged, (by, group))

    def _points_and_places(self, question: AnyQuestion) -> None:
        own, among = question.id, f"{question.id}:among"
        if isinstance(question, Ranking):
            for one in question.options:
                first, any_ = (own, one.id, "", ""), (among, one.id, "", "")
                self._at_least({any_: 1.0, first: -1.0})
        if isinstance(question, Ranking | Points):
            for where in self._broken_down(question):
                self._of_options(question, where)

    def _wider_categories(self, question: PickOne) -> None:
        """Write down that a wider category holds the people of its options."""
        own, merged = question.id, f"{question.id}:merged"
        parts: dict[str, tuple[str, ...]] = {one.id: (one.id,) for one in question.options}
        parts |= {wider.id: wider.of for wider in question.in_wider}
        for name, of in parts.items():
            self._equal([(merged, name, "", "")], [(own, part, "", "") for part in of])

    def _wider_bands(self, own: str, merged: str, where: tuple[str, str]) -> None:
        every = [p for p in self.known if p[2:] == where and _counted(p)]
        for wide in [place for place in every if place[0] == merged]:
            low, high = _ends(wide[1])
            within = [p for p in every if p[0] == own and low <= _ends(p[1])[0] <= high]
            if within:
                self._equal([wide], within)

    def _broken_down(self, question: Ranking | Points) -> set[tuple[str, str]]:
        """Return the breakdowns and groups in which single options were counted."""
        views = (f"{question.id}:places:", f"{question.id}:points:")
        return {(by, group) for name, _, by, group in self.known if name.startswith(views)}

    def _of_options(self, question: Ranking | Points, where: tuple[str, str]) -> None:
        """Write down what the single options of a question are to each other in a group."""
        own = question.id
        if isinstance(question, Ranking):
            names = [f"{own}:places:{one.id}" for one in question.options]
            self._each_place(question, names, where)
        else:
            names = [f"{own}:points:{one.id}" for one in question.options]
            self._shared_out(question, names, where)
        for option in (":skipped", ":declined", "base"):
            for name in names:
                for other in (own, names[0]):
                    self._equal([(other, option, *where)], [(name, option, *where)])

    def _each_place(self, question: Ranking, names: list[str], where: tuple[str, str]) -> None:
        """Write down that each who ranked put one option in each place."""
        own, places = question.id, [str(n + 1) for n in range(question.length)]
        for one, name in zip(question.options, names, strict=True):
            self._equal([(own, one.id, *where)], [(name, "1", *where)])
            self._equal([(f"{own}:among", one.id, *where)], [(name, n, *where) for n in places])
        for n in places:
            taken = [(name, n, *where) for name in names]
            self._equal([(name, "1", *where) for name in names], taken)

    def _shared_out(self, question: Points, names: list[str], where: tuple[str, str]) -> None:
        """Write down that each who answered gave all of their points, and no more."""
        total = float(question.total)
        bands: dict[str, list[tuple[Place, float, float]]] = {
            name: [
                (p, *_ends(p[1]))
                for p in self.known
                if p[0] == name and p[2:] == where and _counted(p)
            ]
            for name in names
        }
        every = [one for some in bands.values() for one in some]
        for name in names:  # whoever answered is in one band of each option
            answered = [place for place, _, _ in bands[name]]
            self._fits(answered, total, {p: low for p, low, _ in every}, at_most=True)
            self._fits(answered, total, {p: high for p, _, high in every}, at_most=False)
            for bound in {low for _, low, _ in every} - {0.0}:
                many = dict.fromkeys((p for p, low, _ in every if low >= bound), 1.0)
                self._fits(answered, float(total // bound), many, at_most=True)
            for one, other in combinations(names, 2):
                for bound in {low for _, low, _ in bands[one]} - {0.0}:
                    much = [p for p, low, _ in bands[one] if low >= bound]
                    too = [p for p, low, _ in bands[other] if low > total - bound]
                    both = dict.fromkeys([*much, *too], 1.0)
                    self._fits(answered, 1.0, both, at_most=True)

    def _fits(self, answered: list[Place], times: float, terms: Terms, *, at_most: bool) -> None:
        """Write down that some numbers are together at most, or at least, so many each."""
        sums: Terms = defaultdict(float, dict.fromkeys(answered, times))
        for place, value in terms.items():
            sums[place] -= value
        self._at_least({p: v if at_most else -v for p, v in sums.items() if v})

    def _votes(self, options: dict[tuple[str, str, str], list[str]]) -> None:
        """Write down what votes on statements add up to, over all and in groups of any kind."""
        for question in self.round.questions:
            if isinstance(question, Statements):
                by = f"{question.id}::groups"
                groups = [one for one in options.get((by, "", ""), []) if len(one) == 1]
                for where in sorted({one[1:] for one in options if one[1] != EVERYONE}):
                    self._cast(question, *where, options)
                if not self.withheld:
                    self._enough_votes(question, options)
                answered: Place = (question.id, ":answered", "", "")
                self._at_least({answered: 1.0, **{(by, one, "", ""): -1.0 for one in groups}})

    def _cast(
        self,
        question: Statements,
        by: str,
        group: str,
        options: dict[tuple[str, str, str], list[str]],
    ) -> None:
        """Write down how many votes those of a group, or all who answered, can have cast."""
        opinions = by == f"{question.id}::groups"
        people = (by, group, "", "") if opinions else (question.id, ":answered", by, group)
        every: list[Place] = []
        for one in question.seeds:
            fine, agreed = f"{question.id}:{one.id}", f"{question.id}:{one.id}:agreed"
            if (agreed, by, group) in options:
                votes: list[Place] = [
                    (agreed, name, by, group) for name in (":agree", ":not_agree")
                ]
                self._at_least({people: 1.0, **dict.fromkeys(votes, -1.0)})
                every += votes
            self._equal([(agreed, ":agree", by, group)], [(fine, ":agree", by, group)])
            parts = [(fine, name, by, group) for name in (":disagree", ":pass")]
            self._equal([(agreed, ":not_agree", by, group)], parts)
        self._at_least({people: float(question.most), **dict.fromkeys(every, -1.0)})
        if opinions:
            full = self.threshold * (min(7, question.most, len(question.seeds)) - 1)
            terms: Terms = {people: -1.0, **dict.fromkeys(every, 1.0)}
            self.rows.append((terms, float(full), highspy.kHighsInf))
            self.rows.append(({people: 1.0}, float(self.threshold), highspy.kHighsInf))

    def _enough_votes(
        self, question: Statements, options: dict[tuple[str, str, str], list[str]]
    ) -> None:
        """Write down what it tells of the votes on a statement by which groups it was counted.

        By the printed number of its votes, spread evenly, each cell would hold fifty.
        """
        asked = {one.id: len(one.levels()) for one in self.round.breakdowns}
        asked["age"] = len(self.round.age_bands)
        answers = 4 if len(question.seeds) <= question.most else 3
        for one, by in product(question.seeds, self.round.publication.breakdowns):
            agreed = f"{question.id}:{one.id}:agreed"
            votes: Place = (agreed, "base", "", "")
            for variable, cells in ((agreed, 2), (f"{question.id}:{one.id}", answers)):
                shown = ceil(50 * cells * asked[by] / self.rounding) * self.rounding
                enough = float(shown - self.rounding // 2)
                planned = any(key[:2] == (variable, by) for key in options)
                ends = (enough, highspy.kHighsInf) if planned else (0.0, enough - 1)
                self.rows.append(({votes: 1.0}, *ends))

    def _writers(self) -> None:
        """Write down that each coded text was written by somebody, known or not, of its group.

        Who wrote in a language or in a group is printed nowhere, so the attack has unknowns of its
        own for it. Texts of organisations and of those set apart are in no group but a language.
        """
        others = self._not_counted()
        for base in [p for p in self.known if p[0].endswith(":themes") and p[1] == "base"]:
            answered: Place = (base[0].partition(":")[0], ":answered", "", "")
            if not base[2]:
                self._at_least({answered: 1.0, **dict.fromkeys(others, 1.0), base: -1.0})
                continue
            name = f"{base[0]}/{base[2]}"
            wrote: Place = ("writers", name, "wrote", base[3])
            silent: Place = ("writers", name, "silent", base[3])
            self.known[wrote] = self.known[silent] = 0, FAR
            strangers = others if base[2] == "language" else []
            self._at_least({wrote: 1.0, **dict.fromkeys(strangers, 1.0), base: -1.0})
            parts = self._parts(base[2], base[3])
            size: list[Place] = [(base[2], part, "", "") for part in parts]
            self._equal(size, [wrote, silent])
            self._may_have_written(wrote, base)
        for name in {place[1] for place in self.known if place[0] == "writers"}:
            wrote_all = [p for p in self.known if p[:3] == ("writers", name, "wrote")]
            self._equal([(name.partition(":")[0], ":answered", "", "")], wrote_all)

    def _not_counted(self) -> list[Place]:
        names = ("quarantined", "organisations")
        places: list[Place] = [("participation", name, "", "") for name in names]
        return [place for place in places if place in self.known]

    def _may_have_written(self, wrote: Place, base: Place) -> None:
        """Write down that whoever wrote something was asked, where one answer decides who was."""
        condition = self.round.question(base[0].partition(":")[0]).show_if
        if condition is None or not isinstance(condition.equals, str):
            return
        about = condition.question
        asked: Place = (about, condition.equals, base[2], base[3])
        if base[2] != about and asked in self.known and self._single(about):
            self._at_least({asked: 1.0, wrote: -1.0})

    def _texts_by_group(
        self,
        options: dict[tuple[str, str, str], list[str]],
        groups: dict[tuple[str, str], list[str]],
    ) -> None:
        """Write down that the texts of a breakdown are all texts but those of the others.

        The others are the same in each breakdown, and have written no more texts than they are.
        """
        by_group = [one for one in groups if one[0].endswith(":themes") and one[1] != "language"]
        for variable in dict.fromkeys(name for name, _ in by_group):
            names, others = options[variable, "", ""], self._not_counted()
            for option in names:
                self.known[variable, option, ":others", ""] = 0, FAR if others else 0
                self.known[variable, option, ":people", ""] = 0, FAR
                parts: list[Place] = [(variable, option, by, "") for by in (":others", ":people")]
                self._equal([(variable, option, "", "")], parts)
            for by in (":others", ":people"):
                self._row(variable, by, "", [name for name in names if name != "base"])
            if others:
                written: Place = (variable, "base", ":others", "")
                self._at_least({**dict.fromkeys(others, 1.0), written: -1.0})
        for variable, by in by_group:
            for option in options[variable, by, groups[variable, by][0]]:
                people: list[Place] = [(variable, option, by, one) for one in groups[variable, by]]
                self._equal([(variable, option, ":people", "")], people)

    def _set_apart(self) -> None:
        """Write down that those set apart are the difference between two printed numbers."""
        apart: Place = ("participation", "quarantined", "", "")
        for place in [place for place in self.known if place[2] == EVERYONE]:
            without: Place = (*place[:2], "", "")
            self._at_least({place: 1.0, without: -1.0})
            question = self.round.question(place[0].partition(":")[0])
            if place[1] == "base" and question.show_if is None:
                self._equal([place], [without, apart])

    def _single(self, variable: str) -> bool:
        name, _, view = variable.partition(":")
        kind = next((q for q in self.round.questions if q.id == name), None)
        return not isinstance(kind, PickMany) and view not in {"among", "themes"}

    def _choices(self, variable: str) -> tuple[int, int]:
        if variable.endswith(":themes"):
            return 1, self.themes_each
        question = self.round.question(variable.partition(":")[0])
        if isinstance(question, Ranking):
            return question.length, question.length
        return 1, question.ceiling if isinstance(question, PickMany) else 1

    def _equal(self, left: Iterable[Place], right: Iterable[Place]) -> None:
        terms: Terms = defaultdict(float)
        for places, sign in ((left, 1.0), (right, -1.0)):
            for place in places:
                terms[place] += sign
        self.rows.append(({k: v for k, v in terms.items() if v}, 0.0, 0.0))

    def _at_least(self, terms: Terms) -> None:
        self.rows.append((terms, 0.0, highspy.kHighsInf))


class _Silent(highspy.Highs):
    def enableCallbacks(self) -> None:  # noqa: N802 - its own name
        self.setOptionValue("output_flag", False)
        super().enableCallbacks()  # type: ignore[no-untyped-call]  # has no types


class _Solver:
    """The constraints of one case, written in the language of the solver."""

    def __init__(self, attack: Attack, case: Mapping[Place, float], *, whole: bool = False) -> None:
        self.solver = _Silent()  # type: ignore[no-untyped-call]  # has no types
        kind = highspy.HighsVarType.kInteger if whole else highspy.HighsVarType.kContinuous
        self.cells = {
            place: self.solver.addVariable(least, min(most, case.get(place, most)), type=kind)
            for place, (least, most) in attack.known.items()
        }
        for terms, least, most in attack.rows:
            if terms and terms.keys() <= self.cells.keys():
                columns = [self.cells[place].index for place in terms]
                self.solver.addRow(least, most, len(columns), columns, [*terms.values()])

    def ends(self, place: Place) -> tuple[float, float] | None:
        """Return the fewest and the most people in a cell, None where the case cannot be."""
        cell = self.cells[place]
        self.solver.changeColCost(cell.index, 1.0)
        low = self._solved(cell, highspy.ObjSense.kMinimize)
        high = self._solved(cell, highspy.ObjSense.kMaximize)
        self.solver.changeColCost(cell.index, 0.0)
        return None if low is None or high is None else (low, high)

    def _solved(self, cell: highs_var, sense: highspy.ObjSense) -> float | None:
        self.solver.changeObjectiveSense(sense)
        self.solver.run()
        if self.solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        return float(self.solver.getSolution().col_value[cell.index])


def _width(cases: Iterable[_Solver], place: Place) -> int:
    """Return how far apart the fewest and the most people in a cell are, in all that can be."""
    ends = [found for case in cases if (found := case.ends(place))]
    if not ends:
        raise AssertionError("No table agrees with what is published.")
    low, high = min(low for low, _ in ends), max(high for _, high in ends)
    return floor(high + SLACK) - ceil(low - SLACK)


def _wider(question: AnyQuestion | None) -> tuple[Wider, ...]:
    return question.in_wider if isinstance(question, PickOne) else ()


def _counted(place: Place) -> bool:
    return place[1][:1].isdecimal() or place[1] in {"low", "middle", "high"}


def _ends_of(place: Place, question: AnyQuestion) -> tuple[float, float]:
    """Return the least and the most that a band, a point or a merged part holds."""
    if not isinstance(question, Scale) or place[1][:1].isdecimal():
        return _ends(place[1])
    first, last, half = question.numbers[0], question.numbers[-1], question.points // 2
    ends = {"low": (first, first + half - 1), "high": (last - half + 1, last)}
    return ends.get(place[1], (first + half, last - half))


def _given(option: str) -> bool:
    """Return whether somebody counted here gave a point or more."""
    return option[:1].isdecimal() and _ends(option)[0] > 0


def _ends(option: str) -> tuple[float, float]:
    """Return the least and the most that a band holds, as its id says."""
    low, many, high = option.partition("..")
    return float(low), float(high) if high else FAR if many else float(low)


def _limits(condition: Condition) -> tuple[float, float]:
    """Return between what a number, or a year with its months, must lie."""
    least, most = condition.at_least, condition.at_most
    return (_number(least) if least is not None else 0, _number(most) if most is not None else FAR)


def _number(bound: str | float) -> float:
    """Return a number; of a month, its year and how much of it is over before."""
    year, _, month = str(bound).partition("-")
    return float(year) + (int(month) - 1) / 12 if month else float(year)


def _of_voters(question: AnyQuestion | None, variable: str) -> bool:
    """Return whether a base is those who voted on one of the statements."""
    if not isinstance(question, Statements):
        return False
    fewer = len(question.seeds) > question.most and not variable.endswith("::groups")
    return variable.endswith(":agreed") or (fewer and variable != question.id)


def _place(cell: Cell) -> Place:
    return cell["variable_id"], cell["option_id"], cell["breakdown_id"], cell["group_id"]


def _times(terms: Terms, factor: float) -> Terms:
    return {place: factor * value for place, value in terms.items()}

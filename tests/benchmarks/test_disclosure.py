"""The benchmark of disclosure control counts what it says it counts."""

from collections import Counter

import pytest

from admin.addresses import tally
from tests.benchmarks.disclosure import SIZES, Design, Pairs, _design, _outcome
from tests.support import voters
from tests.support.auditor import Attack, Place
from tests.support.datasets import Row
from tests.support.figures_again import Printed
from tests.support.pair_auditor import FINISHED, Growth, Told, united
from tests.support.pairs import Outcome, _moved, attacked
from tests.support.published import Cell
from tests.support.small_rounds import small_round

OPTIONS = ("o0", "o1", "o2", "o3")
ROUND = small_round(
    {"kind": "pick_one", "id": "way", "options": [*OPTIONS], "required": True},
    {"kind": "scale", "id": "felt", "low": {"en": "a", "mk": "а"}, "high": {"en": "b", "mk": "б"}},
)


def attack(counts: dict[Place, int | None]) -> Attack:
    return Attack.of([cell(place, count) for place, count in counts.items()], ROUND)


def cell(place: Place, count: int | None) -> Cell:
    names = ("variable_id", "option_id", "breakdown_id", "group_id")
    shown = {"count": "", "shown": "no"} if count is None else {"count": str(count), "shown": "yes"}
    return {**dict(zip(names, place, strict=True)), **shown, "base": "", "percent": ""}


def of_way(base: int | None, *counts: int | None) -> dict[Place, int | None]:
    options = zip(OPTIONS, counts, strict=False)
    ways: dict[Place, int | None] = {("way", one, "", ""): count for one, count in options}
    return {FINISHED: base, ("way", "base", "", ""): base, **ways}


def test_a_design_is_attacked_and_nothing_is_found() -> None:
    found = _design(0)
    assert found.people == SIZES[0]
    assert found.hidden
    assert 0 < found.shown <= found.planned
    assert (found.below, found.narrow) == (0, 0)


def test_a_rich_design_is_attacked_and_its_figures_worked_out_again() -> None:
    found = _design(8)
    assert found.is_rich
    assert found.hidden
    assert found.figures
    assert (found.below, found.narrow, found.unexplained) == (0, 0, 0)


def test_the_solver_looks_for_those_who_did_not_vote() -> None:
    """60 took part and 55 voted on a sentence, as printed: 1 to 9 have not."""
    round_ = voters.round_of(["One.", "Another."], most=1)
    options = {"base": 55, ":agree": None, ":not_agree": None}
    told = {("views:s0:agreed", one, "", ""): count for one, count in options.items()}
    cells = [cell(place, count) for place, count in {FINISHED: 60, **told}.items()]
    solver = Attack.of(cells, round_)
    not_voted: Place = ("views:s0:agreed", "!base", "", "")
    assert not_voted in solver.unprinted
    assert not_voted in united(solver, solver).unprinted
    assert dict(solver.findings([not_voted])) == {not_voted: 8}


def test_the_solver_knows_that_tables_are_withheld() -> None:
    """5000 votes would have been enough for tables by age, if there were any by groups."""
    round_ = voters.round_of(["One.", "Another."], most=1)
    options = {"base": 5000, ":agree": None, ":not_agree": None}
    told = {("views:s0:agreed", one, "", ""): count for one, count in options.items()}
    cells = [cell(place, count) for place, count in {FINISHED: 5000, **told}.items()]
    with pytest.raises(AssertionError, match="No table agrees"):
        list(Attack.of(cells, round_).findings())
    assert list(Attack.of(cells, round_, withheld=True).findings()) == []


def test_the_solver_takes_groups_that_vote_alike_as_of_everybody() -> None:
    """Where only some were asked, the others are in no group."""
    views = {
        "kind": "statements",
        "id": "views",
        "seeds": [{"id": "s0", "text": {"en": "One.", "mk": "Еден."}}],
        "show_if": {"question": "way", "is": "o0"},
    }
    way = {"kind": "pick_one", "id": "way", "options": [*OPTIONS], "required": True}
    told = {("views::groups", one, "", ""): n for one, n in (("base", 100), ("A", None))}
    none: dict[Place, int | None] = {("views::groups", ":ungrouped", "", ""): None}
    cells = [cell(place, n) for place, n in {**of_way(100, 40, 20, 20, 20), **told, **none}.items()]
    assert list(Attack.of(cells, small_round(way, views)).findings()) == []


def test_a_disclosure_breaks_it() -> None:
    pairs = Pairs(Counter({Outcome.DISCLOSED: 1, Outcome.SAME: 4}), Counter(), 2)
    found = _outcome([Design(50, hidden=3, below=0, narrow=0, shown=1, planned=2)], pairs)
    assert found.figures["exact_disclosures"] == 1
    assert found.figures["pairs"] == 5
    assert found.figures["told_if_number_is_known"] == 2
    assert found.broken == ["exact_disclosures is 1, not 0."]


def test_people_of_every_second_design_that_is_published_twice_vote_too() -> None:
    found = attacked(1900)
    assert found.outcome in {Outcome.REFUSED, Outcome.SAME, Outcome.CHANGED}
    assert found.told == ()


def test_who_began_moves_with_those_who_came() -> None:
    someone: Row = {"language": "en"}
    assert [_moved(ref, [], [someone] * 12) for ref in (tally("started"), tally("stopped"))] == [
        12,
        0,
    ]


def test_the_solver_finds_that_a_few_came() -> None:
    """Four ways are 13 each and then 17: they are printed alike, and the bases tell."""
    before, now = attack(of_way(50, 15, 15, 15, 15)), attack(of_way(70, 15, 15, 15, 15))
    told = set(Growth(before, now).findings())
    assert {(Told.FEW, ("way", one, "", "")) for one in OPTIONS} <= told


def test_the_solver_finds_an_answer_that_none_of_those_who_came_gave() -> None:
    """In one age group four ways are 13 each both times, as its base tells."""
    row: dict[Place, int | None] = {("way", one, "age", "b1"): 15 for one in OPTIONS}
    same = {**row, ("way", "base", "age", "b1"): 50, ("age", "b1", "", ""): 50}
    bases: list[dict[Place, int | None]] = [
        {FINISHED: all_, ("age", "base", "", ""): all_, ("age", "b2", "", ""): other}
        for all_, other in ((100, 50), (120, 70))
    ]
    before, now = (attack({**same, **one}) for one in bases)
    told = set(Growth(before, now).findings())
    assert (Told.NONE, ("way", "o0", "age", "b1")) in told
    assert (Told.NONE, ("age", "b2", "", "")) not in told


def test_the_solver_finds_a_hidden_number_in_either() -> None:
    narrow, wide = attack(of_way(40, None, 25)), attack(of_way(90, None, 45, None))
    assert (Told.NARROWED, ("way", "o0", "", "")) in set(Growth(narrow, wide).findings())
    told = {one for one, _ in Growth(wide, attack(of_way(140, None, 95, None))).findings()}
    assert told == set()


def test_who_knows_the_number_knows_more() -> None:
    """26 came, no more than had to: one way has grown by as many, so nobody chose the other."""
    before, now = attack(of_way(50, 25, 25)), attack(of_way(80, 55, 25))
    assert list(Growth(before, now).findings()) == []
    assert list(Growth(before, now, 30).findings()) == []
    assert list(Growth(before, now, 26).findings()) == [(Told.NONE, ("way", "o1", "", ""))]


def test_two_publications_of_the_same_people_are_read_together() -> None:
    one, other = of_way(40, None, None, 10), of_way(None, None, 25, 10)
    assert [list(attack(part).findings()) for part in (one, other)] == [[], []]
    assert dict(united(attack(one), attack(other)).findings()) == {("way", "o0", "", ""): 9}


@pytest.mark.parametrize(("told", "follows"), [(3.0, True), (3.1, False)])
def test_a_figure_that_no_count_explains_is_found(told: float, follows: bool) -> None:
    cells = [cell(("felt", str(point), "", ""), 20) for point in range(1, 6)]
    figure = cell(("felt", "", "", ""), None) | {
        "figure": "mean", "band": "", "least": str(told), "most": str(told),
    }  # fmt: skip
    found = list(Printed.of(cells, ROUND).unexplained([figure]))
    assert (found == []) is follows

"""What two publications together would tell, cell by cell and through the ties."""

from collections.abc import Sequence

import pytest

from admin import comparing
from admin.cells import CellRef, Printed
from admin.comparing import Publication, ranges_of
from admin.suppression import Rule, Tie, adds_up

RULE = Rule()
ALL = CellRef("way")
PARTS = tuple(CellRef("way", f"o{number}") for number in range(9))
TIES = [adds_up(ALL, PARTS)]


def publication(total: int | None, *parts: int | None) -> tuple[Printed, ...]:
    cells = zip((ALL, *PARTS), (total, *parts), strict=False)
    return tuple(Printed(ref, count) for ref, count in cells)


def revealed(
    before: Sequence[Printed], now: Sequence[Printed], ties: Sequence[Tie[CellRef]] = ()
) -> str:
    return comparing.revealed(Publication(before, RULE), Publication(now, RULE), ties)


def told(before: Sequence[Printed], now: Sequence[Printed]) -> str:
    refs = {cell.ref for cell in now}
    return revealed(before, now, [adds_up(ALL, [ref for ref in PARTS if ref in refs])])


@pytest.mark.parametrize(
    ("before", "now", "says"),
    [
        (40, 40, ""),
        (40, 45, "changes from 40 to 45"),
        (40, 50, "changes from 40 to 50"),
        (40, 55, ""),
        (None, 15, "hidden in one"),
        (15, None, "hidden in one"),
        (None, None, ""),
    ],
)
def test_a_change_must_be_nothing_or_many(before: int | None, now: int | None, says: str) -> None:
    ref = CellRef("way", "bus")
    reason = revealed((Printed(ref, before),), (Printed(ref, now),))
    assert says in reason
    assert bool(says) == bool(reason)


def test_a_number_that_only_one_of_them_has_is_named() -> None:
    reason = revealed(publication(60, 30, 30), publication(60, 30))
    assert reason == "the number at way/o1 is only in one of them."


def test_a_table_may_be_new_but_not_gone() -> None:
    """Finer numbers narrow the others, though the later publication has none of them."""
    few = publication(60, 30, 30)
    more = (*few, Printed(CellRef("way", "o0", "age", "young"), 10))
    assert revealed(few, more) == ""
    assert revealed(more, few) == "the number at way/o0/age/young is only in one of them."


def test_opinion_groups_are_found_anew_and_may_be_gone() -> None:
    few = publication(60, 30, 30)
    assert revealed((*few, Printed(CellRef("views:s0", "", "views::groups", "A"), 20)), few) == ""


def test_numbers_that_stay_can_tell_of_a_few_together() -> None:
    """Eight parts are 13 and then 17: both are printed as 15, and the sums give them away."""
    before = publication(120, *(15 for _ in range(8)), 20)
    now = publication(180, *(15 for _ in range(8)), 40)
    assert revealed(before, now) == ""
    assert told(before, now) == "from all numbers together, a few came or went at way/o0."


def test_with_room_for_rounding_the_same_change_tells_of_nobody() -> None:
    before = publication(140, *(15 for _ in range(8)), 20)
    now = publication(160, *(15 for _ in range(8)), 40)
    assert told(before, now) == ""


def test_what_is_known_of_those_who_came_alone_tells_of_a_few() -> None:
    """If nobody left, two parts that grew by many leave only a few for the hidden one."""
    one, two, all_ = CellRef("way", "o0"), CellRef("way", "o1"), CellRef("way")
    ties: list[Tie[CellRef]] = [adds_up(all_, (one, two))]
    before, now = publication(40, 20, 20), publication(80, 40, 40)
    assert revealed(before, now, ties) == ""
    exact = [*ties, Tie(((all_, 1), (one, -2)), 3, 6)]
    assert "way/o0" not in revealed(before, now, ties)
    assert revealed(before, now, exact) == ""


def printed(**counts: int | None) -> tuple[Printed, ...]:
    return tuple(Printed(CellRef(name), count) for name, count in counts.items())


def test_a_hidden_number_that_both_together_give_away_is_named() -> None:
    """If nobody left, b can have grown by 4 at most, as a and b are 40 both times.

    With e it is 31 or more later, of which e is 13 at most; so it was 14 at least, and 19 at most.
    """
    names = ("a", "b", "e", "h", "ab", "bde", "d", "all", "p", "q", "r")
    a, b, e, h, ab, bde, d, all_, p, q, r = map(CellRef, names)
    ties = [adds_up(ab, (a, b)), adds_up(bde, (b, d, e)), adds_up(all_, (p, q, r, e, h))]
    hidden: dict[str, int | None] = dict.fromkeys(names[:4])
    before = printed(**hidden, ab=40, bde=60, d=45, all=65, p=20, q=20, r=20)
    now = printed(**hidden, ab=40, bde=80, d=45, all=125, p=40, q=40, r=40)
    for one, other in ((before, now), (now, before)):
        assert "the hidden one at a follows" in revealed(one, other, ties)
    assert revealed(before, before, ties) == ""
    assert revealed(now, now, ties) == ""


def test_an_answer_that_none_of_those_who_came_gave_is_named() -> None:
    """Four parts are 13 in both, as the sums say; so whoever came is in the fifth."""
    parts = PARTS[:4]
    four, rest = CellRef("way", "four"), CellRef("way", "rest")
    ties = [adds_up(four, parts), adds_up(ALL, (four, rest))]
    same = (*(Printed(one, 15) for one in parts), Printed(four, 50))
    before = (*same, Printed(ALL, 100), Printed(rest, 50))
    now = (*same, Printed(ALL, 120), Printed(rest, 70))
    assert revealed(before, now) == ""
    told_of = revealed(before, now, ties)
    assert told_of == "from all numbers together, nobody came or went at way/four."
    assert revealed(before, now, ties[1:]) == ""


def test_the_words_nearly_all_are_a_number_too() -> None:
    base, most = CellRef("way"), CellRef("way", "o0")
    cells = (Printed(base, 100), Printed(most, None, nearly_all=True))
    assert ranges_of(Publication(cells, RULE)) == {base: (98, 102), most: (93, None)}


@pytest.mark.parametrize(
    ("rounding", "threshold", "before", "now", "says"),
    [
        (10, 10, 30, 45, "changes from 30 to 45"),  # 34 before and 43 now are nine
        (10, 10, 30, 50, ""),  # 34 and 48 are fourteen
        (1, 10, 30, 40, "changes from 30 to 40"),  # 38 now
        (1, 10, 30, 45, ""),  # 43 now
        (5, 20, 30, 50, "changes from 30 to 50"),  # then, 20 was the fewest
        (5, 20, 30, 55, ""),
    ],
)
def test_each_publication_is_read_by_its_own_rule(
    rounding: int, threshold: int, before: int, now: int, says: str
) -> None:
    ref = CellRef("way", "bus")
    earlier = Publication((Printed(ref, before),), Rule(threshold, rounding))
    later = Publication((Printed(ref, now),), RULE)
    for one, other in ((earlier, later), (later, earlier)):
        reason = comparing.revealed(one, other, ())
        assert bool(reason) == bool(says)
    assert says in comparing.revealed(earlier, later, ())


def test_all_numbers_together_are_read_by_the_rule_of_each_too() -> None:
    """Twenties by tens may hide what twenties by fives do not."""
    before = publication(120, *(15 for _ in range(8)), 20)
    now = publication(180, *(15 for _ in range(8)), 40)
    coarse = Publication(before, Rule(rounding=10))
    ties = [adds_up(ALL, PARTS)]
    assert "a few came or went" in told(before, now)
    assert "a few came" not in comparing.revealed(coarse, Publication(now, RULE), ties)

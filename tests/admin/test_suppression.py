"""The rules of hiding, on tables made up by chance."""

from hypothesis import given, settings
from hypothesis import strategies as st

from admin.suppression import Counted, Rule, Sum, hidden, ranges

RULE = Rule()
Cell = tuple[int, int]
ALL = -1
numbers = st.lists(
    st.lists(st.one_of(st.integers(0, 15), st.integers(0, 90)), min_size=3, max_size=3),
    min_size=2,
    max_size=5,
)


def table_of(rows: list[list[int]]) -> Counted[Cell]:
    """Return a table with both margins; `ALL` is the index of a margin."""
    height, width = range(len(rows)), range(len(rows[0]))
    counts = {(r, c): rows[r][c] for r in height for c in width}
    counts |= {(r, ALL): sum(rows[r]) for r in height}
    counts |= {(ALL, c): sum(row[c] for row in rows) for c in width}
    counts[ALL, ALL] = sum(map(sum, rows))
    sums = [Sum((r, ALL), tuple((r, c) for c in width)) for r in (*height, ALL)]
    sums += [Sum((ALL, c), tuple((r, c) for r in height)) for c in (*width, ALL)]
    return Counted(counts, sums, {}, frozenset({(ALL, ALL)}))


def test_rounding_takes_the_nearest_multiple_and_halves_go_up() -> None:
    assert [RULE.rounded(count) for count in (10, 12, 13, 17, 18)] == [10, 10, 15, 15, 20]
    assert Rule(rounding=10).rounded(15) == 20


def test_the_exact_count_is_always_behind_the_rounded_one() -> None:
    for rule in (RULE, Rule(rounding=10), Rule(threshold=20, rounding=7)):
        for count in range(rule.threshold, 200):
            least, most = rule.behind(rule.rounded(count))
            assert least <= count <= most


@settings(deadline=None)
@given(numbers)
def test_nothing_below_the_threshold_is_shown(rows: list[list[int]]) -> None:
    counted = table_of(rows)
    gone = hidden(counted, RULE)
    assert all(n >= RULE.threshold for key, n in counted.counts.items() if key not in gone)


@settings(deadline=None)
@given(numbers)
def test_hidden_cells_stay_uncertain_by_at_least_the_threshold(rows: list[list[int]]) -> None:
    counted = table_of(rows)
    gone = hidden(counted, RULE)
    known = ranges(counted, gone, RULE)
    whole = counted.counts[ALL, ALL]
    for key in gone:
        least, most = known[key]
        assert least <= counted.counts[key] <= most
        assert most - least >= RULE.threshold or (ALL, ALL) in gone or whole < 3 * RULE.threshold


@settings(deadline=None)
@given(numbers)
def test_parts_of_a_hidden_total_are_hidden(rows: list[list[int]]) -> None:
    counted = table_of(rows)
    gone = hidden(counted, RULE)
    for one in counted.sums:
        if one.total in gone and one.total not in counted.kept:
            assert set(one.parts) <= gone


def test_a_single_hidden_cell_beside_large_shown_ones_takes_another_with_it() -> None:
    counted = Counted(
        {"all": 63, "few": 3, "some": 20, "many": 40},
        [Sum("all", ("few", "some", "many"))],
        {},
        frozenset({"all"}),
    )
    assert hidden(counted, Rule(rounding=1)) == {"few", "some"}


def test_all_but_a_few_is_hidden_like_a_few() -> None:
    counted = Counted({"group": 40, "yes": 35}, [], {"yes": "group"}, frozenset())
    assert hidden(counted, RULE) == {"yes"}


def test_sums_that_do_not_add_up_come_to_an_end() -> None:
    counted = Counted(
        {"all": 50, "a": 40, "b": 35, "c": 3, "d": 4},
        [Sum("all", ("a", "b", "c")), Sum("all", ("a", "b", "d")), Sum("a", ("c", "d"))],
        {},
        frozenset({"all"}),
    )
    assert {"c", "d"} <= hidden(counted, RULE)

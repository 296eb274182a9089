"""The rules of hiding, on tables made up by chance and attacked by trying every table."""

import itertools
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from admin.audit import suppressed
from admin.suppression import Counted, DisclosureError, Range, Rule, Tie, adds_up, printed_range

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
    ties = [adds_up((r, ALL), [(r, c) for c in width]) for r in (*height, ALL)]
    ties += [adds_up((ALL, c), [(r, c) for r in height]) for c in (*width, ALL)]
    return Counted(counts, ties, {key: 1.0 + (ALL in key) for key in counts})


def all_readings(
    ties: list[Tie[str]], published: dict[str, Range], most: int
) -> Iterator[dict[str, int]]:
    """Yield every table of whole numbers that agrees with what is published, by trying them all."""
    spans = [range(low, (most if high is None else high) + 1) for low, high in published.values()]
    for numbers_ in itertools.product(*spans):
        table = dict(zip(published, numbers_, strict=True))
        if all(tie.holds(table) for tie in ties):
            yield table


def test_rounding_takes_the_nearest_multiple_and_halves_go_up() -> None:
    assert [RULE.rounded(count) for count in (10, 12, 13, 17, 18)] == [10, 10, 15, 15, 20]
    assert Rule(rounding=10).rounded(15) == 20


def test_the_exact_count_is_always_behind_the_rounded_one() -> None:
    for rule in (RULE, Rule(rounding=10), Rule(threshold=20, rounding=7)):
        for count in range(rule.threshold, 200):
            least, most = rule.behind(rule.rounded(count))
            assert least <= count <= most


def test_nearly_all_never_says_more_than_is_true() -> None:
    for base in range(10, 300):
        for count in range(10, base + 1):
            if RULE.dominates(count, base):
                assert RULE.nearly_all_of(RULE.rounded(base)) <= count


@settings(deadline=None, max_examples=40)
@given(numbers)
def test_nothing_below_the_threshold_is_shown(rows: list[list[int]]) -> None:
    counted = table_of(rows)
    gone = suppressed(counted, RULE).hidden
    assert all(n >= RULE.threshold for key, n in counted.counts.items() if key not in gone)


@settings(deadline=None, max_examples=25)
@given(st.lists(st.integers(0, 40), min_size=3, max_size=3))
def test_trying_every_table_finds_no_narrow_cell(parts: list[int]) -> None:
    names = ("a", "b", "c")
    counts = {"all": sum(parts), **dict(zip(names, parts, strict=True))}
    ties = [adds_up("all", names)]
    counted = Counted(counts, ties, {"all": 9.0, "a": 1.0, "b": 1.0, "c": 1.0})
    gone = set(suppressed(counted, RULE).hidden)
    published = {key: printed_range(counted, key, RULE, gone, set()) for key in counts}
    readings = list(all_readings(ties, published, most=counts["all"] + 25))
    for key in gone:
        seen = [table[key] for table in readings]
        assert counts[key] in seen
        assert max(seen) - min(seen) >= RULE.threshold


def test_a_single_hidden_cell_beside_large_shown_ones_takes_the_cheapest_with_it() -> None:
    counts = {"all": 63, "few": 3, "some": 20, "many": 40}
    costs = {key: 1 + count / 1000 for key, count in counts.items()} | {"all": 99.0}
    counted = Counted(counts, [adds_up("all", ("few", "some", "many"))], costs)
    assert suppressed(counted, Rule(rounding=1)).hidden == {"few", "some"}


def test_all_but_a_few_is_guarded_like_a_few() -> None:
    counted = Counted(
        {"group": 40, "yes": 35, "no": 5}, [adds_up("group", ("yes", "no"))], {"group": 9, "yes": 1}
    )
    assert suppressed(counted, RULE).hidden == {"yes"}


def test_an_answer_of_nearly_all_has_words_and_no_number() -> None:
    counts = {"group": 400, "yes": 380, "no": 20}
    ties = [adds_up("group", ("yes", "no"))]
    costs = {"group": 9.0, "yes": 1.0, "no": 1.0}
    found = suppressed(Counted(counts, ties, costs, {"yes": "group", "no": "group"}), RULE)
    assert found.nearly_all == {"yes"}
    assert found.hidden == {"yes", "no"}


def test_nearly_all_is_not_said_where_it_would_give_the_others_away() -> None:
    counts = {"group": 50, "yes": 48, "no": 2}
    ties = [adds_up("group", ("yes", "no"))]
    costs = {"group": 9.0, "yes": 1.0, "no": 1.0}
    found = suppressed(Counted(counts, ties, costs, {"yes": "group", "no": "group"}), RULE)
    assert not found.nearly_all
    assert found.hidden == {"yes", "no"}


def test_what_is_out_already_and_gives_a_number_away_is_refused() -> None:
    counted = Counted(
        {"all": 43, "few": 3, "many": 40},
        [adds_up("all", ("few", "many"))],
        {"all": 9.0, "few": 1.0, "many": 1.0},
    )
    with pytest.raises(DisclosureError, match="few"):
        suppressed(counted.also_known([("all", (43, 47)), ("many", (38, 42))]), RULE)


def test_what_is_known_besides_leaves_a_number_to_be_hidden() -> None:
    """That a group is too small to stand alone is known, and it can give way within that."""
    counts = {"all": 63, "few": 3, "some": 20, "many": 40}
    costs = {"all": 99.0, "few": 1.0, "some": 1.0, "many": 9.0}
    counted = Counted(counts, [adds_up("all", ("few", "some", "many"))], costs)
    known = [("few", (0, 29)), ("some", (0, 29)), ("many", (30, None))]
    assert suppressed(counted.also_known(known), Rule(rounding=1)).hidden == {"few", "some"}


def test_a_number_that_the_round_alone_gives_away_stops_nothing() -> None:
    counted = Counted({"all": 40, "none": 0}, [Tie((("none", 1),))], {"all": 9.0, "none": 1.0})
    assert suppressed(counted, RULE).hidden == {"none"}

"""The benchmark's own arithmetic: which table a row of a grouping set belongs to."""

from tests.benchmarks.analysis import _absent, _cells_of
from tests.support.crowds import BREAKDOWNS, QUESTIONS

PAIR = ("q1", "place")


def test_a_row_is_in_the_table_of_the_two_columns_that_were_not_left_out() -> None:
    names = (*QUESTIONS, *BREAKDOWNS)
    row = [None] * len(names)
    values = {"q1": "o2", "place": "o3"}
    filled = [values.get(name, value) for name, value in zip(names, row, strict=True)]
    cells = _cells_of([(*filled, _absent(names, PAIR), 41)], [PAIR])
    assert cells == {("q1", "o2", "place", "o3"): 41}


def test_those_who_gave_no_answer_are_in_no_cell() -> None:
    names = (*QUESTIONS, *BREAKDOWNS)
    assert _cells_of([(*[None] * len(names), _absent(names, PAIR), 3)], [PAIR]) == {}

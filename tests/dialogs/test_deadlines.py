"""Until when a draft waits, and when its person is reminded."""

import datetime as dt

import pytest
from msgspec.structs import replace

from dialogs.deadlines import last_day, longest_untouched, reminder_day
from tests.support.small_rounds import small_round

ROUND = small_round({"kind": "pick_one", "id": "how", "options": ["good", "bad"]})
CLOSES = ROUND.closes
DAY = dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("days", "before_closing", "last", "reminder"),
    [
        (7, 10, 7, 6),
        (30, 10, 10, 9),  # the round closes first
        (2, 10, 2, 1),
        (1, 10, 1, 1),  # of two days, half is left
        (7, 1, 1, 1),
        (7, 0, 0, None),
    ],
)
def test_the_reminder_comes_a_day_before_the_last_one_where_there_is_one(
    days: int, before_closing: int, last: int, reminder: int | None
) -> None:
    round_, touched = replace(ROUND, keep_drafts_days=days), CLOSES - before_closing * DAY
    assert last_day(round_, touched) == touched + last * DAY
    assert reminder_day(round_, touched) == (None if reminder is None else touched + reminder * DAY)


@pytest.mark.parametrize("days", [1, 2, 3, 7, 30])
def test_no_draft_is_overlooked(days: int) -> None:
    round_ = replace(ROUND, keep_drafts_days=days)
    for back in range(40):
        today = CLOSES - back * DAY
        for silent in range(40):
            due = reminder_day(round_, today - silent * DAY)
            if due is not None and due <= today:
                assert today - silent * DAY <= longest_untouched(round_, today)

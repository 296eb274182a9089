"""Options that several verbs share."""

import datetime as dt

import pytest

from bot.cli.options import day_of


def test_today_is_the_day_of_the_clock_that_everything_keeps(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    practice = dt.datetime(2027, 3, 1, 12, tzinfo=dt.UTC).timestamp()
    real = dt.datetime.now(dt.UTC).timestamp()
    monkeypatch.setenv("CONSULT_CLOCK", f"{real} {practice} 1")
    assert day_of(None) == dt.date(2027, 3, 1)
    assert day_of(dt.datetime(2026, 11, 9)) == dt.date(2026, 11, 9)  # noqa: DTZ001 - as typed

"""What an operator's tools are told, and the heartbeat that it rests on."""

import datetime as dt
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio

from bot.health import HealthServer
from bot.heart import Heart
from bot.metrics import Metrics
from bot.theft import TheftAlarm
from storage import migrate
from storage.db import Database
from storage.heartbeat import KEPT_BY_TELEGRAM, gaps, last_beat
from tests.support.edge import BOT, Wire

NOON = dt.datetime(2026, 11, 9, 12, tzinfo=dt.UTC)
OURS = "https://bot.example.org/telegram/ours"


async def _get(url: str) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.get(url) as response:
        return response.status, await response.text()


async def test_it_says_whether_it_lives_is_ready_and_how_it_does() -> None:
    metrics, trouble = Metrics(), [""]
    metrics.updates.labels("stored").inc(3)

    async def wrong() -> str:
        return trouble[0]

    server = HealthServer()
    server.watch("", metrics, wrong)
    address = f"http://127.0.0.1:{await server.start('127.0.0.1', 0)}"
    assert await _get(f"{address}/healthz") == (200, "alive\n")
    assert await _get(f"{address}/readyz") == (200, "ready\n")
    trouble[0] = "the database is away"
    assert await _get(f"{address}/readyz") == (503, "the database is away\n")
    status, text = await _get(f"{address}/metrics")
    assert status == 200
    assert 'consult_updates_total{outcome="stored"} 3.0' in text
    await server.stop()


async def test_a_practice_round_is_named() -> None:
    async def fine() -> str:
        return ""

    server = HealthServer(practice=True)
    server.watch("", Metrics(), fine)
    port = await server.start("127.0.0.1", 0)
    address = f"http://127.0.0.1:{port}/readyz"
    assert await _get(address) == (200, "ready, with a practice round\n")
    await server.stop()


async def test_several_bots_are_told_apart() -> None:
    server = HealthServer()
    troubles = {"forum": "", "school": "no heartbeat"}
    for number, name in enumerate(troubles, start=1):
        metrics = Metrics()
        metrics.updates.labels("stored").inc(number)

        async def told(name: str = name) -> str:
            return troubles[name]

        server.watch(name, metrics, told)
    address = f"http://127.0.0.1:{await server.start('127.0.0.1', 0)}"
    assert await _get(f"{address}/readyz") == (503, "school: no heartbeat\n")
    troubles["school"] = ""
    assert await _get(f"{address}/readyz") == (200, "ready\n")
    _, text = await _get(f"{address}/metrics")
    assert 'consult_updates_total{bot="forum",outcome="stored"} 1.0' in text
    assert 'consult_updates_total{bot="school",outcome="stored"} 2.0' in text
    assert text.count("# TYPE consult_updates_total") == 1
    await server.stop()


@pytest_asyncio.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    opened = Database.open(f"sqlite+aiosqlite:///{tmp_path / 'consult.db'}")
    await migrate.upgrade(opened)
    yield opened
    await opened.close()


class _Hours:
    """A clock that the test sets."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> dt.datetime:
        return self.now


def _heart(database: Database, wire: Wire, now: _Hours, *, hook: str = "") -> Heart:
    metrics = Metrics()
    return Heart(
        database,
        wire,
        metrics,
        TheftAlarm(metrics),
        bot=BOT,
        now=now,
        hook_url=hook,
        heard_at=lambda: float("inf"),
        token_lost=lambda _: None,
    )


async def test_an_outage_of_more_than_a_day_is_found_at_the_next_start(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    now = _Hours()
    await _heart(database, Wire(), now).once()
    now.now += KEPT_BY_TELEGRAM + dt.timedelta(hours=2)
    await _heart(database, Wire(), now).once()
    (gap,) = await gaps(database, NOON.date(), now.now.date())
    assert (gap.began, gap.ended) == (NOON, now.now)
    assert "deaf" in caplog.text


async def test_a_clock_that_jumps_makes_no_gap(database: Database) -> None:
    now = _Hours()
    heart = _heart(database, Wire(), now)
    await heart.once()
    now.now += dt.timedelta(days=30)
    await heart.once()
    assert await gaps(database, NOON.date(), now.now.date()) == []


async def test_a_machine_that_has_slept_for_days_was_deaf(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Python's `monotonic` stands still meanwhile; Telegram has thrown away what waited."""
    now, awake = _Hours(), 100.0
    heart = _heart(database, Wire(), now)
    monkeypatch.setattr("bot.heart.since_boot", lambda: awake)
    await heart.once()
    asleep = KEPT_BY_TELEGRAM + dt.timedelta(hours=2)
    now.now, awake = now.now + asleep, awake + asleep.total_seconds()
    await heart.once()
    (gap,) = await gaps(database, NOON.date(), now.now.date())
    assert (gap.began, gap.ended) == (NOON, now.now)


async def test_who_hears_nothing_does_not_beat(database: Database) -> None:
    heart = _heart(database, Wire(), _Hours())
    heart._heard_at = lambda: float("-inf")
    await heart.once()
    assert await last_beat(database, BOT) is None


async def test_a_webhook_that_points_elsewhere_is_an_alarm(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    wire = Wire()
    wire.hook_url = OURS
    await _heart(database, wire, _Hours(), hook=OURS).once()
    assert caplog.text == ""
    wire.hook_url = "https://thief.example.org/"
    await _heart(database, wire, _Hours(), hook=OURS).once()
    assert "has the token" in caplog.text
    assert await last_beat(database, BOT) is not None


async def test_while_updates_go_elsewhere_we_do_not_beat(database: Database) -> None:
    wire = Wire()
    wire.hook_url = "https://thief.example.org/"
    heart = _heart(database, wire, _Hours(), hook=OURS)
    await heart.once()
    assert heart._theft.is_ringing
    assert await last_beat(database, BOT) is None

"""The benchmark `crash` in short: kill -9, failing writes, and nothing lost or counted twice."""

from pathlib import Path

import pytest

from bot.failpoints import PLACES
from tests.support.crashing.trial import Plan, Trial
from tests.support.crashing.verdict import judge
from tests.support.postgres import running_postgres

pytestmark = pytest.mark.long

PEOPLE, KILLS, SPEED = 10, 6, 600.0


async def _try(plan: Plan, folder: Path) -> None:
    trial = Trial(plan, folder)
    await trial.run()
    verdict = await judge(trial)
    assert verdict.kills >= KILLS
    assert verdict.delivered > verdict.updates >= 10 * PEOPLE
    assert verdict.saved >= PEOPLE / 2
    hard = (verdict.lost, verdict.wrong, verdict.counted_twice, verdict.stuck, verdict.orphans)
    assert hard == (0, 0, 0, 0, 0), verdict
    assert (verdict.harmful_repeats, verdict.unkept) == (0, 0), verdict
    assert verdict.harmless_repeats <= 2, verdict
    assert set(trial.exit_codes) == {0}
    assert set(verdict.died_at) <= {*PLACES, "at random"}


async def test_polling_on_sqlite(tmp_path: Path) -> None:
    await _try(Plan("polling", "sqlite", "", 1, PEOPLE, KILLS, 0.05, SPEED), tmp_path)


async def test_a_webhook_with_two_workers_on_postgresql(tmp_path: Path) -> None:
    """One of them is a site with the bot in it, as several of `uvicorn --workers` would be."""
    with running_postgres() as server:
        plan = Plan("webhook", "postgresql", server.url(), 2, PEOPLE, KILLS, 0.05, SPEED, site=True)
        await _try(plan, tmp_path)

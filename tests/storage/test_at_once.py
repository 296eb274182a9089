"""A connection that works on the spot never does so while its thread is still at work."""

import asyncio
from contextlib import suppress
from pathlib import Path

from storage.at_once import BEGIN, AtOnceConnection


async def test_nothing_overtakes_the_work_of_somebody_who_was_cancelled(tmp_path: Path) -> None:
    first, second = [await AtOnceConnection(tmp_path / "consult.db") for _ in range(2)]
    await first.execute(BEGIN)
    waiting = asyncio.create_task(second.execute(BEGIN))
    await asyncio.sleep(0.05)
    waiting.cancel()
    with suppress(asyncio.CancelledError):
        await waiting
    closing = asyncio.create_task(second.close())
    await asyncio.sleep(0.05)
    assert second.in_transaction is False, "it is open: its thread still waits for the lock"
    await first.rollback()
    await closing
    await first.close()


async def test_what_follows_finished_work_is_done_on_the_spot(tmp_path: Path) -> None:
    connection = await AtOnceConnection(tmp_path / "consult.db")
    await connection.execute("CREATE TABLE t (a)")
    await connection.execute(BEGIN)
    step = connection.execute("INSERT INTO t VALUES (1)")
    coroutine = step.__await__()
    with suppress(StopIteration):
        next(coroutine)
        raise AssertionError("it waited")
    await connection.commit()
    await connection.close()

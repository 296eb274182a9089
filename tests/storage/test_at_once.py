"""A connection that works on the spot never does so while its thread is still at work."""

import asyncio
from collections.abc import Coroutine
from contextlib import suppress
from pathlib import Path

from storage.at_once import AtOnceConnection


async def opened(folder: Path) -> AtOnceConnection:
    connection = AtOnceConnection(folder / "consult.db")
    await connection
    return connection


async def test_nothing_overtakes_the_work_of_somebody_who_was_cancelled(tmp_path: Path) -> None:
    first, second = [await opened(tmp_path) for _ in range(2)]
    await first.begin()
    waiting = asyncio.create_task(second.begin())
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
    connection = await opened(tmp_path)
    await connection.execute("CREATE TABLE t (a)")
    assert is_done_at_once(connection.begin())
    assert is_done_at_once(connection.for_each("INSERT INTO t VALUES (?)", [(1,)]))
    assert not is_done_at_once(connection.commit())
    await connection.close()


def is_done_at_once(work: Coroutine[object, None, None]) -> bool:
    try:
        work.send(None)
    except StopIteration:
        return True
    work.close()
    return False

"""Statements that are spelt once do what they do on SQLAlchemy's way, on both databases."""

from collections.abc import Callable, Collection
from contextlib import AbstractAsyncContextManager, suppress

import pytest
from sqlalchemy import BindParameter, bindparam, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.db import Database
from storage.spelt import look_up, put
from storage.tables import promise, seen
from storage.upsert import insert_missing, insert_or_replace

_IDS: BindParameter[int] = bindparam("ids", expanding=True)
_TAGS: BindParameter[bytes] = bindparam("tags", expanding=True)
_MARKS: BindParameter[bytes] = bindparam("marks", expanding=True)
_SEEN = select(seen.c.update_id).where(seen.c.bot == bindparam("bot"), seen.c.update_id.in_(_IDS))
_KEPT = delete(promise).where(promise.c.tag.in_(_TAGS), promise.c.mark.in_(_MARKS))
_MOVED = update(promise).where(promise.c.tag == bindparam("of")).values(box=bindparam("anew"))

Begin = Callable[[Database], AbstractAsyncContextManager[AsyncConnection]]
BEGINNINGS = pytest.mark.parametrize("begin", [Database.begin, Database.begin_short])
"""A transaction for anything, and one whose statements are done on the spot."""


def row(number: int, box: bytes = b"\x00box") -> dict[str, object]:
    tag, mark = bytes([number]) * 36, bytes([number]) * 8
    return {"tag": tag, "mark": mark, "worker": number, "box": box, "day": 1}


async def boxes(database: Database) -> dict[int, bytes]:
    async with database.read() as connection:
        return {one.worker: one.box for one in await connection.execute(select(promise))}


@BEGINNINGS
@pytest.mark.parametrize("asked", [(), (3,), (3, 5, 99), range(0, 60, 2), range(3000)])
async def test_a_list_of_any_length(
    database: Database, begin: Begin, asked: Collection[int]
) -> None:
    there = [{"bot": 7, "update_id": number, "day": 1} for number in range(40)]
    async with begin(database) as connection:
        await put(connection, insert_missing(connection, seen), there)
        await put(connection, insert_missing(connection, seen), there[:3])
        found = await look_up(connection, _SEEN, {"bot": 7, "ids": list(asked)})
        others = await look_up(connection, _SEEN, {"bot": 8, "ids": list(asked)})
        assert sorted(found) == [(one,) for one in asked if one < 40]
        assert not others


@BEGINNINGS
async def test_rows_are_written_over_changed_and_erased(database: Database, begin: Begin) -> None:
    async with begin(database) as connection:
        insert = insert_or_replace(connection, promise)
        await put(connection, insert, [row(1), row(2), row(3)])
        await put(connection, insert, [row(3, b"newer")])
        await put(connection, _MOVED, [{"of": row(2)["tag"], "anew": b"moved"}])
        pairs = {"tags": [row(1)["tag"], row(2)["tag"]], "marks": [row(1)["mark"], row(3)["mark"]]}
        await look_up(connection, _KEPT, pairs)
    assert await boxes(database) == {2: b"moved", 3: b"newer"}


@BEGINNINGS
async def test_what_is_written_is_taken_back_with_its_transaction(
    database: Database, begin: Begin
) -> None:
    with suppress(ZeroDivisionError):
        async with begin(database) as connection:
            await put(connection, insert_or_replace(connection, promise), [row(1)])
            raise ZeroDivisionError
    assert await boxes(database) == {}

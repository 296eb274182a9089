"""The statements of every batch, spelt once and run on a shorter way than SQLAlchemy's.

SQLAlchemy spells a statement anew for each list it takes, and looks at each value of each row. On
SQLite, where a batch is done on the spot, that took most of a statement's time. So it spells such a
statement once, and the driver gets the words and the values as they are, inside the transaction
that is under way. On PostgreSQL they go SQLAlchemy's way: there most of the time is the
server's.

For values that SQLite stores as they are: bytes, texts and whole numbers.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import CursorResult, Delete, Row, Select, Update
from sqlalchemy.dialects import sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.at_once import driver_of
from storage.upsert import Insert

Statement = Select[*tuple[Any, ...]] | Delete | Update | Insert

Rows = Sequence[tuple[Any, ...]]

_SQLITE = sqlite.dialect()
_MOST_FILLED = 1024


class _Spelt(NamedTuple):
    """The words of a statement, and the names of its values in their order."""

    words: str
    names: Sequence[str]


async def look_up(
    connection: AsyncConnection, statement: Statement, given: Mapping[str, object]
) -> Rows:
    """Run a statement that takes lists, and return the rows it finds.

    Args:
        connection: where.
        statement: one that is made once, with `bindparam(…, expanding=True)` for each list.
        given: all its values by their names, each list as one.
    """
    if connection.dialect.name != _SQLITE.name:
        found = await connection.execute(statement, given)
    else:
        words, values = _with_lists(_spelt(statement), given)
        if driver := driver_of(connection):
            return await driver.rows(words, values)
        found = await connection.exec_driver_sql(words, values)
    return rows_of(found)


def rows_of(result: CursorResult[Any]) -> Sequence[Row[Any]]:
    """Return what a statement found; nothing of one that finds nothing, such as a deletion."""
    return result.all() if result.returns_rows else ()


async def put(
    connection: AsyncConnection, statement: Statement, rows: Sequence[Mapping[str, object]]
) -> None:
    """Run a statement that is made once for each of some rows, which have the same columns."""
    if connection.dialect.name != _SQLITE.name:
        await connection.execute(statement, rows)
        return
    words, names = _spelt(statement, tuple(rows[0]))
    values = [tuple([row[name] for name in names]) for row in rows]
    if driver := driver_of(connection):
        await driver.for_each(words, values)
    else:
        await connection.exec_driver_sql(words, values)


@lru_cache(maxsize=64)
def _spelt(statement: Statement, columns: tuple[str, ...] = ()) -> _Spelt:
    compiled = statement.compile(dialect=_SQLITE, column_keys=columns or None)
    return _Spelt(str(compiled), compiled.positiontup or ())


def _with_lists(spelt: _Spelt, given: Mapping[str, object]) -> tuple[str, tuple[object, ...]]:
    """Return the words with a place for each value of a list, and all values in their order."""
    words, values = spelt.words, list[object]()
    for name in spelt.names:
        value = given[name]
        if isinstance(value, list):
            filled = _filled(value)
            words = words.replace(f"__[POSTCOMPILE_{name}]", ",".join("?" * len(filled)), 1)
            values += filled
        else:
            values.append(value)
    return words, tuple(values)


def _filled(values: list[object]) -> list[object]:
    """Return a list with its last value repeated up to one of a few lengths.

    So there are few statements, and SQLite, which keeps the last ones it has read, reads each once.
    """
    length = len(values)
    if not 0 < length < _MOST_FILLED:
        return values
    return values + values[-1:] * ((1 << (length - 1).bit_length()) - length)

"""Engines with settings that keep promises: what is committed survives, what is erased is gone."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import URL, Connection, event, make_url
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

from storage.address import FORMS, SQLITE, UnknownDatabaseError
from storage.at_once import BEGIN, PATIENCE_MS, AtOnceConnection
from storage.compacting import PAGE_BYTES
from storage.door import Door

BEGIN_OPTION = "consult_begin"
"""Execution option: how a transaction begins on SQLite, None for not at all."""

_OF_THE_FILE = (
    f"PRAGMA busy_timeout={PATIENCE_MS}",  # first, as the others may have to wait
    f"PRAGMA page_size={PAGE_BYTES}",
    "PRAGMA journal_mode=WAL",
)
_PRAGMAS = (
    *_OF_THE_FILE,
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA trusted_schema=OFF",
)

_DETAIL = re.compile(r"^(DETAIL|CONTEXT): .*\n?", re.MULTILINE)


def parse(url: str) -> URL:
    """Return the parts of an address; UnknownDatabaseError when it is none of a database."""
    try:
        return make_url(url)
    except ArgumentError:
        raise UnknownDatabaseError(f"this is no address of a database: {FORMS}") from None


def file_of(url: str) -> Path | None:
    """Return the file of a SQLite database; None for any other, or where none is named."""
    parsed = parse(url)
    sqlite = parsed.drivername == SQLITE and parsed.database != ":memory:"
    return Path(parsed.database) if sqlite and parsed.database else None


def begin_file(path: Path) -> None:
    """Have a new SQLite file write ahead, before anybody works in it; any other is left as it is.

    Of several who do so at once, SQLite lets none wait for the others, and all but one may fail. So
    one does it behind the shut door.
    """
    path.touch(mode=0o600, exist_ok=True)
    if path.stat().st_size:
        return
    with Door(path).shut_at_once(), closing(sqlite3.connect(path)) as connection:
        for pragma in _OF_THE_FILE:
            connection.execute(pragma)


def sqlite_engine(url: URL, *, beside: bool) -> AsyncEngine:
    """Return an engine for anything that waits as long as it has to.

    Who looks in from `beside` has the file open while it looks, and never longer.
    """
    engine = create_async_engine(url, hide_parameters=True, poolclass=NullPool if beside else None)
    event.listen(engine.sync_engine, "connect", _configure)
    event.listen(engine.sync_engine, "begin", _begin)
    return engine


def short_engine(url: URL, file: Path) -> AsyncEngine:
    """Return an engine for statements on a few rows each, whose transactions the driver begins."""
    engine = create_async_engine(
        url, hide_parameters=True, async_creator=lambda: AtOnceConnection(file)
    )
    event.listen(engine.sync_engine, "connect", _configure)
    event.listen(engine.sync_engine, "connect", _wait_for_nobody)
    return engine


def postgres_engine(url: URL) -> AsyncEngine:
    """Return an engine whose errors repeat no value of a row."""
    engine = create_async_engine(url, hide_parameters=True)
    event.listen(engine.sync_engine, "handle_error", _hide_values)
    return engine


def _configure(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # transactions begin in `_begin`
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _wait_for_nobody(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA busy_timeout=0")
    cursor.close()


def _begin(connection: Connection) -> None:
    command: str | None = connection.get_execution_options().get(BEGIN_OPTION, BEGIN)
    if command is not None:
        connection.exec_driver_sql(command)


def _hide_values(context: ExceptionContext) -> None:
    """Cut the DETAIL lines of PostgreSQL's errors, which repeat the values of a row."""
    for error in (context.original_exception, context.sqlalchemy_exception):
        if error is not None and error.args:
            kept = _DETAIL.sub("", str(error.args[0]))
            error.args = (kept, *error.args[1:])

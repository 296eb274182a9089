"""The tables of a seized database, with what the database itself remembers of each row.

Read with the database's own tools, not with ours. On SQLite a row may have a row number; on
PostgreSQL it has a place in the file and the transaction that wrote it.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.rows import dict_row
from sqlalchemy import make_url

Value = bytes | str | int | float | bool | None
Row = dict[str, Value]
Tables = dict[str, list[Row]]

_HIDDEN = "(physical) "


def read_tables(url: str) -> Tables:
    """Return all tables of a database, with the hidden columns of each row."""
    parsed = make_url(url)
    if parsed.drivername.startswith("sqlite"):
        return dict(_sqlite(Path(str(parsed.database))))
    return dict(_postgres(url))


def settle(url: str) -> None:
    """Have PostgreSQL make statistics and write its pages, as it does by itself within minutes."""
    if not url.startswith("sqlite"):
        with psycopg.connect(postgres_dsn(url), autocommit=True) as connection:
            connection.execute("ANALYZE")
            connection.execute("CHECKPOINT")


def postgres_dsn(url: str) -> str:
    """Return how libpq names the database of a URL."""
    parsed = make_url(url)
    host = str(parsed.query["host"])
    return f"host={host} user={parsed.username} dbname={parsed.database}"


def _sqlite(file: Path) -> Iterator[tuple[str, list[Row]]]:
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        named = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
        for name, definition in named.fetchall():
            hidden = "" if "WITHOUT ROWID" in (definition or "") else f'rowid AS "{_HIDDEN}rowid", '
            rows = connection.execute(f'SELECT {hidden}* FROM "{name}"')  # noqa: S608 - its names
            yield name, [dict(row) for row in rows]


def _postgres(url: str) -> Iterator[tuple[str, list[Row]]]:
    with psycopg.connect(postgres_dsn(url), row_factory=dict_row) as connection:
        named = connection.execute(
            "SELECT c.oid, relname, nspname FROM pg_class c JOIN pg_namespace n "
            "ON n.oid = relnamespace WHERE relkind = 'r' AND nspname = 'public'"
        )
        for found in named.fetchall():
            query = sql.SQL(
                "SELECT ((ctid::text::point)[0] * 10000 + (ctid::text::point)[1])::bigint"
                ' AS "(physical) ctid", xmin::text::bigint AS "(physical) xmin", * FROM {}'
            ).format(sql.Identifier(found["relname"]))
            yield found["relname"], connection.execute(query).fetchall()

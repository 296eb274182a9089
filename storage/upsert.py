"""INSERT … ON CONFLICT, which both databases have and SQLAlchemy spells once for each.

Each is made once: to build one costs more than to run it.
"""

from functools import lru_cache

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

Insert = sqlite.Insert | postgresql.Insert


def insert_missing(connection: AsyncConnection, table: Table) -> Insert:
    """Return an insert that leaves rows alone that are there already."""
    return _missing(connection.dialect.name, table)


def insert_or_replace(connection: AsyncConnection, table: Table) -> Insert:
    """Return an insert that overwrites all other columns of rows that are there already."""
    return _or_replace(connection.dialect.name, table)


def insert_or_add(connection: AsyncConnection, table: Table, column: str) -> Insert:
    """Return an insert that adds `column` to what is in rows that are there already."""
    return _or_add(connection.dialect.name, table, column)


@lru_cache
def _missing(dialect: str, table: Table) -> Insert:
    return _insert(dialect, table).on_conflict_do_nothing()


@lru_cache
def _or_replace(dialect: str, table: Table) -> Insert:
    statement = _insert(dialect, table)
    others = {one.name: statement.excluded[one.name] for one in table.c if not one.primary_key}
    return statement.on_conflict_do_update(index_elements=list(table.primary_key), set_=others)


@lru_cache
def _or_add(dialect: str, table: Table, column: str) -> Insert:
    statement = _insert(dialect, table)
    total = table.c[column] + statement.excluded[column]
    return statement.on_conflict_do_update(
        index_elements=list(table.primary_key), set_={column: total}
    )


def _insert(dialect: str, table: Table) -> Insert:
    return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)

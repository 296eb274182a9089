"""INSERT … ON CONFLICT, which both databases have and SQLAlchemy spells once for each."""

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

Insert = sqlite.Insert | postgresql.Insert


def insert_missing(connection: AsyncConnection, table: Table) -> Insert:
    """Return an insert that leaves rows alone that are there already."""
    return _insert(connection, table).on_conflict_do_nothing()


def insert_or_replace(connection: AsyncConnection, table: Table) -> Insert:
    """Return an insert that overwrites all other columns of rows that are there already."""
    statement = _insert(connection, table)
    others = {one.name: statement.excluded[one.name] for one in table.c if not one.primary_key}
    return statement.on_conflict_do_update(index_elements=list(table.primary_key), set_=others)


def insert_or_add(connection: AsyncConnection, table: Table, column: str) -> Insert:
    """Return an insert that adds `column` to what is in rows that are there already."""
    statement = _insert(connection, table)
    total = table.c[column] + statement.excluded[column]
    return statement.on_conflict_do_update(
        index_elements=list(table.primary_key), set_={column: total}
    )


def _insert(connection: AsyncConnection, table: Table) -> Insert:
    if connection.dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)

"""Where tables are counted: DuckDB inside this process, unless somebody asks for another engine.

The expressions in `admin.analysis.counting` are Ibis, so they run on every engine Ibis knows. An
engine only has to make the file of responses a table; `in_postgres` and `in_spark` are two more,
and `choosing` finds the one that was set.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol

import ibis  # type: ignore[import-untyped]  # Ibis ships no types
from ibis.expr.types import (  # type: ignore[import-untyped]  # as above
    BooleanValue,
    IntegerScalar,
    IntegerValue,
    JSONValue,
    MapValue,
    NumericValue,
    StringValue,
    Table,
)

MEMORY = "256MB"

__all__ = [
    "BooleanValue", "DuckDb", "Engine", "EngineError", "IntegerScalar", "IntegerValue",
    "JSONValue", "MapValue", "NumericValue", "StringValue", "Table", "ibis",
]  # fmt: skip


class EngineError(Exception):
    """The engine that was set cannot count; the message says what it needs."""


class Engine(Protocol):
    """Something that can count."""

    def responses(self, file: Path) -> AbstractContextManager[Table]:
        """Return `responses.parquet` as a table, for as long as the context is open."""


class DuckDb:
    """DuckDB in memory, kept small. The file is read as it is counted, and not loaded."""

    @contextmanager
    def responses(self, file: Path) -> Iterator[Table]:
        """Return the table; see `Engine`."""
        backend = ibis.duckdb.connect(memory_limit=MEMORY, threads=2)
        try:
            backend.raw_sql("SET enable_progress_bar = false")
            yield backend.read_parquet(str(file), table_name="responses")
        finally:
            backend.disconnect()

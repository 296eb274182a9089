"""Where tables are counted: DuckDB inside this process, unless somebody asks for another engine.

The expressions in `admin.analysis.counting` are Ibis, so they run on every engine Ibis knows.
"""

from pathlib import Path

import ibis  # type: ignore[import-untyped]  # Ibis ships no types
from ibis.backends.duckdb import Backend  # type: ignore[import-untyped]  # as above
from ibis.expr.types import (  # type: ignore[import-untyped]  # as above
    BooleanValue,
    IntegerScalar,
    IntegerValue,
    StringValue,
    Table,
)

MEMORY = "256MB"

__all__ = [
    "BooleanValue", "IntegerScalar", "IntegerValue", "StringValue", "Table",
    "connect", "ibis", "read",
]  # fmt: skip


def connect() -> Backend:
    """Return an empty DuckDB that lives in memory and stays small."""
    engine: Backend = ibis.duckdb.connect(memory_limit=MEMORY, threads=2)
    engine.raw_sql("SET enable_progress_bar = false")
    return engine


def read(engine: Backend, responses: Path) -> Table:
    """Return the table of responses, not loaded but read as it is counted."""
    return engine.read_parquet(str(responses), table_name="responses")

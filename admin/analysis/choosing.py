"""Which engine counts, by the name or the URL that somebody has set."""

import shutil
from importlib.util import find_spec

from admin.analysis.engine import DuckDb, Engine, EngineError

DUCKDB, SPARK = "duckdb", "spark"
_POSTGRES = ("postgresql", "postgres", "postgresql+psycopg")


def chosen(name: str) -> Engine:
    """Return the engine of this name; all of them count the same.

    Args:
        name: `duckdb` (or nothing), `spark`, or the URL of a PostgreSQL database,
            `postgresql://USER@HOST/NAME`.

    Raises:
        EngineError: there is no such engine, or something that it needs is missing.
    """
    if name in {"", DUCKDB}:
        return DuckDb()
    if name == SPARK:
        return _spark()
    scheme, mark, where = name.partition("://")
    if scheme not in _POSTGRES:
        # What was set is not repeated: it may hold a password.
        raise EngineError(
            "CONSULT_ANALYSIS names no engine: it is duckdb, spark, or the URL of a PostgreSQL"
            " database, postgresql://USER@HOST/NAME."
        )
    if not mark or not where:
        raise EngineError(
            "CONSULT_ANALYSIS has no database for PostgreSQL: set its URL,"
            " postgresql://USER@HOST/NAME."
        )
    from admin.analysis.in_postgres import Postgres  # noqa: PLC0415 - needed for this one only

    return Postgres(f"postgresql://{where}")


def _spark() -> Engine:
    if find_spec("pyspark") is None:
        raise EngineError(
            "CONSULT_ANALYSIS is spark, and Spark is not installed: uv sync --extra spark"
        )
    if shutil.which("java") is None:
        raise EngineError(
            "CONSULT_ANALYSIS is spark, and Spark needs Java, which is not found: install Java 17"
            " or newer, such as Debian's package default-jre-headless."
        )
    from admin.analysis.in_spark import Spark  # noqa: PLC0415 - it is an extra

    return Spark()

"""Every engine counts in the same tests, and has to give the same."""

import shutil
from collections.abc import Iterator
from importlib.util import find_spec

import pytest

from admin.analysis.engine import DuckDb, Engine
from admin.analysis.in_postgres import Postgres
from tests.support.postgres import NoPostgresError, running_postgres


@pytest.fixture(scope="session", params=["duckdb", "postgresql", "spark"])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    yield from {"duckdb": _duckdb, "postgresql": _postgres, "spark": _spark}[request.param]()


def _duckdb() -> Iterator[Engine]:
    yield DuckDb()


def _postgres() -> Iterator[Engine]:
    try:
        with running_postgres() as server:
            yield Postgres(f"postgresql://postgres@/postgres?host={server.folder}")
    except NoPostgresError as reason:
        pytest.skip(str(reason))


def _spark() -> Iterator[Engine]:
    if find_spec("pyspark") is None or shutil.which("java") is None:
        pytest.skip("Spark is not installed: it needs Java, and `uv sync --extra spark`")
    from admin.analysis.in_spark import Spark, local  # noqa: PLC0415 - it is an extra

    session = local()
    yield Spark(session)
    session.stop()

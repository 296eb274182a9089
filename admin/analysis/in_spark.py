"""Counting in Apache Spark, for those who have a cluster. Needs `pyspark` and Java.

uv sync --extra spark
"""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pyspark.sql import SparkSession

from admin.analysis.engine import Table, ibis


class Spark:
    """A Spark session; by default one of its own inside this machine."""

    def __init__(self, session: SparkSession | None = None) -> None:
        self._session = session or local()

    @contextmanager
    def responses(self, file: Path) -> Iterator[Table]:
        """Return the table; see `Engine`. Every executor must be able to read the file."""
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message="PySpark does not yet fully support pandas")
            backend = ibis.pyspark.connect(self._session)
            yield backend.read_parquet(str(file), table_name="responses")


def local() -> SparkSession:
    """Return a session on two cores of this machine, without its web page and its progress bar."""
    building = SparkSession.builder.master("local[2]").appName("consult")
    quiet = {"spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false"}
    few = {"spark.sql.shuffle.partitions": "2", "spark.sql.session.timeZone": "UTC"}
    for name, value in (quiet | few).items():
        building = building.config(name, value)
    return building.getOrCreate()

"""Counting in PostgreSQL: the responses go into a table that vanishes with the connection."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pyarrow as pa  # type: ignore[import-untyped]  # ships no types
import pyarrow.parquet as pq  # type: ignore[import-untyped]  # as above
from ibis.backends import BaseBackend  # type: ignore[import-untyped]  # as above
from psycopg.conninfo import conninfo_to_dict

from admin.analysis.engine import EngineError, Table, ibis


class Postgres:
    """A PostgreSQL server, by its URL: `postgresql://user@host/database`."""

    def __init__(self, url: str) -> None:
        self._url = url

    @contextmanager
    def responses(self, file: Path) -> Iterator[Table]:
        """Return the table; see `Engine`. PostgreSQL has no maps, so votes are JSON there."""
        backend = _connected(self._url)
        try:
            whole = pq.read_table(file)
            maps = [field.name for field in whole.schema if pa.types.is_map(field.type)]
            loaded = backend.create_table("responses", _without_maps(whole, maps), temp=True)
            yield loaded.mutate(**{name: loaded[name].cast("json") for name in maps})
        finally:
            backend.disconnect()


def _connected(url: str) -> BaseBackend:
    try:
        return ibis.postgres.connect(**_words_of(url))
    except (psycopg.OperationalError, psycopg.ProgrammingError):
        # Its message may hold the URL, and with it a password.
        raise EngineError(
            "The PostgreSQL database that CONSULT_ANALYSIS names cannot be reached, or its URL is"
            " not right. Try the same URL with psql; doing without it counts in DuckDB."
        ) from None


def _words_of(url: str) -> dict[str, str]:
    """Return an URL in Ibis's own words, with everything that libpq understands in it."""
    words = {name: str(value) for name, value in conninfo_to_dict(url).items()}
    return {"database" if name == "dbname" else name: value for name, value in words.items()}


def _without_maps(table: pa.Table, maps: list[str]) -> pa.Table:
    for name in maps:
        texts = [
            None if value is None else json.dumps(dict(value)) for value in table[name].to_pylist()
        ]
        place = table.schema.get_field_index(name)
        table = table.set_column(place, name, pa.array(texts, pa.string()))
    return table

"""Parquet: typed columns, and in the metadata of the file what it is and what it came from."""

import io
from collections.abc import Iterator

import pyarrow as pa  # type: ignore[import-untyped]  # ships no types
import pyarrow.parquet as pq  # type: ignore[import-untyped]  # ships no types

from admin.exports import derived
from admin.exports.source import MARKER, Source
from admin.tidy import COLUMNS, rows

_NUMBERS = frozenset({"base", "count", "percent"})


def files(source: Source) -> Iterator[tuple[str, bytes]]:
    """Yield each file with its name."""
    yield "tables.parquet", _written(_tables(source), source, source.status)
    yield "figures.parquet", _written(_figures(source), source, source.status)
    if source.columns:
        kind = f"{source.warning}. {source.status}"
        yield "synthetic_responses.parquet", _written(_synthetic(source), source, kind)


def _tables(source: Source) -> pa.Table:
    cells = list(rows(source.context.tables, source.context.labels))
    types = {name: pa.int64() if name in _NUMBERS else pa.string() for name in COLUMNS}
    return pa.table(
        {name: pa.array([getattr(row, name) for row in cells], types[name]) for name in COLUMNS}
    )


def _figures(source: Source) -> pa.Table:
    found = list(derived.figures(source.context))
    types = {
        name: pa.float64() if name in derived.NUMBERS else pa.string() for name in derived.COLUMNS
    }
    return pa.table(
        {name: pa.array([getattr(one, name) for one in found], types[name]) for name in types}
    )


def _synthetic(source: Source) -> pa.Table:
    people = len(source.columns[0].values)
    columns = {MARKER: pa.array([source.warning] * people, pa.string())}
    for column in source.columns:
        columns[source.names[column.id]] = pa.array(column.values, pa.string())
    return pa.table(columns)


def _written(table: pa.Table, source: Source, kind: str) -> bytes:
    told = {
        "title": source.title,
        "what": kind,
        "language": source.context.language,
        **source.digests,
    }
    out = io.BytesIO()
    pq.write_table(table.replace_schema_metadata(told), out, compression="zstd")
    return out.getvalue()

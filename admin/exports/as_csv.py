"""CSV: the tables as in the brief, and synthetic responses with the ids of answers as values."""

import csv
import io
from collections.abc import Iterator

from msgspec.structs import astuple

from admin.briefs import as_csv
from admin.briefs.context import PRACTICE
from admin.exports import derived
from admin.exports.source import MARKER, Source
from admin.formulas import safe


def files(source: Source) -> Iterator[tuple[str, bytes]]:
    """Yield each file with its name."""
    yield "tables.csv", as_csv.render(source.context)
    yield "figures.csv", _figures(source)
    if source.columns:
        yield "synthetic_responses.csv", _synthetic(source)


def _figures(source: Source) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerow([*derived.COLUMNS, "practice"])
    mark = source.context.words(PRACTICE) if source.context.practice else ""
    for figure in derived.figures(source.context):
        writer.writerow([*map(as_csv.field, astuple(figure)), mark])
    return out.getvalue().encode("utf-8-sig")


def _synthetic(source: Source) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerow([MARKER, *source.names.values()])
    mark = safe(source.warning)
    for row in zip(*(column.values for column in source.columns), strict=True):
        writer.writerow([mark, *map(safe, row)])
    return out.getvalue().encode("utf-8-sig")

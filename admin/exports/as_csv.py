"""CSV: the tables as in the brief, and synthetic responses with the ids of answers as values."""

import csv
import io
from collections.abc import Iterator

from admin.briefs import as_csv
from admin.exports.source import MARKER, Source
from admin.formulas import safe


def files(source: Source) -> Iterator[tuple[str, bytes]]:
    """Yield each file with its name."""
    yield "tables.csv", as_csv.render(source.context)
    if source.columns:
        yield "synthetic_responses.csv", _synthetic(source)


def _synthetic(source: Source) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerow([MARKER, *source.names.values()])
    mark = safe(source.warning)
    for row in zip(*(column.values for column in source.columns), strict=True):
        writer.writerow([mark, *map(safe, row)])
    return out.getvalue().encode("utf-8-sig")

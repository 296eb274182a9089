"""Stata: numbers with variable and value labels."""

import re
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pyreadstat

from admin.exports.frames import frame
from admin.exports.shortening import one_line, shortened
from admin.exports.source import Source
from admin.exports.statistical import STATA, Field, of_synthetic, of_tables

_VERSION = 14
_CREATED = re.compile(rb"(?<=<timestamp>\x11).{17}(?=</timestamp>)", re.DOTALL)


def files(source: Source) -> Iterator[tuple[str, bytes]]:
    """Yield each file with its name."""
    yield "tables.dta", _written(of_tables(source), source.title, source)
    if source.columns:
        title = source.synthetic_title
        yield "synthetic_responses.dta", _written(of_synthetic(source), title, source)


def _written(fields: Sequence[Field], title: str, source: Source) -> bytes:
    fitted = [STATA.fit(one) for one in fields]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file.dta"
        pyreadstat.write_dta(
            frame(fitted),
            path,
            file_label=shortened(one_line(title), STATA.title),
            column_labels=[one.label for one in fitted],
            version=_VERSION,
            variable_value_labels={
                one.name: one.value_labels for one in fitted if one.value_labels
            },
            variable_format={one.name: "%8.0f" for one in fitted if not one.is_text},
        )
        written = path.read_bytes()
    day = source.context.generated_on.strftime("%d %b %Y")
    return _CREATED.sub(f"{day} 00:00".encode(), written, count=1)

"""SPSS: numbers with variable and value labels, missing values declared, notes inside."""

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pyreadstat

from admin.exports.frames import frame
from admin.exports.shortening import in_bytes, one_line, shortened
from admin.exports.source import MISSING_CODES, Source
from admin.exports.statistical import SPSS, Field, of_synthetic, of_tables

_CREATED = slice(92, 109)
"""Where the header has the day and the time of making, 9 and 8 bytes."""
_NOTE = 80


def files(source: Source) -> Iterator[tuple[str, bytes]]:
    """Yield each file with its name."""
    yield "tables.sav", _written(of_tables(source), source.title, _notes(source), source)
    if source.columns:
        notes = [source.warning, *_notes(source)]
        title = source.synthetic_title
        yield "synthetic_responses.sav", _written(of_synthetic(source), title, notes, source)


def _notes(source: Source) -> list[str]:
    hashes = (f"{name}: {digest}" for name, digest in source.context.hashes.items())
    return [source.status, *hashes]


def _written(fields: Sequence[Field], title: str, notes: Sequence[str], source: Source) -> bytes:
    fitted = [SPSS.fit(one) for one in fields]
    codes = {one.name: set(one.value_labels) & set(MISSING_CODES.values()) for one in fitted}
    lowest = min(MISSING_CODES.values())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file.sav"
        pyreadstat.write_sav(
            frame(fitted),
            path,
            file_label=shortened(one_line(title), SPSS.title, in_bytes),
            column_labels=[one.label for one in fitted],
            note=[line for note in notes for line in _lines(note)],
            variable_value_labels={
                one.name: one.value_labels for one in fitted if one.value_labels
            },
            missing_ranges={
                name: [{"lo": lowest, "hi": -1}] for name, found in codes.items() if found
            },
            variable_measure={one.name: one.measure for one in fitted},
            variable_format={one.name: "F8.0" for one in fitted if not one.is_text},
        )
        written = bytearray(path.read_bytes())
    day = source.context.generated_on.strftime("%d %b %y")
    written[_CREATED] = f"{day}00:00:00".encode()
    return bytes(written)


def _lines(note: str) -> Iterator[str]:
    """Yield a note in lines that the format holds."""
    line = ""
    for word in one_line(note).split(" "):
        longer = f"{line} {word}".strip()
        if in_bytes(longer) > _NOTE:
            yield line
            longer = shortened(word, _NOTE, in_bytes)
        line = longer
    yield line

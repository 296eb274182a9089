"""Opening backups with the key that is kept off the server: the attacker's own reading of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import msgspec
from pyrage import decrypt, x25519  # type: ignore[import-untyped]  # the package ships no types

from tests.support.attacking.tables import Row, Tables, Value


@dataclass(frozen=True)
class Copy:
    """One evening's backup, opened: its tables, and everything in it as bytes."""

    name: str
    tables: Tables
    raw: bytes


def open_backups(folder: Path, identity: x25519.Identity) -> Iterator[Copy]:
    """Yield the backups of a folder, oldest first."""
    for file in sorted(folder.glob("*.age")):
        raw = decrypt(file.read_bytes(), [identity])
        yield Copy(file.name, _tables(raw), raw)


def _tables(raw: bytes) -> Tables:
    columns: dict[str, list[str]] = {}
    tables: Tables = {}
    stream = BytesIO(raw)
    while length := stream.read(4):
        frame = msgspec.msgpack.decode(stream.read(int.from_bytes(length, "big")))
        if "columns" in frame:
            columns = frame["columns"]
        elif "rows" in frame:
            rows = [_row(columns[frame["table"]], row) for row in frame["rows"]]
            tables.setdefault(frame["table"], []).extend(rows)
    return tables


def _row(names: list[str], values: list[Value]) -> Row:
    return dict(zip(names, values, strict=True))

"""Recomputing tags: whoever finds the key of a round knows who took part."""

import hashlib
import hmac
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from tests.support.attacking.tables import Tables

_KEY_BYTES = 32
_SMALL = 4096
"""Files and values up to this size are tried at every place."""


def recomputable(
    candidates: Iterable[bytes], round_id: str, users: Collection[int], tags: Collection[bytes]
) -> dict[bytes, int]:
    """Return the user ids that some candidate makes of known tags, by tag.

    It is enough to try the first person who certainly took part, but nobody says who that is.
    """
    known = set(tags)
    asked = list(users)[:5]
    for key in dict.fromkeys(candidates):
        if any(_tag(key, round_id, user) in known for user in asked):
            made = {_tag(key, round_id, user): user for user in users}
            return {tag: user for tag, user in made.items() if tag in known}
    return {}


def keys_in_files(files: Iterable[Path]) -> Iterator[bytes]:
    """Yield all that may be a key in small files, such as those of a vault."""
    for file in files:
        if file.is_file() and file.stat().st_size <= _SMALL:
            yield from _windows(file.read_bytes())


def keys_in_tables(tables: Tables) -> Iterator[bytes]:
    """Yield all that may be a key in the columns of tables."""
    for rows in tables.values():
        for row in rows:
            for value in row.values():
                if isinstance(value, bytes) and len(value) == _KEY_BYTES:
                    yield value
                elif isinstance(value, str) and len(value) == 2 * _KEY_BYTES:
                    yield from _from_hex(value)


def _windows(content: bytes) -> Iterator[bytes]:
    for start in range(len(content) - _KEY_BYTES + 1):
        yield content[start : start + _KEY_BYTES]


def _from_hex(text: str) -> Iterator[bytes]:
    try:
        yield bytes.fromhex(text)
    except ValueError:
        return


def _tag(key: bytes, round_id: str, user: int) -> bytes:
    prefix = hashlib.sha256(b"consult/round/1|" + round_id.encode()).digest()[:4]
    return prefix + hmac.digest(key, f"v1|telegram|{user}".encode(), "sha256")

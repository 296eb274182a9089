"""Finds many marks at once in raw bytes: in pages, logs, slack and files of any kind.

A mark is looked for by its last eight bytes: four of them through a table of bits, which few bytes
of chance pass, and all of it where they do.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_CORE = 8
_HALF = 4
_BITS = 24
_CHUNK = 1 << 24
_LONGEST = 64
"""The longest mark."""


@dataclass(frozen=True)
class Hit:
    """A mark, and the place in the file where it begins."""

    mark: bytes
    at: int


class Scanner:
    """Looks for the same marks in one file after another."""

    def __init__(self, marks: Collection[bytes]) -> None:
        self._by_core: dict[bytes, list[bytes]] = {}
        for mark in marks:
            if not _CORE <= len(mark) <= _LONGEST:
                raise ValueError("a mark has 8 to 64 bytes")
            self._by_core.setdefault(mark[-_CORE:], []).append(mark)
        self._table = np.zeros(1 << _BITS, dtype=bool)
        for core in self._by_core:
            self._table[_slot(int.from_bytes(core[_HALF:], "little"))] = True

    def scan(self, file: Path) -> Iterator[Hit]:
        """Yield where the marks are in a file, each place once, in no order."""
        with file.open("rb") as stream:
            tail, start = b"", 0
            while chunk := stream.read(_CHUNK):
                yield from self._search(tail + chunk, start - len(tail), len(tail))
                start += len(chunk)
                tail = (tail + chunk)[-_LONGEST:]

    def search(self, data: bytes) -> Iterator[Hit]:
        """Yield where the marks are in these bytes."""
        yield from self._search(data, 0, 0)

    def _search(self, data: bytes, start: int, known: int) -> Iterator[Hit]:
        """Yield the hits that end after the first `known` bytes, which were searched before."""
        for end in self._candidates(data):
            if end <= known:
                continue
            for mark in self._by_core.get(data[end - _CORE : end], ()):
                if data[max(0, end - len(mark)) : end] == mark:
                    yield Hit(mark, start + end - len(mark))

    def _candidates(self, data: bytes) -> Iterator[int]:
        """Yield where four bytes end that may be the end of a mark."""
        for offset in range(min(_HALF, len(data) - _HALF + 1)):
            count = (len(data) - offset) // _HALF
            words: NDArray[np.uint32] = np.frombuffer(data, "<u4", count, offset)
            for index in np.flatnonzero(self._table[_slots(words)]):
                yield offset + int(index) * _HALF + _HALF


def _slot(word: int) -> int:
    return (word * 0x9E3779B1 & 0xFFFFFFFF) >> (32 - _BITS)


def _slots(words: NDArray[np.uint32]) -> NDArray[np.uint32]:
    return (words * np.uint32(0x9E3779B1)) >> np.uint32(32 - _BITS)

"""Removing a file so that its content does not lie about on the disk, as far as a program can."""

import os
from pathlib import Path

_CHUNK = 1 << 20


def shred(file: Path) -> None:
    """Overwrite a file with random bytes, make that durable, and remove it; harmless when gone.

    It is best effort: a disk that moves blocks about (any SSD), a file system that writes copies
    (Btrfs, ZFS) and a host that takes snapshots may keep the old bytes all the same. Only an
    encrypted disk helps there.
    """
    if not file.exists():
        return
    with file.open("r+b") as stream:
        left = os.fstat(stream.fileno()).st_size
        while left > 0:
            left -= stream.write(os.urandom(min(_CHUNK, left)))
        stream.flush()
        os.fsync(stream.fileno())
    file.unlink()
    sync_directory(file.parent)


def sync_directory(directory: Path) -> None:
    """Make the names in `directory` durable."""
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_file(file: Path) -> None:
    """Make the content of `file` durable."""
    with file.open("rb") as stream:
        os.fsync(stream.fileno())

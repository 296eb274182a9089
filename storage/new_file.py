"""A new file for its owner alone: whole and durable, or not there."""

import os
from pathlib import Path

from storage.shredding import shred, sync_directory


def write(path: Path, content: bytes) -> None:
    """Write a file that is not there yet; on an error nothing of it is left.

    Raises:
        OSError: it is there, or cannot be written.
    """
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        sync_directory(path.parent)
    except BaseException:
        shred(path)
        raise

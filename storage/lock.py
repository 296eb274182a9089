"""One process at a time: a lock file beside what only one may work on."""

import fcntl
import os
from pathlib import Path


class InUseError(RuntimeError):
    """Another process has the lock."""


class DatabaseInUseError(InUseError):
    """Another process of ours has this database open. Stop it, then try again."""


class ProcessLock:
    """An exclusive lock that the operating system releases when the process ends, however it ends.

    The file stays behind: removing it would let two processes hold "the" lock.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._handle: int | None = None

    def acquire(self) -> None:
        """Take the lock; `InUseError` when somebody else has it."""
        handle = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
            raise InUseError(f"{self._path.stem} is in use by another process.") from None
        self._handle = handle

    def release(self) -> None:
        """Give the lock back; harmless when it is not held."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

"""The door to a SQLite file: many go through it at once, or one has it shut.

The file is exchanged for a rewritten one, and whoever had the old one open would go on writing into
a file that is gone. So each transaction, of any process, goes through the door, and the exchange
happens behind a shut one. The lock is the operating system's and ends with the process.
"""

import asyncio
import fcntl
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

_LOOK = 0.02


class DoorBusyError(Exception):
    """Somebody has been inside all the time."""


class Door:
    """The door of the database `path`. Its lock file stays behind, as that of the process does."""

    def __init__(self, path: Path) -> None:
        self._path = path.with_name(f"{path.name}.door")

    @asynccontextmanager
    async def through(self) -> AsyncIterator[None]:
        """Be inside, together with others; waits while the door is shut."""
        handle = self._open()
        try:
            while not _locked(handle, fcntl.LOCK_SH):  # noqa: ASYNC110 - processes share no event
                await asyncio.sleep(_LOOK)
            yield
        finally:
            os.close(handle)

    @asynccontextmanager
    async def shut(self, patience: float) -> AsyncIterator[None]:
        """Be inside alone; `DoorBusyError` when others are there for more than `patience` seconds.

        Those who are inside may let others in meanwhile: else two that wait for each other could
        wait for ever.
        """
        handle, end = self._open(), asyncio.get_running_loop().time() + patience
        try:
            while not _locked(handle, fcntl.LOCK_EX):
                if asyncio.get_running_loop().time() > end:
                    raise DoorBusyError
                await asyncio.sleep(_LOOK)
            yield
        finally:
            os.close(handle)

    @contextmanager
    def shut_at_once(self) -> Iterator[None]:
        """Be alone for a moment with a file in which nobody works yet."""
        handle = self._open()
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)

    def _open(self) -> int:
        return os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


def _locked(handle: int, how: int) -> bool:
    try:
        fcntl.flock(handle, how | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True

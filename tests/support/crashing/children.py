"""Processes of the product that start fast, and can be killed."""

import asyncio
import signal
import socket
from collections.abc import Mapping, Sequence
from multiprocessing.process import BaseProcess
from pathlib import Path

from tests.support.crashing import bot_child
from tests.support.warm import CONTEXT


class Child:
    """One process running `consult …`."""

    def __init__(self, arguments: Sequence[str], environment: Mapping[str, str], log: Path) -> None:
        target = (list(arguments), dict(environment), str(log))
        self._process: BaseProcess = CONTEXT.Process(target=bot_child.run, args=target)
        self._process.start()

    @property
    def pid(self) -> int:
        """Its number."""
        assert self._process.pid is not None
        return self._process.pid

    def kill(self) -> None:
        """End it as the power going out would."""
        self._process.kill()

    def terminate(self) -> None:
        """Tell it to stop."""
        self._process.terminate()

    async def ended(self, within: float | None = None) -> int | None:
        """Wait for its end; return its exit code, None when it still runs."""
        loop = asyncio.get_running_loop()
        done = asyncio.Event()
        loop.add_reader(self._process.sentinel, done.set)
        try:
            async with asyncio.timeout(within):
                await done.wait()
        except TimeoutError:
            return None
        finally:
            loop.remove_reader(self._process.sentinel)
        self._process.join()
        return self._process.exitcode


KILLED = -signal.SIGKILL


def free_port() -> int:
    """Return a port on loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])

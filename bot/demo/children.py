"""The other processes of the demonstration: the same verbs that an organisation runs."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

READY = b"ready"
STOP_SECONDS = 30.0


class ChildFailedError(Exception):
    """A verb ended when it should not have, or with an error; the message is what it said."""


@asynccontextmanager
async def bot_running(round_file: str, environment: Mapping[str, str]) -> AsyncIterator[None]:
    """Run `consult serve` while the block runs, then stop it as a service manager would.

    Raises:
        ChildFailedError: it did not start, or ended before the block did.
    """
    child = await _start("serve", round_file, environment=environment)
    errors = asyncio.create_task(_errors_of(child))
    try:
        await _until_ready(child, errors)
        yield
        if child.returncode is not None:
            raise ChildFailedError(f"The bot has ended by itself. {await errors}")
    finally:
        if child.returncode is None:
            child.terminate()
        async with asyncio.timeout(STOP_SECONDS):
            await child.wait()


async def run_verb(*arguments: str, environment: Mapping[str, str]) -> None:
    """Run one `consult` verb to its end.

    Raises:
        ChildFailedError: with what it said.
    """
    child = await _start(*arguments, environment=environment)
    _, errors = await child.communicate()
    if child.returncode:
        said = errors.decode(errors="replace")
        raise ChildFailedError(f"consult {arguments[0]} did not succeed. {said}")


async def _start(*arguments: str, environment: Mapping[str, str]) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        *arguments,
        env={**os.environ, **environment},
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        start_new_session=True,  # Ctrl-C reaches us alone, and we stop the bot in order
    )


async def _until_ready(child: asyncio.subprocess.Process, errors: asyncio.Task[str]) -> None:
    line = await child.stdout.readline() if child.stdout else b""
    if line.strip() != READY:
        raise ChildFailedError(f"The bot did not start. {await errors}")


async def _errors_of(child: asyncio.subprocess.Process) -> str:
    """Return everything that the child says on standard error, when it has ended."""
    return (await child.stderr.read()).decode(errors="replace") if child.stderr else ""

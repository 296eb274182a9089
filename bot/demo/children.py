"""The other processes of the demonstration: the same verbs that an organisation runs."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

READY = b"ready"
STOP_SECONDS = 30.0


class ChildFailedError(Exception):
    """A verb ended with an error; the message is what it said."""


@asynccontextmanager
async def bot_running(round_file: str, environment: Mapping[str, str]) -> AsyncIterator[None]:
    """Run `consult serve` while the block runs, then stop it as a service manager would."""
    child = await _start("serve", round_file, environment=environment)
    try:
        await _until_ready(child)
        yield
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
        raise ChildFailedError(errors.decode(errors="replace"))


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


async def _until_ready(child: asyncio.subprocess.Process) -> None:
    if child.stdout is None or child.stderr is None:
        raise ChildFailedError("the bot has no output to read")
    line = await child.stdout.readline()
    if line.strip() != READY:
        raise ChildFailedError((await child.stderr.read()).decode(errors="replace"))
    asyncio.get_running_loop().create_task(child.stderr.read())

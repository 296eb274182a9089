"""The live display: how many have started, finished and left, and how fast messages flow."""

import asyncio
import collections
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from bot.practice import PracticeServer
from bot.practice.people import Fate, Person

REFRESH_SECONDS = 0.25


class Counter:
    """Counts people on their way through the round."""

    def __init__(self, expected: int) -> None:
        self.expected = expected
        self.fates: collections.Counter[Fate] = collections.Counter()

    async def follow(self, person: Person) -> None:
        """Live one person's conversation and count how it ended."""
        self.fates[await person.live()] += 1

    def ends(self) -> list[tuple[Fate, int]]:
        """Return every way a conversation ended with its count, the most frequent first."""
        return self.fates.most_common()

    @property
    def over(self) -> int:
        """How many conversations have ended."""
        return self.fates.total()

    @property
    def finished(self) -> int:
        """How many have sent their answers."""
        return self.fates[Fate.FINISHED]


@asynccontextmanager
async def watching(
    console: Console, counter: Counter, server: PracticeServer
) -> AsyncIterator[None]:
    """Show the display while the block runs."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[facts]}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console) as progress:
        task = progress.add_task("Answering", total=counter.expected, facts="")
        began = time.monotonic()

        def show() -> None:
            seconds = max(time.monotonic() - began, 0.001)
            messages = server.counts.messages_sent + server.counts.updates_created
            facts = (
                f"started {len(server.transcript.chat_ids)}, finished {counter.finished}, "
                f"left {counter.over - counter.finished}, {messages / seconds:.0f} messages/s"
            )
            progress.update(task, completed=counter.over, facts=facts)

        async def keep_showing() -> None:
            while True:
                show()
                await asyncio.sleep(REFRESH_SECONDS)

        ticking = asyncio.create_task(keep_showing())
        try:
            yield
        finally:
            ticking.cancel()
            show()

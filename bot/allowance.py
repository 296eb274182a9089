"""How much a bot may say, as Telegram puts it: so many messages a second, overall and in each chat.

Source: Bot API FAQ, "My bot is hitting limits". We stay a little below, because what is sent evenly
does not arrive evenly.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import count
from time import monotonic

OVERALL, OVERALL_AT_ONCE = 29.0, 10
IN_A_CHAT, IN_A_CHAT_AT_ONCE = 0.95, 3
IN_FLIGHT = 20
"""So many may be on their way: what is held up somewhere arrives there all at once."""

ASKED_AT_ONCE = 10
BEHIND_SECONDS = 30.0
"""Who asks for more at once than so much, beyond what their chat allows, stands so far behind."""

MOST_CHATS = 10_000
"""So many chats are remembered, before those that are forgotten which may speak anyway."""

Time = Callable[[], float]


class Allowance:
    """`rate` a second, and up to `at_once` after a silence."""

    def __init__(self, rate: float, at_once: int) -> None:
        self._step = 1 / rate
        self._slack = (at_once - 1) * self._step
        self._next = float("-inf")

    def wait(self, now: float) -> float:
        """Return how many seconds the next one would have to wait."""
        return max(0.0, self._next - self._slack - now)

    def take(self, now: float) -> float:
        """Count one, and return how many seconds it has to wait."""
        wait = self.wait(now)
        self._next = max(self._next, now) + self._step
        return wait

    def put_off(self, seconds: float) -> None:
        """Count the last one as having gone so much later: what follows is counted from then."""
        self._next += seconds

    def full_in(self, now: float) -> float:
        """Return after how many seconds nothing of it is used."""
        return max(0.0, self._next - now)

    def is_full(self, now: float) -> bool:
        """Return whether nothing of it is used."""
        return self._next <= now


@dataclass
class _Chat:
    """What a chat was given, and what it asks for; it stands behind others until then."""

    given: Allowance = field(default_factory=lambda: Allowance(IN_A_CHAT, IN_A_CHAT_AT_ONCE))
    asked: Allowance = field(default_factory=lambda: Allowance(IN_A_CHAT, ASKED_AT_ONCE))
    behind_until: float = float("-inf")

    def is_idle(self, now: float) -> bool:
        return self.given.is_full(now) and self.asked.is_full(now) and self.behind_until <= now


class Turns:
    """Gives answers their turn, and letters what these leave. `time` is the clock."""

    def __init__(self, *, time: Time = monotonic) -> None:
        self._time = time
        self._overall = Allowance(OVERALL, OVERALL_AT_ONCE)
        self._places = asyncio.Semaphore(IN_FLIGHT)
        self._line: list[tuple[float, int, asyncio.Future[None]]] = []
        self._numbers = count()
        self._usher: asyncio.Task[None] | None = None
        self._chats: dict[int, _Chat] = {}

    def asked(self, chat: int) -> None:
        """Count that there is something to say to `chat`; one that asks for much stands behind."""
        now, one = self._time(), self._of(chat)
        if one.asked.take(now):
            one.behind_until = now + BEHIND_SECONDS

    def is_now(self, chat: int) -> bool:
        """Return whether a message to `chat` would not have to wait."""
        now = self._time()
        waits = self._overall.wait(now) + self._of(chat).given.wait(now)
        return not waits and not self._line and not self._places.locked()

    @asynccontextmanager
    async def turn(self, chat: int) -> AsyncIterator[None]:
        """Wait until a message to `chat` may go, and keep its place while it is on its way.

        Telegram counts it when it comes there, which may be as late as its answer. In a chat, that
        is what the next one is counted from: a refusal would hold up everybody.
        """
        given = self._of(chat).given
        await asyncio.sleep(given.take(self._time()))
        due = self._time()
        await self._in_line(chat)
        given.put_off(self._time() - due)
        went = self._time()
        try:
            yield
        finally:
            given.put_off(self._time() - went)
            self._places.release()

    async def letter(self) -> None:
        """Wait until a message may go for which nobody waits, and count it.

        Every answer goes first: also one that comes now finds all of the allowance but one step.
        """
        while wait := self._quiet_in():  # noqa: ASYNC110 - time, not an event
            await asyncio.sleep(wait)
        self._overall.take(self._time())

    def _quiet_in(self) -> float:
        """Return after how many seconds to look whether no answer waits; 0 when none does."""
        return 1 / OVERALL if self._line else self._overall.full_in(self._time())

    async def _in_line(self, chat: int) -> None:
        """Wait in line with all others.

        Whoever came first goes first. Who stands behind goes as if they had come that much later,
        so nobody waits for them, and they do not wait for ever.
        """
        now = self._time()
        came = now + (BEHIND_SECONDS if self._of(chat).behind_until > now else 0.0)
        turn = asyncio.get_running_loop().create_future()
        heappush(self._line, (came, next(self._numbers), turn))
        if self._usher is None:
            self._usher = asyncio.create_task(self._let_in())
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self._places.release()
            raise

    async def _let_in(self) -> None:
        """Let in one after the other, until nobody waits; who is next is seen when it is time.

        What counts is when each goes, so that a process that was held up makes up for nothing.
        """
        while self._line:
            await self._places.acquire()
            while wait := self._overall.wait(self._time()):  # noqa: ASYNC110 - time, not an event
                await asyncio.sleep(wait)
            turn = self._next()
            if turn is None:
                self._places.release()
            else:
                self._overall.take(self._time())
                turn.set_result(None)
        self._usher = None

    def _next(self) -> asyncio.Future[None] | None:
        """Take out of the line who is next and still waits."""
        while self._line:
            *_, turn = heappop(self._line)
            if not turn.done():
                return turn
        return None

    def _of(self, chat: int) -> _Chat:
        if chat not in self._chats and len(self._chats) >= MOST_CHATS:
            now = self._time()
            self._chats = {one: has for one, has in self._chats.items() if not has.is_idle(now)}
        return self._chats.setdefault(chat, _Chat())

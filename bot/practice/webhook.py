"""Webhooks: the server calls the bot.

One chat's messages arrive one after the other. Everything else goes side by side, on at most
`max_connections` connections: other chats, and also the taps of the same chat. What is not answered
with 2xx comes again: once at once, then after 2, 4, 8... times `first_delay` seconds of real time,
or after what its answer names in `Retry-After`, until the update is forgotten.
Source: Bot API, setWebhook and "Making requests when getting updates"; WebhookActor.cpp; Client.cpp
add_update for what waits behind what.
"""

import asyncio
import contextlib
import os
from collections import deque
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import TypeAlias

import aiohttp
import msgspec

from bot.practice.clock import PracticeClock
from bot.practice.faults import Faults
from bot.practice.params import Params
from bot.practice.refusals import Refused
from bot.practice.updates import Counts, Update, UpdateQueue
from bot.practice.webhook_answer import read_answer

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
ANSWER_WITHIN = 60.0  # seconds; tdlib/telegram-bot-api#211
LONGEST_DELAY = 60.0  # seconds; WEBHOOK_MAX_RESEND_TIMEOUT in WebhookActor.h
LONGEST_RETRY_AFTER = 3600  # seconds; WebhookActor.cpp on_update_error
DEFAULT_CONNECTIONS = 40  # Bot API, setWebhook
MAX_CONNECTIONS = 100  # telegram.constants.WebhookLimit

CallMethod = Callable[[str, Params], Awaitable[object]]
_Lane: TypeAlias = tuple[int, str]


class WebhookSettings(msgspec.Struct, frozen=True):
    """What the bot asked for with setWebhook."""

    url: str
    secret_token: str = ""
    max_connections: int = DEFAULT_CONNECTIONS
    ip_address: str = ""


class WebhookSender:
    """Delivers every update that waits or arrives, until it is stopped."""

    def __init__(
        self,
        settings: WebhookSettings,
        *,
        queue: UpdateQueue,
        clock: PracticeClock,
        faults: Faults,
        counts: Counts,
        call_method: CallMethod,
        first_delay: float = 1.0,
    ) -> None:
        self.settings = settings
        self.last_error: tuple[datetime, str] | None = None
        self._queue = queue
        self._clock = clock
        self._faults = faults
        self._counts = counts
        self._call_method = call_method
        self._first_delay = first_delay
        self._slots = asyncio.Semaphore(settings.max_connections)
        self._lanes: dict[_Lane, deque[Update]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        timeout = aiohttp.ClientTimeout(total=ANSWER_WITHIN)
        self._http = aiohttp.ClientSession(timeout=timeout)

    def start(self) -> None:
        """Begin with what already waits."""
        for update in self._queue.everything():
            self.send(update)

    async def stop(self) -> None:
        """Stop calling; what was not taken stays in the queue."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._http.close()

    def send(self, update: Update) -> None:
        """Deliver one update, after the earlier ones of its lane."""
        lane = _lane(update)
        if lane in self._lanes:
            self._lanes[lane].append(update)
            return
        self._lanes[lane] = deque([update])
        task = asyncio.create_task(self._deliver_lane(lane))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _deliver_lane(self, lane: _Lane) -> None:
        waiting = self._lanes[lane]
        while waiting:
            if len(waiting) > 1 and self._faults.swaps():
                waiting[0], waiting[1] = waiting[1], waiting[0]
            await self._deliver(waiting[0])
            waiting.popleft()
        del self._lanes[lane]

    async def _deliver(self, update: Update) -> None:
        """Post until it is taken or forgotten."""
        delay = 0.0
        while (named := await self._post(update)) is not None:
            await asyncio.sleep(named * self._first_delay or delay)
            if not self._queue.holds(update.update_id):
                return
            if not named:
                delay = min(max(2 * self._first_delay, 2 * delay), LONGEST_DELAY)
        self._queue.confirm(update.update_id)
        for _ in range(self._faults.repeats()):
            await self._post(update)

    async def _post(self, update: Update) -> int | None:
        """Call the bot once; None when it took the update.

        Else after how many seconds the bot wants it again, 0 when it does not say.
        """
        async with self._slots:
            self._counts.updates_delivered += 1
            try:
                async with self._http.post(
                    self.settings.url, data=update.json, headers=self._headers()
                ) as response:
                    return await self._taken(response)
            except (aiohttp.ClientError, TimeoutError) as error:
                self._failed(_words(error))
                return 0

    def _headers(self) -> dict[str, str]:
        headers = {"Content-Type": "application/json"}
        if self.settings.secret_token:
            headers[SECRET_HEADER] = self.settings.secret_token
        return headers

    async def _taken(self, response: aiohttp.ClientResponse) -> int | None:
        if not 200 <= response.status <= 299:
            reason = f"Wrong response from the webhook: {response.status} {response.reason}"
            self._failed(reason)
            named = response.headers.get("Retry-After", "")
            return min(int(named), LONGEST_RETRY_AFTER) if named.isdecimal() else 0
        if call := await read_answer(response):
            await self._carry_out(*call)
        return None

    async def _carry_out(self, method: str, params: Params) -> None:
        """Make the call that the bot put into its answer; it never learns what came of it."""
        with contextlib.suppress(Refused):
            await self._call_method(method, params)

    def _failed(self, reason: str) -> None:
        self.last_error = (self._clock.now(), reason)


def _lane(update: Update) -> _Lane:
    """What this update waits behind: messages and their edits share a lane in each chat."""
    return update.chat_id, update.kind.removeprefix("edited_")


def _words(error: aiohttp.ClientError | TimeoutError) -> str:
    """What getWebhookInfo says of a connection that failed.

    Source: messages of the official server that bots in the field report.
    """
    if isinstance(error, TimeoutError):
        return "Read timeout expired"
    if isinstance(error, OSError) and error.errno is not None:
        return os.strerror(error.errno)
    return "Connection closed"

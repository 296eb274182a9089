"""How fast a bot may talk.

In `telegram` mode sends and edits are held to the published limits, with 429 and `retry_after`
beyond them; `unlimited` has none, and is for demonstrations and for measuring our own speed.
Answers to taps do not count. Limits run on real time. Telegram's own limits are dynamic and not
published in full; these are the ones it names.
Source: https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this and
`telegram.constants.FloodLimit`.
"""

import enum
import math
from collections.abc import Callable

from bot.practice.refusals import too_many_requests

MESSAGES_PER_SECOND = 30.0
MESSAGES_PER_SECOND_PER_CHAT = 1.0
BURST_PER_CHAT = 3.0  # "short bursts that go over this limit" are tolerated; the size is ours


class Mode(enum.Enum):
    """How strict the server is about speed; always named in what we print."""

    TELEGRAM = "telegram"
    UNLIMITED = "unlimited"


class Bucket:
    """A token bucket: `rate` tokens a second, at most `size` of them saved up."""

    __slots__ = ("_rate", "_size", "_tokens", "_when")

    def __init__(self, rate: float, size: float, now: float) -> None:
        self._rate = rate
        self._size = size
        self._tokens = size
        self._when = now

    def wait(self, now: float) -> float:
        """Seconds until the next token is there; 0 if there is one."""
        self._tokens = min(self._size, self._tokens + (now - self._when) * self._rate)
        self._when = now
        return max(0.0, (1.0 - self._tokens) / self._rate)

    def take(self) -> None:
        """Spend one token."""
        self._tokens -= 1.0


class FloodLimiter:
    """Refuses what comes too fast."""

    def __init__(self, mode: Mode, monotonic: Callable[[], float]) -> None:
        self.mode = mode
        self._monotonic = monotonic
        self._overall = Bucket(MESSAGES_PER_SECOND, MESSAGES_PER_SECOND, monotonic())
        self._chats: dict[int, Bucket] = {}

    def admit(self, chat_id: int) -> None:
        """Count one message to `chat_id`.

        Raises:
            Refused: 429, with the whole seconds to wait; nothing was counted.
        """
        if self.mode is Mode.UNLIMITED:
            return
        now = self._monotonic()
        chat = self._chats.get(chat_id)
        if chat is None:
            chat = self._chats[chat_id] = Bucket(MESSAGES_PER_SECOND_PER_CHAT, BURST_PER_CHAT, now)
        if wait := max(self._overall.wait(now), chat.wait(now)):
            raise too_many_requests(math.ceil(wait))
        self._overall.take()
        chat.take()

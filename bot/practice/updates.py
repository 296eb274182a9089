"""The updates that wait for the bot.

Kept until the bot confirms them, at most 24 hours of practice time; a tap, which has somebody
waiting behind it, at most 150 real seconds. `update_id` rises by one.
Source: Bot API, "Getting updates", "Update" and getUpdates; Client.cpp for the taps.
"""

import random
from collections import Counter, deque
from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from itertools import islice, takewhile

import msgspec

from bot.practice.clock import PracticeClock
from bot.practice.wire import JsonObject

KEPT_FOR = timedelta(hours=24)  # Bot API, "Getting updates"
TAP_KEPT_FOR = 150.0  # real seconds; Client.cpp process_new_callback_query_queue
MAX_BATCH = 100  # telegram.constants.PollingLimit
FUTURE_OFFSET = 10  # TQueue.cpp: an offset further ahead than this is not believed
KINDS = frozenset(
    {"message", "edited_message", "channel_post", "edited_channel_post", "guest_message"}
    | {"business_connection", "business_message", "edited_business_message"}
    | {"deleted_business_messages", "message_reaction", "message_reaction_count"}
    | {"inline_query", "chosen_inline_result", "callback_query", "shipping_query"}
    | {"pre_checkout_query", "purchased_paid_media", "poll", "poll_answer", "my_chat_member"}
    | {"chat_member", "chat_join_request", "chat_boost", "removed_chat_boost", "managed_bot"}
    | {"subscription", "stopped_message_generation"}
)  # Bot API, Update
NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
_LARGEST_ID = 2**31 - 1
_ENCODE = msgspec.json.Encoder().encode


class Update(msgspec.Struct, frozen=True):
    """One waiting update, already written as JSON."""

    update_id: int
    kind: str
    chat_id: int
    created: datetime
    json: bytes


class Counts:
    """What the server counted: calls and refusals by method, updates by what became of them."""

    def __init__(self) -> None:
        self.calls: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()
        self.faults: Counter[str] = Counter()
        self.updates_created = 0
        self.updates_delivered = 0
        self.updates_confirmed = 0
        self.updates_expired = 0

    @property
    def messages_sent(self) -> int:
        """Calls that talk: sends and edits, the refused ones included."""
        return sum(n for name, n in self.calls.items() if name.startswith(("send", "edit")))


class UpdateQueue:
    """A queue with Telegram's rules of confirmation and forgetting."""

    def __init__(self, clock: PracticeClock, counts: Counts, *, first_id: int = 100_001) -> None:
        self._clock = clock
        self._counts = counts
        self._next_id = first_id
        self._waiting: dict[int, Update] = {}
        self._taps: deque[tuple[float, int]] = deque()
        self.allowed: frozenset[str] = frozenset()
        self.on_arrival: Callable[[Update], None] | None = None

    def __len__(self) -> int:
        """How many updates wait."""
        self._expire()
        return len(self._waiting)

    def put(self, kind: str, chat_id: int, content: JsonObject) -> None:
        """Add an update, unless the bot asked not to receive this kind."""
        if not self._wanted(kind):
            return
        update_id = self._next_id
        self._next_id += 1
        body = _ENCODE({"update_id": update_id, kind: content})
        update = Update(update_id, kind, chat_id, self._clock.now(), body)
        self._waiting[update_id] = update
        if kind == "callback_query":
            self._taps.append((self._clock.monotonic() + TAP_KEPT_FOR, update_id))
        self._counts.updates_created += 1
        if self.on_arrival is not None:
            self.on_arrival(update)

    def _wanted(self, kind: str) -> bool:
        return kind in self.allowed if self.allowed else kind not in NOT_BY_DEFAULT

    def allow(self, kinds: Collection[str]) -> None:
        """Remember which kinds the bot wants from now on; none that exists means the default.

        Source: Client.cpp get_allowed_update_types.
        """
        self.allowed = KINDS.intersection(kind.lower() for kind in kinds)

    def peek(self, offset: int = 0, limit: int = MAX_BATCH) -> list[Update]:
        """The next updates; everything below `offset` is confirmed and forgotten first.

        A negative offset keeps only that many of the newest. An offset far in the future is not
        believed: it confirms nothing, and the oldest update comes again.
        """
        self._expire()
        if offset < 0:
            self._forget(max(0, len(self._waiting) + offset))
        elif offset <= self._next_id + FUTURE_OFFSET:
            self._forget(sum(1 for _ in takewhile(lambda waiting: waiting < offset, self._waiting)))
        return list(islice(self._waiting.values(), max(1, min(limit, MAX_BATCH))))

    def confirm(self, update_id: int) -> None:
        """Forget one update: a webhook took it."""
        if self._waiting.pop(update_id, None) is not None:
            self._counts.updates_confirmed += 1

    def drop_all(self) -> None:
        """Forget everything that waits (`drop_pending_updates`)."""
        self._waiting.clear()

    def holds(self, update_id: int) -> bool:
        """Whether an update still waits."""
        self._expire()
        return update_id in self._waiting

    def everything(self) -> list[Update]:
        """All waiting updates, oldest first."""
        self._expire()
        return list(self._waiting.values())

    def after_a_week_of_silence(self, next_id: int | None = None) -> None:
        """The next id is chosen at random (or is `next_id`), and nothing old is left.

        Source: Bot API, "Update.update_id".
        """
        self._waiting.clear()
        self._next_id = next_id or random.randrange(1, _LARGEST_ID // 2)  # noqa: S311 - no secret

    def _forget(self, number: int) -> None:
        for update_id in list(islice(self._waiting, number)):
            self.confirm(update_id)

    def _expire(self) -> None:
        oldest_kept = self._clock.now() - KEPT_FOR
        while self._waiting and next(iter(self._waiting.values())).created <= oldest_kept:
            self._drop(next(iter(self._waiting)))
        while self._taps and self._taps[0][0] <= self._clock.monotonic():
            self._drop(self._taps.popleft()[1])

    def _drop(self, update_id: int) -> None:
        if self._waiting.pop(update_id, None) is not None:
            self._counts.updates_expired += 1

"""Everything Telegram knows about one bot."""

import asyncio
import itertools
from dataclasses import dataclass, field

import msgspec

from bot.practice import refusals
from bot.practice.chats import Chat, Message, Person
from bot.practice.clock import PracticeClock
from bot.practice.faults import Faults
from bot.practice.keyboards import Button
from bot.practice.limits import FloodLimiter, Mode
from bot.practice.polling import Polling
from bot.practice.transcript import Transcript
from bot.practice.updates import Counts, Update, UpdateQueue
from bot.practice.webhook import CallMethod, WebhookSender, WebhookSettings
from bot.practice.wire import JsonObject

QUERY_ANSWER_WITHIN = 15.0  # seconds of real time; observed, for example in teloxide's handling


class Toast(msgspec.Struct, frozen=True):
    """The bot's answer to a tap; most often empty."""

    text: str = ""
    show_alert: bool = False
    url: str | None = None


@dataclass(slots=True)
class Query:
    """One tap that waits for its answer."""

    query_id: str
    chat: Chat
    expires: float
    answer: asyncio.Future[Toast]


@dataclass(slots=True)
class Profile:
    """What the bot may say about itself, by language code ("" for everybody)."""

    names: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    commands: dict[tuple[str, str], list[JsonObject]] = field(default_factory=dict)


class Account:
    """One bot: its chats, its updates, its profile, and the rules it is held to."""

    def __init__(
        self,
        *,
        token: str,
        username: str,
        mode: Mode,
        clock: PracticeClock,
        faults: Faults,
        transcript: Transcript,
    ) -> None:
        self.token = token
        self.username = username
        self.clock = clock
        self.faults = faults
        self.transcript = transcript
        self.counts = Counts()
        self.limiter = FloodLimiter(mode, clock.monotonic)
        self.updates = UpdateQueue(clock, self.counts)
        self.polling = Polling(self.updates, faults, self.counts)
        self.webhook: WebhookSender | None = None
        self.webhook_first_delay = 1.0
        self.profile = Profile(names={"": username})
        self.chats: dict[int, Chat] = {}
        self.files: dict[str, tuple[str, JsonObject]] = {}
        self.queries: dict[str, Query] = {}
        self.call_method: CallMethod
        self._message_ids = itertools.count(1)
        self._query_ids = itertools.count(1)
        self.updates.on_arrival = self._update_arrived

    @property
    def bot_id(self) -> int:
        """The bot's own number: the part of its token before the colon."""
        return int(self.token.partition(":")[0])

    def json(self) -> JsonObject:
        """The bot as the Bot API's User."""
        return {
            "id": self.bot_id,
            "is_bot": True,
            "first_name": self.profile.names[""],
            "username": self.username,
        }

    # The person's side.

    def chat_of(self, person: Person) -> Chat:
        """The chat of a person, opened on their phone when first asked for."""
        chat = self.chats.get(person.user_id)
        if chat is None:
            chat = self.chats[person.user_id] = Chat(person, self.clock, self.transcript)
        return chat

    def next_message_id(self) -> int:
        """Message ids rise across all private chats of one bot."""
        return next(self._message_ids)

    def receive(self, chat: Chat, message: Message) -> None:
        """A person's message reaches the server."""
        chat.started = True
        chat.add(message)
        self.updates.put("message", chat.chat_id, self.message_json(chat, message))

    def receive_edit(self, chat: Chat, message: Message) -> None:
        """A person changed their own message."""
        chat.change(message)
        self.updates.put("edited_message", chat.chat_id, self.message_json(chat, message))

    def receive_tap(self, chat: Chat, message_id: int, button: Button) -> Query:
        """A person tapped a button."""
        query_id = f"{self.bot_id}{next(self._query_ids):012d}"
        answer = asyncio.get_running_loop().create_future()
        query = Query(query_id, chat, self.clock.monotonic() + QUERY_ANSWER_WITHIN, answer)
        self.queries[query_id] = query
        content: JsonObject = {
            "id": query_id,
            "from": chat.person.json(),
            "message": self._tapped_message(chat, message_id),
            "chat_instance": str(chat.chat_id),
            "data": button.callback_data,
        }
        self.updates.put("callback_query", chat.chat_id, content)
        return query

    def _tapped_message(self, chat: Chat, message_id: int) -> JsonObject:
        """The message under the finger, or Bot API's InaccessibleMessage if it is gone."""
        message = chat.messages.get(message_id)
        if message is None:
            return {"chat": chat.json(), "message_id": message_id, "date": 0}
        return self.message_json(chat, message)

    def receive_membership(self, chat: Chat, before: str, after: str) -> None:
        """The person blocked ("kicked") or unblocked ("member") the bot."""
        content: JsonObject = {
            "chat": chat.json(),
            "from": chat.person.json(),
            "date": int(self.clock.now().timestamp()),
            "old_chat_member": self._membership(before),
            "new_chat_member": self._membership(after),
        }
        self.updates.put("my_chat_member", chat.chat_id, content)

    def _membership(self, status: str) -> JsonObject:
        until = {"until_date": 0} if status == "kicked" else {}
        return {"user": self.json(), "status": status, **until}

    # The bot's side.

    def message_json(self, chat: Chat, message: Message) -> JsonObject:
        """A message as the bot sees it."""
        sender = self.json() if message.from_bot else chat.person.json()
        return message.json(sender, chat.json())

    def reachable_chat(self, chat_id: int) -> Chat:
        """The chat the bot may write to.

        Raises:
            Refused: nobody has this number, or they never started the bot, or blocked it.
        """
        chat = self.known_chat(chat_id)
        if not chat.started:
            raise refusals.NEVER_STARTED()
        if chat.blocked:
            raise refusals.BLOCKED()
        return chat

    def known_chat(self, chat_id: int) -> Chat:
        """The chat, whether or not the bot may write to it.

        Raises:
            Refused: nobody has this number.
        """
        chat = self.chats.get(chat_id)
        if chat is None:
            raise refusals.CHAT_NOT_FOUND()
        return chat

    async def set_webhook(self, settings: WebhookSettings | None) -> None:
        """Deliver to a webhook from now on, or to nobody but getUpdates."""
        if self.webhook is not None:
            await self.webhook.stop()
            self.webhook = None
        self.polling.webhook_is_active = settings is not None
        if settings is None:
            return
        self.polling.interrupt(refusals.WEBHOOK_TOOK_OVER)
        self.webhook = WebhookSender(
            settings,
            queue=self.updates,
            clock=self.clock,
            faults=self.faults,
            counts=self.counts,
            call_method=self.call_method,
            first_delay=self.webhook_first_delay,
        )
        self.webhook.start()

    def _update_arrived(self, update: Update) -> None:
        if self.webhook is not None:
            self.webhook.send(update)
        else:
            self.polling.arrived()

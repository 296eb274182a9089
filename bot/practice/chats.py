"""The chats of the practice server: messages, who blocked the bot, taps that wait for an answer."""

import asyncio
import itertools
from datetime import datetime

from msgspec import Struct

from bot.practice.clock import PracticeClock
from bot.practice.entities import FormattedText, entities_json, to_html
from bot.practice.keyboards import InlineRows, inline_json
from bot.practice.transcript import Event, Happened, Transcript
from bot.practice.wire import JsonObject, unix_time, without_nulls


class User(Struct, frozen=True):
    """A simulated person, or the bot."""

    id: int
    first_name: str
    language_code: str | None = None
    is_bot: bool = False
    username: str | None = None

    @property
    def json(self) -> JsonObject:
        """The user as the Bot API writes it."""
        return without_nulls(
            {
                "id": self.id,
                "is_bot": self.is_bot,
                "first_name": self.first_name,
                "username": self.username,
                "language_code": self.language_code,
            }
        )


class StoredMessage(Struct):
    """One message of a chat, as it stands now."""

    message_id: int
    from_bot: bool
    body: FormattedText
    inline: InlineRows
    date: datetime
    edited: datetime | None = None
    media: JsonObject | None = None


class Chat:
    """The private chat of one person with the bot."""

    def __init__(
        self, person: User, bot: User, clock: PracticeClock, transcript: Transcript
    ) -> None:
        self.person = person
        self.bot = bot
        self.messages: dict[int, StoredMessage] = {}
        self.started = False
        self.blocked = False
        self.version = 0
        self.changed = asyncio.Event()
        self._clock = clock
        self._transcript = transcript

    @property
    def json(self) -> JsonObject:
        """The chat as the Bot API writes it."""
        return {"id": self.person.id, "type": "private", "first_name": self.person.first_name}

    def note(self, what: Happened, message: StoredMessage | None = None, **more: str) -> None:
        """Write an event into the transcript and wake whoever watches this chat."""
        self._transcript.note(
            Event(
                at=self._clock.now().timestamp(),
                chat=self.person.id,
                what=what,
                message_id=message.message_id if message else 0,
                text=more.get("text", message.body.text if message else ""),
                html=to_html(message.body) if message else "",
                buttons=_labels(message) if message else (),
                data=more.get("data", ""),
            )
        )
        self.version += 1
        self.changed.set()
        self.changed = asyncio.Event()

    def message_json(self, message: StoredMessage) -> JsonObject:
        """A message as the Bot API writes it."""
        sender = self.bot if message.from_bot else self.person
        return without_nulls(
            {
                "message_id": message.message_id,
                "from": sender.json,
                "chat": self.json,
                "date": unix_time(message.date),
                "edit_date": unix_time(message.edited) if message.edited else None,
                "text": message.body.text or None,
                "entities": entities_json(message.body.entities),
                "reply_markup": inline_json(message.inline),
                **(message.media or {}),
            }
        )


def _labels(message: StoredMessage) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(button.text for button in row) for row in message.inline)


class Query(Struct):
    """A tap that waits for its answer."""

    id: str
    chat: Chat
    born: float
    answer: asyncio.Future[str]


class Chats:
    """All chats of one bot, by the person's id."""

    def __init__(self, bot: User, clock: PracticeClock, transcript: Transcript) -> None:
        self.bot = bot
        self.clock = clock
        self.transcript = transcript
        self._chats: dict[int, Chat] = {}
        self.queries: dict[str, Query] = {}
        self._message_ids = itertools.count(1)
        self._query_ids = itertools.count(1)

    def __len__(self) -> int:
        return sum(chat.started for chat in self._chats.values())

    def get(self, chat_id: int) -> Chat | None:
        """Return the chat with this person, if there is one."""
        return self._chats.get(chat_id)

    def of(self, person: User) -> Chat:
        """Return the chat with this person, made when it is new."""
        chat = self._chats.get(person.id)
        if chat is None:
            chat = self._chats[person.id] = Chat(person, self.bot, self.clock, self.transcript)
        return chat

    def add_message(
        self,
        chat: Chat,
        body: FormattedText,
        *,
        from_bot: bool,
        inline: InlineRows = (),
        media: JsonObject | None = None,
    ) -> StoredMessage:
        """Put a new message into a chat."""
        message = StoredMessage(
            next(self._message_ids), from_bot, body, inline, self.clock.now(), media=media
        )
        chat.messages[message.message_id] = message
        typed = Happened.SENT if media else Happened.SAID
        what = Happened.SHOWN if from_bot else typed
        chat.note(what, message)
        return message

    def new_query(self, chat: Chat) -> Query:
        """Register a tap."""
        loop = asyncio.get_running_loop()
        query = Query(str(next(self._query_ids)), chat, loop.time(), loop.create_future())
        self.queries[query.id] = query
        return query

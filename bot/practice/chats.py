"""The chats: what the server keeps of each, and what the phone in it shows.

Both sides of a chat live here, because every change is one change: the stored message, the
screen, the transcript and the waking of whoever watches the phone happen together.
"""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime

import msgspec

from bot.practice import transcript
from bot.practice.clock import PracticeClock
from bot.practice.entities import FormattedText, entities_json, to_html
from bot.practice.keyboards import InlineRows, inline_json
from bot.practice.transcript import Event, ScreenMessage, Transcript
from bot.practice.wire import JsonObject, unix_time, without_nulls


class Person(msgspec.Struct, frozen=True):
    """A user of Telegram, as the bot may see them."""

    user_id: int
    first_name: str
    language_code: str | None = None

    def json(self) -> JsonObject:
        """The person as the Bot API's User."""
        return without_nulls(
            {
                "id": self.user_id,
                "is_bot": False,
                "first_name": self.first_name,
                "language_code": self.language_code,
            }
        )


_NO_PREVIEW: JsonObject = {"is_disabled": True}
"""What Telegram says of a text with a link to a page it has not looked at; we look at none."""


@dataclass(slots=True)
class Message:
    """One stored message; `media` holds the attachment's own fields of the Bot API's Message."""

    message_id: int
    from_bot: bool
    date: datetime
    content: FormattedText
    keyboard: InlineRows = ()
    kind: str = "text"
    media: JsonObject = field(default_factory=dict)
    reply_to: int | None = None
    edited: datetime | None = None
    file_name: str | None = None

    def json(self, sender: JsonObject, chat: JsonObject) -> JsonObject:
        """The message as the Bot API's Message."""
        words = "text" if self.kind == "text" else "caption"
        entities = "entities" if self.kind == "text" else "caption_entities"
        return without_nulls(
            {
                "message_id": self.message_id,
                "from": sender,
                "chat": chat,
                "date": unix_time(self.date),
                "edit_date": unix_time(self.edited) if self.edited else None,
                words: self.content.text or None,
                entities: entities_json(self.content.entities),
                "link_preview_options": _NO_PREVIEW if "://" in self.content.text else None,
                **self.media,
                "reply_markup": inline_json(self.keyboard),
            }
        )

    def on_screen(self) -> ScreenMessage:
        """The message as the phone shows it."""
        return ScreenMessage(
            message_id=self.message_id,
            from_bot=self.from_bot,
            date=self.date,
            text=self.content.text,
            html=to_html(self.content),
            keyboard=self.keyboard,
            edited=self.edited is not None,
            kind=self.kind,
            file_name=self.file_name,
            reply_to=self.reply_to,
        )


class Chat:
    """One private chat between a person and the bot."""

    def __init__(self, person: Person, clock: PracticeClock, log: Transcript) -> None:
        self.person = person
        self.started = False
        self.blocked = False
        self.messages: dict[int, Message] = {}
        self.screen: dict[int, ScreenMessage] = {}
        self.reply_keyboard: tuple[tuple[str, ...], ...] = ()
        self.version = 0
        self._clock = clock
        self._log = log
        self._watchers: set[asyncio.Future[None]] = set()

    @property
    def chat_id(self) -> int:
        """In a private chat, the number of the person."""
        return self.person.user_id

    def json(self) -> JsonObject:
        """The chat as the Bot API's Chat."""
        return {"id": self.chat_id, "type": "private", "first_name": self.person.first_name}

    def add(self, message: Message) -> None:
        """A new message from either side."""
        shown = message.on_screen()
        self.messages[message.message_id] = message
        self.screen[message.message_id] = shown
        event = transcript.Shown if message.from_bot else transcript.Said
        self.record(event(message.date, self.chat_id, shown), visible=message.from_bot)

    def change(self, message: Message) -> None:
        """A stored message has new content; invisible if the person had cleared it away."""
        if message.message_id not in self.screen:
            return
        shown = self.screen[message.message_id] = message.on_screen()
        event = transcript.Edited(self._clock.now(), self.chat_id, shown)
        self.record(event, visible=message.from_bot)

    def remove(self, message_id: int, *, by_bot: bool) -> None:
        """A message disappears on both sides."""
        self.messages.pop(message_id, None)
        if self.screen.pop(message_id, None) is not None:
            event = transcript.Deleted(self._clock.now(), self.chat_id, message_id, by_bot)
            self.record(event, visible=by_bot)

    def clear(self, *, for_both: bool) -> None:
        """The person clears the chat: on this phone, or for both sides."""
        self.screen.clear()
        if for_both:
            self.messages.clear()
        self.record(transcript.Cleared(self._clock.now(), self.chat_id), visible=False)

    def record(self, event: Event, *, visible: bool) -> None:
        """Write an event down; what the bot did visibly wakes those who watch the phone."""
        self._log.add(event)
        if visible:
            self.version += 1
            for watcher in self._watchers:
                if not watcher.done():
                    watcher.set_result(None)

    async def wait_beyond(self, version: int) -> None:
        """Until the bot did something visible after `version`."""
        while self.version <= version:
            watcher = asyncio.get_running_loop().create_future()
            self._watchers.add(watcher)
            try:
                await watcher
            finally:
                self._watchers.discard(watcher)

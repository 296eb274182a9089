"""What happened in every chat, in order, so that it can be counted, replayed and looked at.

A transcript is written by the practice server alone, from what the phones show, and never by the
bot: counting answers in it is a check on the bot that shares no code with it.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TypeAlias

import msgspec

from bot.practice.keyboards import InlineRows


class ScreenMessage(msgspec.Struct, frozen=True, omit_defaults=True):
    """One message as the phone shows it; `text` is plain, `html` the same with formatting.

    `kind` is "text" or the kind of attachment ("photo", "sticker", ...).
    """

    message_id: int
    from_bot: bool
    date: datetime
    text: str = ""
    html: str = ""
    keyboard: InlineRows = ()
    edited: bool = False
    kind: str = "text"
    file_name: str | None = None
    reply_to: int | None = None


class _Event(msgspec.Struct, frozen=True, tag_field="what", tag=str.lower):
    at: datetime
    chat_id: int


class Shown(_Event, frozen=True):
    """The bot's message appeared."""

    message: ScreenMessage


class Said(_Event, frozen=True):
    """The person's own message appeared: words, or a sticker, a photo..."""

    message: ScreenMessage


class Edited(_Event, frozen=True):
    """A message changed; `message` is how it looks now."""

    message: ScreenMessage


class Deleted(_Event, frozen=True):
    """A message vanished."""

    message_id: int
    by_bot: bool


class Tapped(_Event, frozen=True):
    """The person tapped a button under `message_id`; `data` is what the bot received."""

    message_id: int
    text: str
    data: str


class Toasted(_Event, frozen=True):
    """The bot answered a tap; an empty `text` only ends the waiting sign on the button."""

    text: str
    show_alert: bool


class Blocked(_Event, frozen=True):
    """The person blocked the bot."""


class Unblocked(_Event, frozen=True):
    """The person unblocked the bot."""


class Cleared(_Event, frozen=True):
    """The person cleared the chat."""


Event: TypeAlias = (
    Shown | Said | Edited | Deleted | Tapped | Toasted | Blocked | Unblocked | Cleared
)
_ENCODER = msgspec.json.Encoder()
_DECODER: msgspec.json.Decoder[Event] = msgspec.json.Decoder(Event)


class Frame(msgspec.Struct, frozen=True):
    """One step of a chat: when, what happened, and the screen after it."""

    at: datetime
    event: Event
    screen: tuple[ScreenMessage, ...]


class Transcript:
    """The events of every chat, in the order they happened there."""

    def __init__(self, *, recording: bool = True) -> None:
        self.recording = recording
        self._chats: dict[int, list[Event]] = defaultdict(list)

    def add(self, event: Event) -> None:
        """Write down one event; nothing if recording is off."""
        if self.recording:
            self._chats[event.chat_id].append(event)

    @property
    def chat_ids(self) -> list[int]:
        """The chats in which something happened, in order of their first event."""
        return list(self._chats)

    def events(self, chat_id: int) -> list[Event]:
        """What happened in one chat, oldest first."""
        return list(self._chats.get(chat_id, ()))

    def __iter__(self) -> Iterator[Event]:
        """Every event, chat by chat."""
        for events in self._chats.values():
            yield from events

    def __len__(self) -> int:
        """The number of events."""
        return sum(map(len, self._chats.values()))

    def __eq__(self, other: object) -> bool:
        """Whether two transcripts tell the same."""
        if not isinstance(other, Transcript):
            return NotImplemented
        return dict(self._chats) == dict(other._chats)

    __hash__ = None  # type: ignore[assignment]  # it grows, so it is no key

    def frames(self, chat_id: int) -> list[Frame]:
        """How one chat looked on the phone after each event."""
        screen: dict[int, ScreenMessage] = {}
        frames: list[Frame] = []
        for event in self._chats.get(chat_id, ()):
            _show(screen, event)
            frames.append(Frame(event.at, event, tuple(screen.values())))
        return frames

    def write(self, path: Path) -> None:
        """Save as JSON lines."""
        with path.open("wb") as file:
            for event in self:
                file.write(_ENCODER.encode(event) + b"\n")

    @classmethod
    def read(cls, path: Path) -> "Transcript":
        """Load what `write` saved."""
        transcript = cls()
        with path.open("rb") as file:
            for line in file:
                transcript.add(_DECODER.decode(line))
        return transcript


def _show(screen: dict[int, ScreenMessage], event: Event) -> None:
    """Change the screen as the event changed it."""
    match event:
        case Shown() | Said():
            screen[event.message.message_id] = event.message
        case Edited():
            if event.message.message_id in screen:
                screen[event.message.message_id] = event.message
        case Deleted():
            screen.pop(event.message_id, None)
        case Cleared():
            screen.clear()
        case _:
            pass

"""Everything that happened in the practice chats, in order, so that it can be played or counted.

A transcript holds the words of simulated people only.
"""

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

import msgspec
from msgspec import Struct


class Happened(StrEnum):
    """One kind of event, as the phone saw it."""

    SAID = "said"
    SENT = "sent"
    SHOWN = "shown"
    EDITED = "edited"
    DELETED = "deleted"
    TAPPED = "tapped"
    TOAST = "toast"
    BLOCKED = "blocked"
    UNBLOCKED = "unblocked"


class Event(Struct, frozen=True, omit_defaults=True):
    """One event of one chat.

    Attributes:
        at: practice time, Unix seconds.
        chat: id of the simulated person.
        what: its kind.
        message_id: the message concerned.
        text: what was said or shown; of a tap, the words of the button.
        html: the same with its formatting.
        buttons: the rows of buttons under what was shown.
        data: what a tapped button carried.
    """

    at: float
    chat: int
    what: Happened
    message_id: int = 0
    text: str = ""
    html: str = ""
    buttons: tuple[tuple[str, ...], ...] = ()
    data: str = ""


class FrameMessage(Struct, frozen=True):
    """One message on the screen."""

    message_id: int
    mine: bool
    html: str
    buttons: tuple[tuple[str, ...], ...]


class Frame(Struct, frozen=True):
    """The screen after one event."""

    at: float
    what: Happened
    text: str
    screen: tuple[FrameMessage, ...]


class Transcript:
    """All events so far."""

    def __init__(self) -> None:
        self.events: list[Event] = []

    def note(self, event: Event) -> None:
        """Add what has just happened."""
        self.events.append(event)

    def of(self, chat: int) -> list[Event]:
        """Return the events of one chat."""
        return [event for event in self.events if event.chat == chat]

    def frames(self, chat: int) -> list[Frame]:
        """Return how one chat looked after each event."""
        screen: dict[int, FrameMessage] = {}
        return [_frame(event, screen) for event in self.of(chat)]

    def write(self, path: Path) -> None:
        """Save as JSON lines."""
        path.write_bytes(b"".join(msgspec.json.encode(event) + b"\n" for event in self.events))

    @classmethod
    def read(cls, path: Path) -> "Transcript":
        """Load what `write` saved."""
        transcript = cls()
        transcript.events = list(_events(path))
        return transcript


def _events(path: Path) -> Iterator[Event]:
    for line in path.read_bytes().splitlines():
        yield msgspec.json.decode(line, type=Event)


def _frame(event: Event, screen: dict[int, FrameMessage]) -> Frame:
    match event.what:
        case Happened.SAID | Happened.SENT | Happened.SHOWN | Happened.EDITED:
            mine = event.what in {Happened.SAID, Happened.SENT}
            screen[event.message_id] = FrameMessage(
                event.message_id, mine, event.html, event.buttons
            )
        case Happened.DELETED:
            screen.pop(event.message_id, None)
        case _:
            pass
    return Frame(event.at, event.what, event.text, tuple(screen.values()))

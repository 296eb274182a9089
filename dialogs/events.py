"""What comes in and what goes out: the only words the engine and the channels share."""

from collections.abc import Iterable
from enum import StrEnum
from typing import TypeVar

from msgspec import Struct

from dialogs.prompts import Prompt
from dialogs.session import Response, Session
from dialogs.states import MoveName


class Move(Struct, frozen=True):
    """One thing a person does; `arg` says which (a language, an age, an option's index)."""

    name: MoveName
    arg: str = ""


class _Incoming(Struct, frozen=True, kw_only=True):
    """Something from a person. `locale` is what their app says of their language, if anything."""

    locale: str = ""


class Said(_Incoming, frozen=True, kw_only=True):
    """A text was typed."""

    text: str


class Commanded(_Incoming, frozen=True, kw_only=True):
    """A command was sent: its name without the slash, and what follows it."""

    name: str
    rest: str = ""


class Tapped(_Incoming, frozen=True, kw_only=True, gc=False):
    """A button was pressed.

    Either `carried` holds the whole conversation (nothing is stored yet, or any more), or
    `nonce` and `step` say to which screen of which session the button belongs.

    `round` is the mark of the round on whose screen it stands, or `taps.LIST`; empty where the
    button does not say.
    """

    move: Move
    carried: Session | None = None
    nonce: str = ""
    step: int = -1
    round: str = ""


class Left(_Incoming, frozen=True, kw_only=True):
    """The person blocked the bot."""


class Media(StrEnum):
    """What can be sent that is no text."""

    STICKER = "sticker"
    PHOTO = "photo"
    VOICE = "voice"
    FILE = "file"
    PLACE = "place"
    CONTACT = "contact"
    POLL = "poll"
    EDITED = "edited"
    FORWARDED = "forwarded"
    """Also a text that another bot has made."""
    OTHER = "other"
    GROUP = "group"
    """The bot itself, put into a group."""


class Unsupported(_Incoming, frozen=True, kw_only=True):
    """Something was sent that we do not read. Only its kind is known; it is never fetched."""

    media: Media


Incoming = Said | Commanded | Tapped | Left | Unsupported


class Show(Struct, frozen=True, gc=False):
    """Draw this screen: in place of the last one, or below it when `fresh`."""

    prompt: Prompt
    fresh: bool


class Notify(Struct, frozen=True):
    """Say this in passing: over the screen after a tap, above it otherwise."""

    text: str


class Unsay(Struct, frozen=True):
    """Remove what the person typed from the chat, where the channel can.

    `otherwise` is said where the messenger does not let us.
    """

    otherwise: str = ""


class Keep(Struct, frozen=True):
    """Seal this response under its withdrawal code, and remember that the person took part."""

    response: Response
    code: str


class Withdraw(Struct, frozen=True):
    """Erase the response of this code; from the chat it came from, one may take part again."""

    code: str


class Redeem(Struct, frozen=True):
    """Use up this invitation or guardian's code."""

    ticket: str


class Release(Struct, frozen=True):
    """Make this code usable again: whoever handed it in has stopped."""

    ticket: str


class Propose(Struct, frozen=True):
    """Lay this added statement before a moderator, apart from the response."""

    question: str
    language: str
    text: str


class Expose(Struct, frozen=True):
    """Count that this statement was shown."""

    question: str
    statement: str


class Count(Struct, frozen=True):
    """Count an event without knowing whose it is."""

    name: str
    language: str


Effect = Show | Notify | Unsay | Keep | Withdraw | Redeem | Release | Propose | Expose | Count

Kind = TypeVar("Kind", bound=Effect)


def first(effects: Iterable[Effect], kind: type[Kind]) -> Kind | None:
    """Return the first effect of a kind; None when there is none.

    This is asked several times a turn, of one or two effects: a generator would take longer.
    """
    for effect in effects:
        if isinstance(effect, kind):
            return effect
    return None


class Step(Struct, frozen=True, gc=False):
    """The outcome of one turn. `session` is stored when it is `kept`, erased otherwise."""

    session: Session
    effects: tuple[Effect, ...] = ()

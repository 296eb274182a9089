"""Which of a host's updates are ours. Everything else stays the host's."""

import re

from msgspec.structs import replace

from bot.channels.base import Arrival
from dialogs.events import Commanded, Left, Media, Said, Tapped, Unsupported

COMMAND = "consult"
"""`/consult` begins; `/consult_help` and its like are our own commands, by this name before them.
As the payload of a link (`t.me/<bot>?start=consult`) it begins too, and an invitation may follow
(`start=consult-<invitation>`)."""

_CODE = re.compile(r"\s*(?:[0-9A-Za-z]{4}[\s\-–—]?){2,3}[0-9A-Za-z]{4}\s*")


def ours(arrival: Arrival, *, talks: bool) -> Arrival | None:
    """Return an arrival as we are to understand it; None when it is not for us.

    Args:
        arrival: the host's update, translated.
        talks: whether this person is in the middle of answering, so that what they write is ours.
    """
    match arrival.incoming:
        case Tapped():
            return arrival  # what its button carries is in our form
        case Commanded() as command:
            meant = _command(command)
            return replace(arrival, incoming=meant) if meant else None
        case Said(text=text) if talks or _is_a_code(text):
            return arrival
        case Unsupported(media=Media.GROUP):
            pass  # what its bot does in groups, the host decides
        case Unsupported() | Left() if talks:
            return arrival
        case None if talks and arrival.quiet:
            return arrival
    return None


def _command(command: Commanded) -> Commanded | None:
    name, _, rest = command.name.lower().partition("_")
    if name == COMMAND:
        return replace(command, name=rest or "start")
    begins, _, invitation = command.rest.strip().partition("-")
    if command.name.lower() == "start" and begins == COMMAND:
        return replace(command, rest=invitation)
    return None


def _is_a_code(text: str) -> bool:
    """Return whether a text is nothing but a code of ours; three short words are none."""
    as_printed = text.isupper() or any(letter.isdigit() for letter in text)
    return as_printed and _CODE.fullmatch(text) is not None

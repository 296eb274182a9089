"""What is stored of an unfinished conversation, and how it is read back."""

import msgspec
from msgspec import Struct

from dialogs.session import FORMAT, Session, upgraded


class Draft(Struct, frozen=True, omit_defaults=True):
    """The session, and what the chat knows of it.

    Attributes:
        session: where the conversation stands.
        screen: the message showing it.
        chat: where a reminder goes; only while one is wanted.
        letter: the id of the reminder that was written since the person was last heard of.
    """

    session: Session
    screen: int | None = None
    chat: int | None = None
    letter: bytes = b""


def write_draft(draft: Draft) -> bytes:
    """Return a draft as it is stored."""
    return msgspec.json.encode(draft)


def read_draft(content: bytes) -> Draft:
    """Return a stored draft; its session is in today's format, whichever it was written in."""
    draft = _DRAFTS.decode(content)
    if draft.session.format == FORMAT:
        return draft
    record = msgspec.json.decode(content)
    return msgspec.convert({**record, "session": upgraded(record["session"])}, Draft)


_DRAFTS = msgspec.json.Decoder(Draft)

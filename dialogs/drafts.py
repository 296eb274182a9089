"""What is stored of an unfinished conversation, and how it is read back."""

import msgspec
from msgspec import Struct

from dialogs.session import FORMAT, Session, upgraded


class Draft(Struct, frozen=True, omit_defaults=True):
    """The session, and the message showing it."""

    session: Session
    screen: int | None = None


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

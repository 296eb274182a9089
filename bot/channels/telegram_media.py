"""Which kind of thing a Telegram message is, when it is no text."""

from bot.channels.telegram_wire import Message
from dialogs.events import Media

_KINDS = {
    "sticker": Media.STICKER,
    "photo": Media.PHOTO,
    "voice": Media.VOICE,
    "video_note": Media.VOICE,
    "audio": Media.VOICE,
    "document": Media.FILE,
    "video": Media.FILE,
    "animation": Media.FILE,
    "location": Media.PLACE,
    "venue": Media.PLACE,
    "contact": Media.CONTACT,
    "poll": Media.POLL,
}
"""By the field of a message that holds such a thing. Where there are two, they are of one kind."""


def media_of(message: Message, *, edited: bool) -> Media:
    """Return the kind of a message that holds no new text. Nothing of it is fetched."""
    if edited:
        return Media.EDITED
    held = (kind for name, kind in _KINDS.items() if getattr(message, name) is not None)
    return next(held, Media.OTHER)

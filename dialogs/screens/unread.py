"""What is said of something that we do not read: each kind has its own kind word."""

from collections.abc import Callable

from dialogs.events import Media
from dialogs.texts import Speaker

_WORDS: dict[Media, Callable[[Speaker], str]] = {
    Media.STICKER: lambda say: say("🙂 Thanks! I understand buttons and text only, though."),
    Media.PHOTO: lambda say: say("📷 I don’t look at pictures, so I have not opened yours."),
    Media.VOICE: lambda say: say("🎤 I don’t listen to recordings. Could you type it?"),
    Media.FILE: lambda say: say("📎 I don’t open files or videos. Could you type it?"),
    Media.PLACE: lambda say: say("📍 I need not know where you are, and have not kept it."),
    Media.CONTACT: lambda say: say("👤 I need nobody’s contact details, and have not kept them."),
    Media.POLL: lambda say: say("📊 I can’t vote in polls. Could you type it?"),
    Media.EDITED: lambda say: say("✏ I don’t notice changes to what you wrote. Please write anew."),
    Media.FORWARDED: lambda say: say("↪ That comes from elsewhere. Please write it yourself."),
    Media.OTHER: lambda say: say(
        "I can read buttons and text only. I have not opened what you sent."
    ),
    Media.GROUP: lambda say: say("👥 I don’t talk in groups. Please write to me alone."),
}


def unread(media: Media, say: Speaker) -> str:
    """Return what is said of it."""
    return _WORDS[media](say)

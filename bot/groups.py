"""What is said in a group into which somebody puts the bot: once, and nothing ever after.

What people write there is not said to us, and an answer would tell the others who takes part. So
the one message names no round and belongs to none, and nothing is stored.
"""

from bot.channels.base import Arrival, Delivery
from bot.running import Rounds
from dialogs.events import Media, Show, Unsupported
from dialogs.languages import nearest
from dialogs.prompts import Prompt
from dialogs.screens.unread import unread
from dialogs.session import Session
from dialogs.texts import Texts


def is_in_a_group(arrival: Arrival) -> bool:
    """Return whether we were put into a group."""
    incoming = arrival.incoming
    return isinstance(incoming, Unsupported) and incoming.media is Media.GROUP


def in_a_group(arrival: Arrival, rounds: Rounds, texts: Texts) -> Delivery:
    """Return the delivery that says that we talk with one person at a time."""
    locale = arrival.incoming.locale if arrival.incoming else ""
    say = texts.speaker(nearest(locale, rounds.languages))
    prompt = Prompt(language=say.language, heading=unread(Media.GROUP, say))
    return Delivery(arrival=arrival, session=Session(), effects=(Show(prompt, fresh=True),))

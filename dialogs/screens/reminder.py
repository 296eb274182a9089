"""The letter that reminds somebody who has asked for it, in words that give nothing away."""

import datetime as dt

from dialogs.prompts import Choice, Prompt
from dialogs.states import Aside, MoveName
from dialogs.texts import Speaker


def reminder(say: Speaker, last: dt.date) -> Prompt:
    """Say until when what was begun here waits. It names no topic, no round and nobody.

    Its buttons belong to the session as it is; "not now" shows the pause, where one can ask again.
    """
    return Prompt(
        language=say.language,
        paragraphs=(
            say(
                "⏰ You wanted to be reminded. What you have not sent yet waits here until {date}. "
                "Then it is erased.",
                date=say.day(last),
            ),
        ),
        rows=(
            (Choice(say("Go on ➡"), MoveName.RESUME),),
            (
                Choice(say("Erase it now"), MoveName.OPEN, Aside.STOP),
                Choice(say("Not now"), MoveName.OPEN, Aside.PAUSE),
            ),
        ),
    )

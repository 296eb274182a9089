"""The messages after something that we could not handle, or did not."""

from dialogs.prompts import Prompt
from dialogs.texts import Speaker


def apology(say: Speaker) -> Prompt:
    """Ask to try the last step again. It has no buttons: the screen above it is still good."""
    return Prompt(
        language=say.language,
        heading=say("Something went wrong on our side."),
        paragraphs=(say("Your last step was not saved. Please try it again."),),
    )


def too_fast(say: Speaker) -> Prompt:
    """Ask somebody who writes faster than we can answer to wait; what they had said is kept."""
    return Prompt(
        language=say.language,
        heading=say("That was a lot at once."),
        paragraphs=(say("Please wait ten seconds, then go on. What you answered before is kept."),),
    )

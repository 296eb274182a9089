"""The message after something that we could not handle."""

from dialogs.prompts import Prompt
from dialogs.texts import Speaker


def apology(say: Speaker) -> Prompt:
    """Ask to try the last step again. It has no buttons: the screen above it is still good."""
    return Prompt(
        language=say.language,
        heading=say("Something went wrong on our side."),
        paragraphs=(say("Your last step was not saved. Please try it again."),),
    )

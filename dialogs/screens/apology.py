"""The messages after something that we could not handle, or did not."""

from dialogs.prompts import Prompt
from dialogs.screens.remarks import removed
from dialogs.texts import Speaker


def apology(say: Speaker) -> Prompt:
    """Ask to try the last step again. It has no buttons: the screen above it is still good."""
    return Prompt(
        language=say.language,
        heading=say("Something went wrong on our side."),
        paragraphs=(say("Your last step was not saved. Please try it again."),),
    )


def too_fast(say: Speaker, *, removes: bool) -> Prompt:
    """Ask somebody who writes faster than we can answer to wait; what they had said is kept.

    `removes` says that what they write meanwhile is removed. Of who has not consented nothing is
    stored, so a crash in that moment leaves it, and nobody could say so afterwards.
    """
    patience = say("Please wait ten seconds, then go on. What you answered before is kept.")
    return Prompt(
        language=say.language,
        heading=say("That was a lot at once."),
        paragraphs=(patience, removed(say)) if removes else (patience,),
    )

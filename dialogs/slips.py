"""What a printed slip with an invitation says."""

from dialogs.texts import Speaker


def how_to_begin(say: Speaker, bot: str) -> str:
    """Return how to begin with a slip, for those with a camera and for those without."""
    begin = say("Scan it, or write to @{bot} in Telegram and type the code.", bot=bot)
    return f"{begin} {say('It lets one person in, and nobody knows who drew which.')}"

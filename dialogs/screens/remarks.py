"""What is said in passing: why a gesture could not be taken, and what was taken out of a text."""

from collections.abc import Callable, Iterable

from dialogs.placeholders import Kind
from dialogs.questions.base import Unclear, Why
from dialogs.texts import Speaker

_REASONS: dict[Why, Callable[[Unclear, Speaker], str]] = {
    Why.TOO_FEW: lambda why, say: say("Please choose {number} first.", number=why.limit),
    Why.TOO_MANY: lambda why, say: say(
        "You can choose {number}. Tap one again to free it.", number=why.limit
    ),
    Why.TOO_LONG: lambda why, say: say(
        "That is too long: {number} characters at most.", number=why.limit
    ),
    Why.EMPTY: lambda _, say: say("Please write a few words, or tap “Skip”."),
    Why.NOT_A_NUMBER: lambda _, say: say("Please type a number, in figures."),
    Why.OUT_OF_RANGE: lambda why, say: say(
        "It should lie between {least} and {most}.", least=why.limit, most=why.most
    ),
    Why.NOT_A_DATE: lambda _, say: say("Please type it like this: 03.2026, or only the year."),
    Why.NOT_SPENT: lambda why, say: say("Points left to give: {number}", number=why.limit),
    Why.ALL_SPENT: lambda _, say: say("All points have been given. “Undo” takes some back."),
    Why.NOTHING_FOUND: lambda _, say: say(
        "Nothing in the list begins like that. Try fewer letters."
    ),
}


def kindly(unclear: Unclear, tries: int, say: Speaker) -> str:
    """Return why nothing has changed and what to do; `tries` counts the earlier attempts."""
    if unclear.why is Why.NOT_AN_OPTION:
        if tries:
            return say("I still cannot match that. Type the number of an answer, or tap “Skip”.")
        return say("I did not understand. Please tap one of the answers.")
    reason = _REASONS[unclear.why](unclear, say)
    further = say("You can also go on with “Skip”; that is fine.")
    return f"{reason} {further}" if tries else reason


def without(kinds: Iterable[Kind], say: Speaker) -> str:
    """Return what was taken out of a typed text, and why."""
    things = ", ".join(_THINGS[kind](say) for kind in kinds)
    return say("So that nobody can tell who is meant, we took out: {things}.", things=things)


_THINGS: dict[Kind, Callable[[Speaker], str]] = {
    Kind.PHONE: lambda say: say("a phone number"),
    Kind.EMAIL: lambda say: say("an e-mail address"),
    Kind.LINK: lambda say: say("a link"),
    Kind.HANDLE: lambda say: say("an account name"),
    Kind.NUMBER: lambda say: say("a personal number"),
    Kind.NAME: lambda say: say("a name"),
    Kind.PLACE: lambda say: say("a place"),
}


def unknown_command(say: Speaker) -> str:
    """Say that something with a slash before it is no command of ours."""
    return say("I don’t know that command. Tap a button, or write it without “/”.")


def cannot_remove(say: Speaker) -> str:
    """Say that what was typed stays, because the messenger removes nothing that old."""
    return say("What you wrote is still in this chat: only you can delete it now.")


def removed(say: Speaker) -> str:
    """Say that what could be removed from the chat is, and what to do about all else."""
    return say(
        "We have removed what we could. If you still see older messages here, delete them "
        "yourself: in Telegram, with “Clear history”."
    )

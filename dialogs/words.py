"""Words that mean the same as a command, in the language that is spoken."""

from dialogs.questions.options import plain
from dialogs.texts import Speaker


def meaning(text: str, say: Speaker) -> str | None:
    """Return the command that a typed word stands for; None when it is no such word."""
    typed = plain(text)
    for command, words in _words(say).items():
        if typed in words:
            return command
    return None


def _words(say: Speaker) -> dict[str, frozenset[str]]:
    return {
        "stop": say.words("stop, quit, end"),
        "help": say.words("help, sos"),
        "back": say.words("back"),
        "skip": say.words("skip"),
    }

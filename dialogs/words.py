"""Words that are typed and mean a command, in any of the round's languages and either script."""

from collections.abc import Iterable
from functools import lru_cache

from msgspec import Struct

from dialogs.folding import keys, opening
from dialogs.texts import Speaker

WHILE_WRITING = frozenset({"help", "stop", "back", "skip"})
"""What is understood while a question awaits free text: the ways out; all else may be an answer."""

_LONGEST = 60
"""Letters of a message that may still be a command; a longer one is not even compared."""


def meaning(
    text: str, speakers: Iterable[Speaker], first: str, *, writing: bool = False
) -> str | None:
    """Return the command that a whole message stands for; None when it is an ordinary message.

    Args:
        text: what was typed. The word, or the word and "please"; a sentence is no command.
        speakers: the languages of the round.
        first: the language that is spoken. It decides what a word means; where it does not know
            the word, the other languages must agree.
        writing: a question awaits free text. Then only `WHILE_WRITING` is understood, and only
            when the message is that word alone.
    """
    if len(text) > _LONGEST:
        return None
    begins = opening(text) if " " in text else frozenset()
    known = [say for say in speakers if not begins or begins & _vocabulary(say).openings]
    typed = keys(text) if known else frozenset()
    found = {say.language: _vocabulary(say).command(typed, alone=writing) for say in known}
    others = set(found.values()) - {None}
    command = found.get(first) or (others.pop() if len(others) == 1 else None)
    return command if command in WHILE_WRITING or not writing else None


class _Vocabulary(Struct, frozen=True):
    """One language's words for commands, folded.

    Attributes:
        commands: key to command.
        please: keys of what may stand before or after a command, the longest first.
        openings: the first words of all these; most messages begin otherwise.
    """

    commands: dict[str, str]
    please: tuple[str, ...]
    openings: frozenset[str]

    def command(self, typed: frozenset[str], *, alone: bool) -> str | None:
        """Return what a text with the keys `typed` means, if that is one command."""
        known = typed if alone else typed | {self._without_please(key) for key in typed}
        meant = {self.commands[key] for key in known & self.commands.keys()}
        return meant.pop() if len(meant) == 1 else None

    def _without_please(self, key: str) -> str:
        for please in self.please:
            key = key.removeprefix(please + " ").removesuffix(" " + please)
        return key


@lru_cache(maxsize=128)
def _vocabulary(say: Speaker) -> _Vocabulary:
    commands = {
        key: command
        for command, words in _words(say).items()
        for word in words
        for key in keys(word)
    }
    please = {key for word in say.words("please") for key in keys(word)}
    openings = frozenset(key.split()[0] for key in commands.keys() | please)
    return _Vocabulary(commands, tuple(sorted(please, key=len, reverse=True)), openings)


def _words(say: Speaker) -> dict[str, frozenset[str]]:
    return {
        "stop": say.words("stop, quit, end"),
        "help": say.words("help, sos"),
        "back": say.words("back"),
        "skip": say.words("skip"),
        "pause": say.words("pause, later"),
        "language": say.words("language, change language"),
        "withdraw": say.words("withdraw, take back my answers"),
        "privacy": say.words("who asks, privacy"),
        "summary": say.words("my answers, summary"),
        "start": say.words("start, continue"),
    }

"""What goes to a translator and what comes back, whatever the file."""

import datetime as dt
from pathlib import Path

from msgspec import Struct

from dialogs.languages import OWN_NAMES
from dialogs.problems import Problem, RoundFileError
from dialogs.translating.entries import Entry
from dialogs.translating.previews import Preview
from dialogs.translating.taking import RULE, Delivered


class Handout(Struct, frozen=True, kw_only=True):
    """What a translator gets.

    Attributes:
        round: the round's id.
        source, language: tags of the language that is translated from, and into.
        entries: the texts.
        previews: the screen of each text, by its name, as far as there is one.
        made: the day.
    """

    round: str
    source: str
    language: str
    entries: tuple[Entry, ...]
    previews: dict[str, Preview]
    made: dt.date


class Returned(Struct, frozen=True, kw_only=True):
    """What a translator has handed back: for which round and language, and the texts."""

    round: str
    language: str
    delivered: tuple[Delivered, ...]


def named(language: str) -> str:
    """Return a language as its speakers call it, with its tag."""
    return f"{OWN_NAMES[language]} ({language})" if language in OWN_NAMES else language


def refused(path: Path, line: int, what: str, remedy: str) -> RoundFileError:
    """Return the error that a file cannot be read at all."""
    return RoundFileError((Problem(str(path), line, what, remedy, RULE),))

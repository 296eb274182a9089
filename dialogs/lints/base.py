"""What a lint is given, and what it gives.

A lint is one file in this folder, named like its rule, with a function `find` and a first line
that says what should be true. The lints are listed in `dialogs/lints/__init__.py`.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct

from dialogs.internal_words import InternalWords
from dialogs.problems import Severity
from dialogs.prompts import Prompt
from dialogs.round import Review, Round
from dialogs.texts import Texts
from dialogs.translating.record import Record


class Finding(Struct, frozen=True):
    """One thing to mend: its path in the round (`$.questions[2].text.sq`), what, and what to do."""

    path: str
    what: str
    remedy: str
    severity: Severity = Severity.ERROR


def error(path: str, what: str, remedy: str) -> Finding:
    """Return a finding that must be mended before a round can open."""
    return Finding(path, what, remedy)


def warning(path: str, what: str, remedy: str) -> Finding:
    """Return a finding that its author should think about."""
    return Finding(path, what, remedy, Severity.WARNING)


class Outside(Struct, frozen=True, kw_only=True):
    """What a lint must know that is not in the round file.

    Attributes:
        today: the date.
        texts: the interface texts of all languages.
        catalogues: whether a speaker has reviewed the interface texts, by language; without those
            that lack a text.
        phoned: when somebody last phoned and confirmed a help line, by its number.
        translated: from which wording each translation was made, as far as that is known.
        internal_words: what must not reach those who are asked, and what to write instead.
        distress_lists: whether the words of distress are confirmed, by the tag of their list.
        example_texts: what stands in a round that `consult new` writes, in English.
        shares: what is wrong with a text of a language that tells a share of people; else nothing.
        units: how long a screen is as its channel counts; for Telegram UTF-16 units, without tags.
    """

    today: dt.date
    texts: Texts
    catalogues: Mapping[str, Review]
    phoned: Mapping[str, dt.date] = {}
    translated: Record = Record()
    internal_words: InternalWords = InternalWords({})
    distress_lists: Mapping[str, Review] = {}
    example_texts: frozenset[str] = frozenset()
    shares: Callable[[str, str], str]
    units: Callable[[Prompt], int]

    def spoken(self, round_: Round) -> tuple[str, ...]:
        """Return the languages of the round that have interface texts, so that screens exist."""
        return tuple(tag for tag in round_.languages if tag in self.catalogues)


class Lint(Struct, frozen=True):
    """One rule: its name, what should be true, and what finds where it is not."""

    name: str
    summary: str
    find: Callable[[Round, Outside], Iterator[Finding]]

"""What every rule is made with: a text to look through, and what was found in it.

A rule is one file in this folder with one function `find`; `dialogs/scrubbing/__init__.py` lists
them in the order in which they are asked. A rule looks through each text a fixed number of times,
from left to right, whatever the text is: every repetition inside a repetition has a bound, and
what lies around a hit is read within a fixed width.
"""

from collections.abc import Callable, Collection, Iterable, Sequence

from msgspec import Struct

from dialogs.placeholders import Kind
from dialogs.scrubbing.lists import Keys, Lists
from dialogs.scrubbing.tokens import Token

MASK = "\x00"
"""Stands for each letter that an earlier rule has taken; no letter, digit or space."""


class Found(Struct, frozen=True):
    """Something that must not be kept: the letters from `start` to before `end`."""

    start: int
    end: int
    kind: Kind


class Given(Struct, frozen=True, kw_only=True):
    """A text to look through.

    Attributes:
        text: as it would be kept, with `MASK` where earlier rules have found something.
        plain: the same, letter by letter, in lower case, look-alikes of Latin letters replaced.
        words: the words that no earlier rule has taken.
        language: that of the conversation.
        countries: those of the round; two-letter codes.
        public: words in which the round itself speaks.
        lists: names, settlements and what goes with them.
    """

    text: str
    plain: str
    words: Sequence[Token]
    language: str
    countries: Collection[str]
    public: Keys
    lists: Lists


Find = Callable[[Given], Iterable[Found]]
"""A rule: finds in a text what must not be kept, from left to right, without overlaps."""

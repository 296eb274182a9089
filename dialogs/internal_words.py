"""The organisation's words that must not reach those who are asked, and what to write instead.

Words of security work ("radicalisation", "at-risk youth") make a suspect of whoever is asked. The
lists are one file a language in `dialogs/word_lists/internal`; an organisation adds its own words
in a file beside the round.
"""

import re
from collections.abc import Iterable, Mapping

from msgspec import Struct

from dialogs.folding import fold
from dialogs.phrases import PhraseError, Phrases, composed
from dialogs.round import Review

ALL = "und"
"""The tag of a list that holds in every language: abbreviations and the like."""

_WORD = re.compile(r"[^\W\d_]+(?:['’ʻʼ-][^\W\d_]+)*")
_SAME = {"bs": "sr", "cnr": "sr", "hr": "sr", "sh": "sr"}


class InternalWord(Struct, frozen=True):
    """What was found in a text, as it is written there, and what to write instead."""

    found: str
    instead: str


class WordList(Struct, frozen=True, forbid_unknown_fields=True):
    """One file: whether a speaker has read it, and its entries with what to write instead.

    Entries that share a wording stand together, with commas between them. What is written in
    capitals alone, such as an abbreviation, is found in capitals alone.
    """

    terms: Mapping[str, str]
    review: str = str(Review.DRAFTED)

    @property
    def entries(self) -> dict[str, str]:
        """Each entry with what to write instead."""
        return {
            entry.strip(): instead for joined, instead in self.terms.items()
            for entry in joined.split(",") if entry.strip()
        }  # fmt: skip


class InternalWords:
    """The lists of all languages, with the organisation's own."""

    def __init__(self, lists: Mapping[str, Iterable[WordList]]) -> None:
        """Take the lists by language; PhraseError names the language of an entry that is none."""
        self._lists = {tag: _Ready(tag, tuple(some)) for tag, some in lists.items()}

    def knows(self, language: str) -> bool:
        """Return whether there is a list of a language."""
        return list_of(language) in self._lists

    def find(self, text: str, language: str) -> InternalWord | None:
        """Return the first internal word in a text; None when there is none."""
        tags = dict.fromkeys((list_of(language), ALL))
        ready = (self._lists[tag] for tag in tags if tag in self._lists)
        return next((found for one in ready if (found := one.find(text))), None)


def list_of(language: str) -> str:
    """Return the tag of the list for a language: without script; one for bs, cnr, hr and sr."""
    tag = language.partition("-")[0]
    return _SAME.get(tag, tag)


class _Ready:
    """The lists of one language, ready to be looked for."""

    def __init__(self, tag: str, lists: tuple[WordList, ...]) -> None:
        self._instead = {entry: to for one in lists for entry, to in one.entries.items()}
        short = [entry for entry in self._instead if entry.isupper()]
        self._short = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, short))})(?!\w)")
        self._has_short = bool(short)
        try:
            self._phrases = Phrases(entry for entry in self._instead if not entry.isupper())
        except PhraseError as error:
            raise PhraseError(f"in the list of “{tag}”: {error}") from None

    def find(self, text: str) -> InternalWord | None:
        text = composed(text)
        if self._has_short and (hit := self._short.search(text)):
            return InternalWord(hit[0], self._instead[hit[0]])
        pieces = [(match, key) for match in _WORD.finditer(text) for key in fold(match[0]).split()]
        found = self._phrases.find([key for _, key in pieces])
        if found is None:
            return None
        start, end = pieces[found.start][0].start(), pieces[found.end - 1][0].end()
        return InternalWord(text[start:end], self._instead[found.entry])

"""Words that somebody in distress may write: they bring the help lines, and change nothing else.

What is found is neither stored nor counted nor told to anybody, because it would label a person.
Nothing is suppressed or asked back either. Recall is poor in any language, so help is one tap away
on every screen all the same. The lists are one file a language in `dialogs/word_lists/distress`.
"""

from collections.abc import Callable, Collection, Iterable, Iterator

from msgspec import Struct

from dialogs.internal_words import list_of
from dialogs.phrases import Phrases, folded_words
from dialogs.round import Review


class DistressList(Struct, frozen=True, forbid_unknown_fields=True):
    """One file: whether child-protection staff have confirmed it, and its entries."""

    phrases: tuple[str, ...]
    review: str = str(Review.DRAFTED)


class Signals:
    """Looks for the words of several languages. A list is read when it is first needed."""

    def __init__(self, read: Callable[[str], Iterable[str]]) -> None:
        """`read` returns the entries of a language's list, none where there is no list."""
        self._read = read
        self._known: dict[str, Phrases] = {}

    def __call__(self, text: str, languages: Collection[str]) -> bool:
        """Return whether a text holds an entry of the list of one of these languages."""
        folded = folded_words(text)
        return any(one.find(folded) is not None for one in self._lists(languages))

    def read(self, languages: Collection[str]) -> None:
        """Read the lists of these languages now, so that they are at hand."""
        for _ in self._lists(languages):
            pass

    def _lists(self, languages: Collection[str]) -> Iterator[Phrases]:
        return map(self._of, dict.fromkeys(map(list_of, languages)))

    def _of(self, tag: str) -> Phrases:
        if tag not in self._known:
            self._known[tag] = Phrases(self._read(tag))
        return self._known[tag]

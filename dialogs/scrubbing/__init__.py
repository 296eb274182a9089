"""Takes out of a typed text what could tell who wrote it or about whom, before it is kept.

`Scrubber(lists)(text, language, countries, public)` returns the text as it may be kept: cleaned of
what cannot be seen, with a placeholder (`[phone]`, `[name]`, …) for each thing that a rule has
found.
The same four values always give the same text, and scrubbing it again changes nothing.

Every rule is a file here, with its limits in its first lines; `RULES` is the order in which they
are asked, and what one has found no later one sees. What no rule can do: recognise a person by
what is told of them ("the girl who won the race"). That is left to the moderator, and texts are
never quoted without one.
"""

from collections.abc import Collection, Iterable, Sequence

from msgspec.structs import replace

from dialogs.placeholders import Kind, kinds_in, shown
from dialogs.scrubbing import (
    emails,
    handles,
    links,
    names,
    national_ids,
    phones,
    places,
    schools,
    strangers,
    written,
)
from dialogs.scrubbing.base import MASK, Find, Found, Given
from dialogs.scrubbing.characters import cleaned, plain
from dialogs.scrubbing.lists import Lists, keys_of
from dialogs.scrubbing.tokens import tokens

RULES: dict[str, Find] = {
    "written": written.find,
    "emails": emails.find,
    "links": links.find,
    "handles": handles.find,
    "national_ids": national_ids.find,
    "phones": phones.find,
    "schools": schools.find,
    "names": names.find,
    "places": places.find,
    "strangers": strangers.find,
}
"""The rules in their order, by the name of their file."""

LONGEST = 4096
"""A message has no more letters; what makes one longer when it is cleaned is cut."""


class Scrubber:
    """All rules with the lists that they look things up in."""

    def __init__(self, lists: Lists) -> None:
        self._lists = lists

    def read_ahead(self, languages: Collection[str], countries: Collection[str]) -> None:
        """Read the lists for texts in these languages and countries, so that none waits for it."""
        for language in languages:
            self._lists.read_ahead(language, tuple(countries))

    def __call__(
        self,
        text: str,
        language: str,
        countries: Collection[str] = (),
        public: frozenset[str] = frozenset(),
    ) -> str:
        """Return `text` as it may be kept.

        Args:
            text: what was typed.
            language: that of the conversation; decides about endings and everyday words.
            countries: those of the round; decide about phone numbers and settlements.
            public: keys of words in which the round itself speaks: they name no secret place.
        """
        kept = cleaned(text)[:LONGEST]
        found: list[Found] = []
        given = Given(
            text=kept,
            plain=plain(kept),
            words=list(tokens(kept)),
            language=language,
            countries=countries,
            public=keys_of(public),
            lists=self._lists,
        )
        for find in RULES.values():
            if new := list(find(given)):
                found += new
                given = _without(given, new)
        return _replaced(kept, found)


def _without(given: Given, found: Sequence[Found]) -> Given:
    """Return what is left to be looked through."""
    text = _masked(given.text, found)
    words = [word for word in given.words if text[word.start] != MASK]
    return replace(given, text=text, plain=_masked(given.plain, found), words=words)


def _masked(text: str, found: Iterable[Found]) -> str:
    parts, begin = [], 0
    for one in found:
        parts += [text[begin : one.start], MASK * (one.end - one.start)]
        begin = one.end
    return "".join((*parts, text[begin:]))


def _replaced(text: str, found: Iterable[Found]) -> str:
    parts, begin = [], 0
    for one in sorted(found, key=lambda each: each.start):
        parts += [text[begin : one.start], one.kind.placeholder]
        begin = one.end
    return "".join((*parts, text[begin:]))


__all__ = ["RULES", "Found", "Kind", "Lists", "Scrubber", "kinds_in", "shown"]

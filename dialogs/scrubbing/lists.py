"""Names, settlements and words, as the files in `lists/` hold them. Parsed only; read elsewhere.

The first line of a file says what it is. All others are keys as `dialogs.folding` makes them, so
that one entry stands for all scripts, spellings and keyboards. `lists/SOURCES.md` says where they
come from.
"""

from collections.abc import Callable
from functools import cached_property, lru_cache

from dialogs.folding import fold

_VOWELS = "aeiou"

_BALKAN = ("sq", "mk", "sr", "hr", "bs", "sl", "bg")
_SLAVIC = ("ru", "uk")
_CENTRAL = ("kk", "ky", "uz", "tg", "tk", "ru")
NEAR: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(_BALKAN, _BALKAN),
    **dict.fromkeys(("ru", "uk", "be"), _SLAVIC),
    **dict.fromkeys(("kk", "ky", "uz", "tg", "tk"), _CENTRAL),
    "ro": ("ro", "hu"),
    "hu": ("ro", "hu"),
    "tr": ("tr",),
    "az": ("az", "tr", "ru"),
    "hy": ("hy", "ru"),
    "ka": ("ka",),
    "mn": ("mn",),
    "en": ("en",),
}
"""Of which languages the names are usual where a language is spoken."""

_SAME = {"cnr": "bs"}
"""Montenegrin has no lists of its own: it is written as Bosnian is."""

BEYOND: dict[str, tuple[str, ...]] = {"ka": ("hy", "az", "ru")}
"""Of which others names are met there too, where no capital tells a name from a word."""


def list_of(language: str) -> str:
    """Return the tag under which a language's lists are looked up: one for all its scripts."""
    tag = language.partition("-")[0]
    return _SAME.get(tag, tag)


class Keys:
    """A set of keys, the same without their last vowel, and the first words of longer ones."""

    def __init__(self, whole: frozenset[str]) -> None:
        self.whole = whole
        self.firsts = frozenset(key.partition(" ")[0] for key in whole if " " in key)
        self.bare = frozenset(key[:-1] for key in whole if len(key) > 2 and key[-1] in _VOWELS)


@lru_cache(maxsize=64)
def keys_of(whole: frozenset[str]) -> Keys:
    """Return a set of keys to be looked up with endings; made once for each set."""
    return Keys(whole)


class Lists:
    """What is known of words that name people and places.

    Each list is read when it is first asked for, and then kept.
    """

    def __init__(self, read: Callable[[str], str | None]) -> None:
        """`read` returns the text of a list by its name ("names/sq", "places/MK"), None without."""
        self._read = read
        self._near: dict[tuple[str, ...], Keys] = {}
        self._never: dict[str, Keys] = {}
        self._words: dict[str, frozenset[str]] = {}
        self._of_countries: dict[tuple[str, ...], Keys] = {}

    def read_ahead(self, language: str, countries: tuple[str, ...]) -> None:
        """Read now what most texts in a language and from some countries are compared with."""
        _ = self.names, self.public
        self.near_names(language)
        self.not_people(language)
        self.words(language)
        self.places(countries)

    @cached_property
    def names(self) -> Keys:
        """Given names, of all languages."""
        return Keys(frozenset().union(*(self._lines(f"names/{one}") for one in NEAR)))

    def near_names(self, language: str) -> Keys:
        """Return the given names that people who speak a language have, or their neighbours."""
        near = NEAR.get(list_of(language))
        return self.names if near is None else self._names_of(near)

    def names_beyond(self, language: str) -> Keys:
        """Return the given names of others who live where a language without capitals is spoken."""
        return self._names_of(BEYOND.get(list_of(language), ()))

    def _names_of(self, languages: tuple[str, ...]) -> Keys:
        if languages not in self._near:
            whole = frozenset[str]().union(*(self._lines(f"names/{one}") for one in languages))
            self._near[languages] = Keys(whole)
        return self._near[languages]

    def never(self, language: str) -> frozenset[str]:
        """Return words with a capital letter that name no person: months, countries, languages."""
        return self.not_people(language).whole

    def not_people(self, language: str) -> Keys:
        """Return the same, to be looked up with endings."""
        language = list_of(language)
        if language not in self._never:
            self._never[language] = Keys(self._lines(f"never/{language}"))
        return self._never[language]

    @cached_property
    def public(self) -> Keys:
        """What is in everybody's mouth: networks, brands, institutions, regions."""
        return Keys(self._lines("public"))

    def places(self, countries: tuple[str, ...]) -> Keys:
        """Return the settlements of these countries."""
        if countries not in self._of_countries:
            whole = frozenset[str]().union(*(self._lines(f"places/{one}") for one in countries))
            self._of_countries[countries] = Keys(whole)
        return self._of_countries[countries]

    def words(self, language: str) -> frozenset[str]:
        """Return everyday words of a language, among them all that look like a name."""
        language = list_of(language)
        if language not in self._words:
            self._words[language] = self._lines(f"words/{language}")
        return self._words[language]

    def words_in_forms(self, language: str) -> Keys:
        """Return the same, to be looked up with endings."""
        return keys_of(self.words(language))

    def is_word(self, text: str, language: str) -> bool:
        """Return whether `text` is an everyday word."""
        return self.is_word_key(fold(text), language)

    def is_word_key(self, key: str, language: str) -> bool:
        """Return whether the key of a text is that of an everyday word."""
        return key in self.words(language)

    def _lines(self, name: str) -> frozenset[str]:
        return frozenset((self._read(name) or "").splitlines()[1:])

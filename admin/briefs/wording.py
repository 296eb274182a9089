"""Words of security work in a brief: what everybody can read must not make suspects of anybody.

Wordings of the round have passed `consult check`; this finds what an added statement brought in,
and what has been put on a list since.
"""

from collections.abc import Callable, Iterator, Sequence

import msgspec

from admin.briefs.model import Brief
from admin.canvas import Picture
from dialogs.internal_words import InternalWords

OnWords = Callable[[Sequence[str]], None]
"""Is told each sentence that holds such a word; raises BriefError where that must not be."""


def internal_words_in(brief: Brief, lists: InternalWords) -> tuple[str, ...]:
    """Return what is to be said of each text of a brief that holds an internal word."""
    languages = tuple(filter(None, dict.fromkeys((brief.language, brief.label_language))))
    found = {}
    for text in dict.fromkeys(texts_of(brief)):
        hits = (lists.find(text, language) for language in languages)
        if hit := next((hit for hit in hits if hit), None):
            found[text] = f"“{hit.found}” in “{text}”. Write instead: {hit.instead}."
    return tuple(found.values())


def texts_of(value: object) -> Iterator[str]:
    """Yield every text below a value; of a chart, the words for those who cannot see it."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Picture):
        yield value.alt
    elif isinstance(value, tuple):
        for each in value:
            yield from texts_of(each)
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from texts_of(getattr(value, name))

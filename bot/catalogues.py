"""Reads the interface catalogues: one `.po` file a language, shipped with `dialogs`.

What a catalogue must hold is what the English one holds. A language that lacks a message is not
spoken at all, since a participant would come to the gap.
"""

from importlib.resources import files
from importlib.resources.abc import Traversable

from admin.catalogues import (
    SOURCE,
    CatalogueState,
    catalogue_of,
    languages,
    review_of,
    source_of,
    state_of,
)
from dialogs.round import Review
from dialogs.texts import Texts

LOCALES = files("dialogs") / "locales"
DOMAIN = "consult"


def load_texts(locales: Traversable = LOCALES) -> Texts:
    """Return the interface texts of every language that has a complete catalogue.

    Why another one is not there is told by `Texts.require`.
    """
    texts = {tag: catalogue_of(source).texts for tag, source in _sources(locales).items()}
    wanted = texts[SOURCE].keys()
    missing = {tag: len(wanted - said.keys()) for tag, said in texts.items()}
    return Texts(
        {tag: said for tag, said in texts.items() if not missing[tag]},
        {tag: f"{count} of {len(wanted)}" for tag, count in missing.items() if count},
    )


def review_states() -> dict[str, Review]:
    """Return, by language, whether a person has confirmed the catalogue."""
    return {tag: review_of(source) for tag, source in _sources(LOCALES).items()}


def catalogue_states(locales: Traversable = LOCALES) -> dict[str, CatalogueState]:
    """Return, by language, how far each catalogue is."""
    sources = _sources(locales)
    wanted = catalogue_of(sources[SOURCE]).messages
    return {tag: state_of(source, wanted) for tag, source in sources.items()}


def _sources(locales: Traversable) -> dict[str, str]:
    return {tag: source_of(locales, tag, DOMAIN) for tag in languages(locales, DOMAIN)}

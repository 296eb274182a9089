"""Reads the interface catalogues: one `.po` file a language, shipped with `dialogs`."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from dialogs.round import Review
from dialogs.texts import Texts

LOCALES = files("dialogs") / "locales"


def load_texts() -> Texts:
    """Return the interface texts of every language that has a catalogue."""
    return Texts({tag: _texts(catalogue) for tag, catalogue in _catalogues().items()})


def review_states() -> dict[str, Review]:
    """Return, by language, whether a person has confirmed the catalogue."""
    return {tag: _state(catalogue) for tag, catalogue in _catalogues().items()}


def _catalogues() -> dict[str, Catalog]:
    return {folder.name: _read(folder) for folder in LOCALES.iterdir() if folder.is_dir()}


def _read(folder: Traversable) -> Catalog:
    return read_po(BytesIO((folder / "LC_MESSAGES" / "consult.po").read_bytes()))


def _texts(catalogue: Catalog) -> dict[str, str]:
    return {str(each.id): str(each.string) for each in catalogue if each.id and each.string}


def _state(catalogue: Catalog) -> Review:
    headers = {name.lower(): value for name, value in catalogue.mime_headers}
    return Review(headers.get("x-review-state", Review.DRAFTED))

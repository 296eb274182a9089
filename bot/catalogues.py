"""Reads the interface catalogues: one `.po` file a language, shipped with `dialogs`."""

import datetime as dt
import re
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from msgspec import Struct

from dialogs.round import Review
from dialogs.texts import Texts

LOCALES = files("dialogs") / "locales"

_STATE = re.compile(r'^"X-Review-State: (.*)\\n"$', re.MULTILINE)
_REVIEWED = re.compile(r"reviewed by (?P<by>\S.*) on (?P<on>\d{4}-\d\d-\d\d)")


class CatalogueState(Struct, frozen=True, kw_only=True):
    """How far a catalogue is.

    Attributes:
        messages, translated: how many there are, and how many of them have a wording.
        review: whether a speaker has confirmed it.
        by, on: who (role and organisation) and when; empty and None for a draft.
    """

    messages: int
    translated: int
    review: Review = Review.DRAFTED
    by: str = ""
    on: dt.date | None = None


def load_texts() -> Texts:
    """Return the interface texts of every language that has a catalogue."""
    return Texts({folder.name: _texts(_read(folder)) for folder in _folders()})


def review_states() -> dict[str, Review]:
    """Return, by language, whether a person has confirmed the catalogue."""
    return {folder.name: state_of(_source(folder)).review for folder in _folders()}


def catalogue_states() -> dict[str, CatalogueState]:
    """Return, by language, how far each catalogue is."""
    return {folder.name: state_of(_source(folder), _read(folder)) for folder in _folders()}


def state_of(source: str, catalogue: Catalog | None = None) -> CatalogueState:
    """Return how far a catalogue is, as its header `X-Review-State` says.

    It is `drafted`, or `reviewed by <role, organisation> on <date>`; all else is a draft. Babel
    keeps no headers that it does not know, so this one is read from the file itself.
    """
    messages = [each for each in catalogue or () if each.id]
    header = _STATE.search(source)
    reviewed = _REVIEWED.fullmatch(header[1]) if header else None
    day = _day(reviewed["on"]) if reviewed else None
    return CatalogueState(
        messages=len(messages),
        translated=sum(bool(each.string) and not each.fuzzy for each in messages),
        review=Review.REVIEWED if day else Review.DRAFTED,
        by=reviewed["by"] if reviewed and day else "",
        on=day,
    )


def _folders() -> list[Traversable]:
    return sorted((each for each in LOCALES.iterdir() if each.is_dir()), key=lambda one: one.name)


def _read(folder: Traversable) -> Catalog:
    return read_po(BytesIO(_source(folder).encode()))


def _source(folder: Traversable) -> str:
    return (folder / "LC_MESSAGES" / "consult.po").read_text(encoding="utf-8")


def _texts(catalogue: Catalog) -> dict[str, str]:
    return {str(each.id): str(each.string) for each in catalogue if each.id and each.string}


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None

"""Reads the interface catalogues: one `.po` file a language, shipped with `dialogs`.

What a catalogue must hold is what the English one holds. A message without a wording, or with one
that is marked fuzzy, is not translated; a language that lacks one is not spoken at all, since a
participant would come to the gap.
"""

import datetime as dt
import re
from collections.abc import Collection
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from msgspec import Struct

from dialogs.round import Review
from dialogs.texts import Texts

LOCALES = files("dialogs") / "locales"
SOURCE = "en"

_STATE = re.compile(r'^"X-Review-State: (.*)\\n"$', re.MULTILINE)
_REVIEWED = re.compile(r"reviewed by (?P<by>\S.*) on (?P<on>\d{4}-\d\d-\d\d)")


class CatalogueState(Struct, frozen=True, kw_only=True):
    """How far a catalogue is.

    Attributes:
        messages, translated: how many there must be, and how many of them have a wording.
        fuzzy: how many have a wording of an earlier English message, to be looked at.
        review: whether a speaker has confirmed it.
        by, on: who (role and organisation) and when; empty and None for a draft.
    """

    messages: int
    translated: int
    fuzzy: int = 0
    review: Review = Review.DRAFTED
    by: str = ""
    on: dt.date | None = None

    @property
    def complete(self) -> bool:
        """Whether the bot can speak the language."""
        return self.translated == self.messages


def load_texts(locales: Traversable = LOCALES) -> Texts:
    """Return the interface texts of every language that has a complete catalogue.

    Why another one is not there is told by `Texts.require`.
    """
    texts = {folder.name: _texts(_read(folder)) for folder in _folders(locales)}
    wanted = texts[SOURCE].keys()
    missing = {tag: len(wanted - said.keys()) for tag, said in texts.items()}
    return Texts(
        {tag: said for tag, said in texts.items() if not missing[tag]},
        {tag: f"{count} of {len(wanted)}" for tag, count in missing.items() if count},
    )


def review_states() -> dict[str, Review]:
    """Return, by language, whether a person has confirmed the catalogue."""
    return {folder.name: state_of(_source(folder)).review for folder in _folders(LOCALES)}


def catalogue_states(locales: Traversable = LOCALES) -> dict[str, CatalogueState]:
    """Return, by language, how far each catalogue is."""
    wanted = _texts(_read(locales / SOURCE)).keys()
    return {
        folder.name: state_of(_source(folder), _read(folder), wanted)
        for folder in _folders(locales)
    }


def state_of(
    source: str, catalogue: Catalog | None = None, wanted: Collection[str] = ()
) -> CatalogueState:
    """Return how far a catalogue is with the messages `wanted`, and what its header says of it.

    The review state (`X-Review-State`) is `drafted`, or `reviewed by <role, organisation> on
    <date>`; all else is a draft. Babel keeps no headers that it does not know, so this one is read
    from the file itself.
    """
    messages = [each for each in catalogue or () if each.id in wanted]
    header = _STATE.search(source)
    reviewed = _REVIEWED.fullmatch(header[1]) if header else None
    day = _day(reviewed["on"]) if reviewed else None
    return CatalogueState(
        messages=len(wanted),
        translated=sum(bool(each.string) and not each.fuzzy for each in messages),
        fuzzy=sum(bool(each.string) and each.fuzzy for each in messages),
        review=Review.REVIEWED if day else Review.DRAFTED,
        by=reviewed["by"] if reviewed and day else "",
        on=day,
    )


def _folders(locales: Traversable) -> list[Traversable]:
    return sorted((each for each in locales.iterdir() if each.is_dir()), key=lambda one: one.name)


def _read(folder: Traversable) -> Catalog:
    return read_po(BytesIO(_source(folder).encode()))


def _source(folder: Traversable) -> str:
    return (folder / "LC_MESSAGES" / "consult.po").read_text(encoding="utf-8")


def _texts(catalogue: Catalog) -> dict[str, str]:
    said = (each for each in catalogue if each.id and each.string and not each.fuzzy)
    return {str(each.id): str(each.string) for each in said}


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None

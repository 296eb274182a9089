"""Reads gettext catalogues: `LANGUAGE/LC_MESSAGES/DOMAIN.po` in a folder of locales.

A message without a wording, or with one that is marked fuzzy, is not translated.
"""

import datetime as dt
import re
from collections.abc import Collection
from functools import cache
from importlib.resources.abc import Traversable
from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from msgspec import Struct

from dialogs.round import Review

SOURCE = "en"
"""The language of the code: its catalogue has every message."""

_NOTES = ("#:", "#.")
"""What begins lines for translators; it takes Babel a third of its time to read them."""

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
        """Whether everything can be said in the language."""
        return self.translated == self.messages


class Catalogue(Struct, frozen=True):
    """What a catalogue says: single texts, and the forms of those that a number decides.

    Both are found by their English wording, the latter by that for one.
    """

    texts: dict[str, str]
    forms: dict[str, tuple[str, ...]]

    @property
    def messages(self) -> frozenset[str]:
        """The English wordings of all that can be said."""
        return frozenset((*self.texts, *self.forms))


def languages(locales: Traversable, domain: str) -> tuple[str, ...]:
    """Return the languages that have a catalogue."""
    folders = (each.name for each in locales.iterdir() if each.is_dir())
    return tuple(sorted(tag for tag in folders if _file(locales, tag, domain).is_file()))


def source_of(locales: Traversable, language: str, domain: str) -> str:
    """Return a catalogue as it is written."""
    return _file(locales, language, domain).read_text(encoding="utf-8")


def parsed(source: str) -> Catalog:
    """Return the messages of a catalogue with their flags."""
    lines = source.splitlines(keepends=True)
    kept = "".join(line for line in lines if not line.startswith(_NOTES))
    return read_po(BytesIO(kept.encode()))


@cache
def catalogue_of(source: str) -> Catalogue:
    """Return what can be said."""
    return _said(parsed(source))


def _said(messages: Catalog) -> Catalogue:
    texts, forms = {}, {}
    for each in messages:
        if each.id and each.string and not each.fuzzy:
            if isinstance(each.string, str):
                texts[str(each.id)] = each.string
            elif all(each.string):
                forms[each.id[0]] = tuple(each.string)
    return Catalogue(texts, forms)


def state_of(source: str, wanted: Collection[str] = ()) -> CatalogueState:
    """Return how far a catalogue is with the messages `wanted`, and what its header says of it.

    The review state (`X-Review-State`) is `drafted`, or `reviewed by <role, organisation> on
    <date>`; all else is a draft. Babel keeps no headers that it does not know, so this one is read
    from the file itself.
    """
    messages = parsed(source)
    fuzzy = {_id(each.id) for each in messages if each.id and each.fuzzy and each.string}
    by, day = _reviewer(source)
    return CatalogueState(
        messages=len(wanted),
        translated=len(_said(messages).messages & set(wanted)),
        fuzzy=len(fuzzy & set(wanted)),
        review=review_of(source),
        by=by,
        on=day,
    )


def review_of(source: str) -> Review:
    """Return whether a speaker has confirmed a catalogue; only its header is looked at."""
    return Review.REVIEWED if _reviewer(source)[1] else Review.DRAFTED


def _reviewer(source: str) -> tuple[str, dt.date | None]:
    header = _STATE.search(source)
    reviewed = _REVIEWED.fullmatch(header[1]) if header else None
    day = _day(reviewed["on"]) if reviewed else None
    return (reviewed["by"], day) if reviewed and day else ("", None)


def _id(message: object) -> str:
    return str(message[0] if isinstance(message, tuple) else message)


def _file(locales: Traversable, language: str, domain: str) -> Traversable:
    return locales / language / "LC_MESSAGES" / f"{domain}.po"


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None

"""What is known of each country: the age of consent and the help lines, with their sources."""

import datetime as dt
from enum import StrEnum
from importlib.resources import files

import msgspec
import yaml
from msgspec import Struct

_FOLDER = files("dialogs") / "countries"


class Confidence(StrEnum):
    """Of which kind a source is. None of them replaces a confirmation."""

    AUTHORITY = "authority"
    """The law itself, or a page of an authority."""
    OWN = "own"
    """A page of whoever runs the line."""
    SECONDARY = "secondary"
    """Somebody else writes about it."""
    UNKNOWN = "unknown"
    """Nothing reliable was found."""


class ConsentAge(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a law is reported to say; without an age, nothing reliable was found."""

    country: str
    law: str
    age: int | None = None
    source: str = ""
    read_on: dt.date | None = None
    confidence: Confidence


class Line(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A help line as its source names it."""

    country: str
    number: str
    name: str
    run_by: str
    source: str
    read_on: dt.date
    confidence: Confidence
    hours: str = ""
    free: bool | None = None
    recorded: bool | None = None


def consent_ages() -> dict[str, ConsentAge]:
    """Return the rows by country (ISO 3166, XK for Kosovo)."""
    rows = msgspec.convert(_read("consent_ages.yaml"), list[ConsentAge])
    return {row.country: row for row in rows}


def help_lines(country: str) -> list[Line]:
    """Return the lines of a country, none when no source was found."""
    rows = msgspec.convert(_read("help_lines.yaml"), list[Line])
    return [row for row in rows if row.country == country]


def _read(name: str) -> object:
    return yaml.safe_load((_FOLDER / name).read_text(encoding="utf-8"))

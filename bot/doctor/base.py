"""What a check is given, and what it gives.

A check is one file in `checks`, named like what it looks at, with an asynchronous generator `look`
and a first line that says what should be true. They are listed in `checks/__init__.py`.
"""

import datetime as dt
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from msgspec import Struct

from bot.settings import Settings
from dialogs.round import Round
from storage.db import Database
from storage.rounds import RoundRow


class Status(StrEnum):
    """How grave a finding is. A limit is what nobody can promise, however all is set up."""

    OK = "ok"
    LIMIT = "limit"
    WARN = "warn"
    FAIL = "fail"


class Finding(Struct, frozen=True):
    """What was seen, where, and what to do about it (empty when it is fine)."""

    status: Status
    what: str
    where: str = ""
    remedy: str = ""


@dataclass(frozen=True)
class Site:
    """An installation, as the checks see it.

    Attributes:
        settings: its settings.
        now: the time, with its zone.
        round: the round it is to run, if one was named.
        machine: the root of the file system, below which `proc` is.
        database: the database; None when it cannot be opened, and `closed` says why.
        row: what the database knows of the round; None when it was never opened.
        server: the settings of a PostgreSQL server as we may see them, and a few facts beside;
            empty for SQLite.
    """

    settings: Settings
    now: dt.datetime
    round: Round | None = None
    machine: Path = Path("/")
    database: Database | None = None
    closed: str = ""
    row: RoundRow | None = None
    server: Mapping[str, str] = field(default_factory=dict)


Look = Callable[[Site], AsyncIterator[Finding]]


class Check(Struct, frozen=True):
    """One check: its name, what should be true, and what looks."""

    name: str
    summary: str
    look: Look


class Result(Struct, frozen=True):
    """What a check found."""

    check: str
    finding: Finding


def ok(what: str, where: str = "") -> Finding:
    """Return that something is as it should be."""
    return Finding(Status.OK, what, where)


def warn(what: str, where: str, remedy: str) -> Finding:
    """Return what weakens the promise, or what could not be seen."""
    return Finding(Status.WARN, what, where, remedy)


def fail(what: str, where: str, remedy: str) -> Finding:
    """Return what breaks the promise, or keeps the bot from running."""
    return Finding(Status.FAIL, what, where, remedy)

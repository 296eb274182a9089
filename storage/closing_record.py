"""The closing record: what may be known about a closed round beside its answers."""

import datetime as dt

from msgspec import Struct

TALLIES = ("started", "stopped", "declined", "too_young", "withdrawn", "blocked")
"""Counts that every record has, also when nothing was counted."""


class Restore(Struct, frozen=True, kw_only=True):
    """The open round was brought back on the day `restored` from a backup of the day `copied`.

    `lost` responses are gone, and `withdrawn` ones were taken back again as their owners had done;
    None when it cannot be known.
    """

    copied: dt.date
    restored: dt.date
    lost: int | None
    withdrawn: int | None


class Pause(Struct, frozen=True, kw_only=True):
    """Nobody was asked anything from the day `began` to the day `ended`."""

    began: dt.date
    ended: dt.date


class Outage(Struct, frozen=True, kw_only=True):
    """Telegram could not reach us for longer than it keeps messages: some may be lost."""

    began: dt.date
    ended: dt.date


class Mended(Struct, frozen=True, kw_only=True):
    """The question was reworded while people answered.

    `apart` names the questions of the dataset that hold answers to an earlier wording of another
    meaning; when it is empty, all wordings mean the same and are counted together.
    """

    question: str
    apart: tuple[str, ...]


class Moderated(Struct, frozen=True, kw_only=True):
    """What became of the statements that participants had added: how many, in all languages.

    Those that were let through are in the codebook, each with its words, so they are not counted.
    """

    refused: int
    unjudged: int


class ClosingRecord(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`closing.json`. Exact counts stand only here; anything shown goes through disclosure.

    Attributes:
        round, practice, opened, closed: which round, and its days.
        finished: responses in the dataset.
        tallies: by name, then by language.
        unfinished: drafts that were discarded at closing.
        hashes: SHA-256 of each data file, by name.
        software: the version that closed the round.
        kept_unsent: responses in the dataset that nobody had sent, by the round's rule.
        quarantined: responses in the dataset that look like stuffing, by the codebook's rule.
        unreadable: sealed responses that would not open and were given up knowingly.
        unreadable_statements: added statements that would not either.
        restores: each time that the round was brought back from a backup.
        pauses: when it was paused.
        outages: when messages may have been lost.
        mended: questions that were reworded.
        join: SHA-256 of the sealed link from texts to responses, where the round keeps one until
            its themes are counted.
        announced: the closing date that was announced first, when a later one was set.
        moderated: what became of added statements, where the round let people add any.
    """

    round: str
    practice: bool
    opened: dt.date
    closed: dt.date
    finished: int
    tallies: dict[str, dict[str, int]]
    unfinished: int
    hashes: dict[str, str]
    software: str
    kept_unsent: int = 0
    quarantined: int = 0
    unreadable: int = 0
    unreadable_statements: int = 0
    restores: tuple[Restore, ...] = ()
    pauses: tuple[Pause, ...] = ()
    outages: tuple[Outage, ...] = ()
    mended: tuple[Mended, ...] = ()
    announced: dt.date | None = None
    join: str = ""
    moderated: Moderated | None = None

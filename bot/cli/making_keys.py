"""Makes the keys of a round, and sees the words of its holders onto paper and nowhere else."""

import asyncio
import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import typer

from admin.sheets import as_pdf
from bot.catalogues import load_texts
from bot.cli.files import write_new
from bot.clock import Clock
from bot.settings import Settings, SettingsError
from bot.vaults import open_vault
from dialogs.holder_sheet import HolderSheet, holder_sheet
from dialogs.round import Round
from storage import migrate
from storage.db import Database
from storage.holders import RoundKeys
from storage.rounds import KeysMadeError, find_round, make_keys, open_round
from storage.sealing import fingerprint
from storage.shredding import shred


def make(
    round_: Round,
    settings: Settings,
    *,
    holders: int,
    threshold: int,
    folder: Path | None,
    language: str,
) -> None:
    """Make the keys, hand out the words once they are on paper, and open the round.

    Args:
        round_: a round that was never opened.
        settings: where database and vault are.
        holders: how many sheets there are.
        threshold: how many of them open the round together.
        folder: where the files to print go; None to show the words here.
        language: what the sheets are written in.

    Raises:
        KeysMadeError: the round has keys.
        HoldersError: so many holders make no sense.
        SettingsError: no such language, or a file cannot be written.
    """

    async def run() -> None:
        database = Database.open(settings.database)
        try:
            await migrate.at_start(database)
            await _refuse_second(database, round_)
            vault = open_vault(settings)
            keys = make_keys(vault, round_, threshold, holders)
            _hand_out(sheets_of(round_, keys, threshold, language, today), folder, today)
            await open_round(database, vault, round_, today=today, public_key=keys.public_key)
            typer.echo(f"{_named(round_)} is open. Check line: {fingerprint(keys.public_key)}")
        finally:
            await database.close()

    today = Clock.parse(settings.clock).today()
    asyncio.run(run())


def sheets_of(
    round_: Round, keys: RoundKeys, threshold: int, language: str, today: dt.date
) -> list[HolderSheet]:
    """Return one sheet a holder; SettingsError when there is no interface in `language`."""
    texts = load_texts()
    if not texts.knows(language):
        raise SettingsError(f"There is no interface in “{language}”.")
    return [
        holder_sheet(
            round_,
            texts.speaker(language),
            words,
            number=number,
            holders=len(keys.words),
            needed=threshold,
            fingerprint=fingerprint(keys.public_key),
            made=today,
        )
        for number, words in enumerate(keys.words, start=1)
    ]


def write_sheets(sheets: Sequence[HolderSheet], folder: Path, today: dt.date) -> list[Path]:
    """Write a PDF a holder, for its owner alone, and return the files; none is written over.

    When one of them cannot be written, none is left.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    written: list[Path] = []
    try:
        for number, sheet in enumerate(sheets, start=1):
            file = folder / f"holder-{number}.pdf"
            write_new(file, as_pdf(sheet, today))
            written.append(file)
    except BaseException:
        _shred_all(written)
        raise
    return written


def _shred_all(files: Sequence[Path]) -> None:
    for file in files:
        shred(file)


async def _refuse_second(database: Database, round_: Round) -> None:
    if await find_round(database, round_.id) is not None:
        raise KeysMadeError(
            f"round {round_.id} has its keys, and others would open nothing of it. To see whether "
            f"a holder's words belong to it: consult keys test {round_.id}"
        )


def _hand_out(sheets: Sequence[HolderSheet], folder: Path | None, today: dt.date) -> None:
    if folder is None:
        for sheet in sheets:
            typer.echo(f"\n{sheet.practice}\n{sheet.title}\n{' '.join(sheet.words)}")
        _confirm("\nHas each holder written down their words?")
        return
    files = write_sheets(sheets, folder, today)
    try:
        typer.echo(f"Print the {len(files)} files in {folder}, one for each holder.")
        _confirm("Are all of them printed? They are deleted now")
    finally:
        _shred_all(files)


def _confirm(question: str) -> None:
    """Raise SettingsError, which says that nothing has happened, unless the answer is yes."""
    if not typer.confirm(question):
        raise SettingsError(
            "No keys were kept and the round is not open: these words open nothing, throw them "
            "away. When the holders are ready, do the same again."
        )


def _named(round_: Round) -> str:
    return f"Practice round {round_.id}" if round_.practice else round_.id

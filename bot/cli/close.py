"""`consult close`: end a round, open what was sealed, and freeze it as a dataset."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.asking import ask_holders
from bot.clock import Clock
from bot.settings import Settings


def close(
    round_id: Annotated[str, typer.Argument(help="The id of the round.")],
    out: Annotated[Path, typer.Option(help="Folder to write the dataset to.")],
) -> None:
    """Close a round for good. Needs the words of two holders; the bot must be stopped."""
    from storage.closing import close_round  # noqa: PLC0415 - loads pyarrow
    from storage.db import Database  # noqa: PLC0415
    from storage.vault import Vault  # noqa: PLC0415

    settings = Settings()

    async def run() -> int:
        database = Database.open(settings.database)
        try:
            vault = Vault.open(settings.vault)
            words = vault.practice_words(round_id)[:2] or ask_holders()
            today = Clock.parse(settings.clock).today()
            record = await close_round(database, vault, round_id, words, out, today=today)
            return record.finished
        finally:
            await database.close()

    typer.echo(f"{asyncio.run(run())} responses are in {out}.")

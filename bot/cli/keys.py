"""`consult keys new`: make a round's keys and hand their parts to the holders."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.files import read_round
from bot.clock import Clock
from bot.settings import Settings

app = typer.Typer(help="The keys of a round.", no_args_is_help=True)


@app.callback()
def keys() -> None:
    """The keys of a round."""


@app.command("new")
def new(round_file: Annotated[Path, typer.Argument(help="The round (YAML).")]) -> None:
    """Make the key pair of a round and show the holders' words, once.

    Nothing can be read before two of the three holders bring their words. Write each line on
    paper for one holder; the words are shown this once and are kept nowhere.
    """
    from storage import holders, migrate  # noqa: PLC0415
    from storage.db import Database  # noqa: PLC0415
    from storage.rounds import open_round  # noqa: PLC0415
    from storage.vault import Vault  # noqa: PLC0415

    round_, settings = read_round(round_file), Settings()

    async def run() -> None:
        database = Database.open(settings.database)
        try:
            await migrate.upgrade(database)
            vault = Vault.open(settings.vault)
            made = holders.new_round_keys()
            for number, words in enumerate(made.words, start=1):
                typer.echo(f"\nHolder {number}:\n{words}")
            typer.confirm("\nHas each holder written down their words?", abort=True)
            today = Clock.parse(settings.clock).today()
            await open_round(database, vault, round_, today=today, public_key=made.public_key)
        finally:
            await database.close()

    asyncio.run(run())

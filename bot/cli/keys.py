"""`consult keys`: make a round's keys, keep a sealed copy of one, bring it back."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.asking import ask_holders
from bot.cli.files import read_bytes, read_round, write_new
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
            await migrate.at_start(database)
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


@app.command("copy")
def copy(
    round_id: Annotated[str, typer.Argument(help="The id of the round.")],
    out: Annotated[Path, typer.Argument(help="The file to write; it must not exist yet.")],
) -> None:
    """Write a copy of the round's key that only two of its holders can open.

    Keep it away from the vault and from the backups. Without the vault and without this copy, a
    backup of an open round is of no use.
    """
    from bot.cli.carrying import looking_in  # noqa: PLC0415 - SQLAlchemy
    from storage.rounds import get_round  # noqa: PLC0415
    from storage.vault import Vault  # noqa: PLC0415
    from storage.vault_copy import copy_round_key  # noqa: PLC0415

    row = looking_in(lambda database: get_round(database, round_id))
    write_new(out, copy_round_key(Vault.open(Settings().vault), row))
    typer.echo(f"{out}: two holders of {round_id} can open it.")


@app.command("recover")
def recover(copy: Annotated[Path, typer.Argument(help="The sealed copy.")]) -> None:
    """Bring the key of an open round back into a vault that has lost it, with two holders' words.

    Their words can open the answers too: enter them only where you would also close the round.
    """
    from bot.cli.carrying import having  # noqa: PLC0415 - SQLAlchemy
    from storage.vault import Vault  # noqa: PLC0415
    from storage.vault_copy import bring_back  # noqa: PLC0415

    vault, content, words = Vault.open(Settings().vault), read_bytes(copy), ask_holders()
    key = having(lambda database: bring_back(database, vault, content, words))
    typer.echo(f"The vault has the key of {key.round_id} again.")

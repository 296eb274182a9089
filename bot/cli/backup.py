"""`consult backup` and `consult restore`."""

from pathlib import Path
from typing import Annotated

import typer

from bot.clock import Clock
from bot.settings import Settings


def backup(
    out: Annotated[Path, typer.Argument(help="The file to write; it must not exist yet.")],
    to: Annotated[
        list[str] | None, typer.Option(help="Public key of age; CONSULT_BACKUP_TO otherwise.")
    ] = None,
) -> None:
    """Back up the database while the bot runs, encrypted to a public key.

    There are no keys in it, and no unfinished answers. For the key of a round: `consult keys copy`.
    """
    from bot.cli.carrying import looking_in  # noqa: PLC0415 - alembic
    from bot.vaults import open_vault  # noqa: PLC0415
    from storage.operations import Backup, Place  # noqa: PLC0415
    from storage.progress import silent  # noqa: PLC0415

    settings = Settings()
    keys = to or [one for one in (settings.backup_to,) if one]
    operation = Backup(out=str(out), to=tuple(keys))
    vault, today = open_vault(settings), Clock.parse(settings.clock).today()
    typer.echo(
        looking_in(lambda database: operation.perform(Place(database, vault, today, silent)))
    )


def restore(
    source: Annotated[Path, typer.Argument(help="The backup.")],
    identity: Annotated[Path, typer.Option(help="File with the private key of age.")],
    *,
    not_ours: Annotated[
        bool, typer.Option("--not-ours", help="Also if it was not signed with this vault.")
    ] = False,
) -> None:
    """Bring a backup back into a new, empty database.

    The vault stays where it is: its journals say which responses were taken back since, and must
    not return. What was lost is printed here, and later in the methods of the brief.
    """
    from bot.cli.carrying import having  # noqa: PLC0415 - SQLAlchemy
    from bot.vaults import open_vault  # noqa: PLC0415
    from storage.restoring import restore as bring_back  # noqa: PLC0415

    settings = Settings()
    vault, today = open_vault(settings), Clock.parse(settings.clock).today()
    restored = having(
        lambda database: bring_back(
            database, vault, source, identity, today=today, not_ours=not_ours
        )
    )
    typer.echo(_signed(restored.signer, checked=restored.checked and not not_ours))
    for one in restored.rounds:
        typer.echo(f"{one.round_id}, as it was on {one.copied}: {_told(one.lost, one.withdrawn)}")
        if not one.has_key:
            typer.echo("  The vault has no key for it. Before it goes on: consult keys recover")


def _signed(signer: str, *, checked: bool) -> str:
    if checked:
        return "The backup was made with this vault."
    whose = f"It is signed with the key {signer}." if signer else "It is not signed."
    return (
        f"Nobody has checked who made this backup. {whose} Compare that with the key that you "
        "noted when you backed up; if it is another one, throw this database away."
    )


def _told(lost: int | None, withdrawn: int | None) -> str:
    if lost is None:
        return (
            "no journal is left, so nobody knows how many responses since then are lost, and "
            "responses that were taken back since then have returned."
        )
    return f"{lost} responses since then are lost, {withdrawn} withdrawals were repeated."

"""`consult db`: upgrade the database, say whether all is well, and let the bot be another."""

from typing import Annotated

import typer

app = typer.Typer(
    help="Upgrade the database, check it, or give it another bot.", no_args_is_help=True
)


@app.command("upgrade")
def upgrade(
    *,
    before: Annotated[
        bool, typer.Option("--before", help="Only what the old version can live with.")
    ] = False,
    after: Annotated[
        bool, typer.Option("--after", help="Only what is left once no old version runs.")
    ] = False,
) -> None:
    """Bring the tables to what this version needs; with no option, stop the program first.

    To upgrade several workers without a pause: `--before`, replace them one by one, `--after`.
    """
    from bot.cli.carrying import having  # noqa: PLC0415 - SQLAlchemy
    from storage import migrate  # noqa: PLC0415

    part = migrate.Part.ALL
    if before != after:
        part = migrate.Part.BEFORE if before else migrate.Part.AFTER
    made = having(lambda database: migrate.upgrade(database, part))
    typer.echo(f"Made {', '.join(made)}." if made else "Nothing to do.")


@app.command("check")
def check() -> None:
    """Say what is pending or wrong, and the remedy; the exit code is 1 when there is anything."""
    from bot.cli.carrying import looking_in  # noqa: PLC0415 - SQLAlchemy
    from storage.inspection import inspect  # noqa: PLC0415

    findings = looking_in(inspect)
    for finding in findings:
        typer.echo(f"- {finding.what}\n  {finding.remedy}")
    if not findings:
        typer.echo("The database is as it must be.")
    raise typer.Exit(1 if findings else 0)


@app.command("new-bot")
def new_bot() -> None:
    """Let the next bot that is started on this database be another one; stop the old one first.

    Whoever has begun goes on with their answers once they write to the new bot. Nobody is told of
    it, and what was still to be sent by the old bot stays unsent.
    """
    from bot.cli.carrying import having  # noqa: PLC0415 - SQLAlchemy
    from storage import migrate  # noqa: PLC0415
    from storage.db import Database  # noqa: PLC0415
    from storage.heartbeat import forget_bots  # noqa: PLC0415

    async def forget(database: Database) -> None:
        await migrate.check(database)
        await forget_bots(database)

    having(forget)
    typer.echo("The bot that is started next is this database's bot from then on.")

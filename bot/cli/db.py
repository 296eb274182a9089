"""`consult db`: bring the tables up to date, and say whether the database is as it must be."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated

import typer

from bot.settings import Settings
from storage.db import Database

app = typer.Typer(help="The database: upgrade and check.", no_args_is_help=True)


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
    from storage import migrate  # noqa: PLC0415 - alembic

    part = migrate.Part.ALL
    if before != after:
        part = migrate.Part.BEFORE if before else migrate.Part.AFTER

    async def run() -> tuple[str, ...]:
        async with _opened(beside=False) as database:
            return await migrate.upgrade(database, part)

    made = asyncio.run(run())
    typer.echo(f"Made {', '.join(made)}." if made else "Nothing to do.")


@app.command("check")
def check() -> None:
    """Say what is pending or wrong, and the remedy; the exit code is 1 when there is anything."""
    from storage.inspection import inspect  # noqa: PLC0415 - alembic

    async def run() -> bool:
        async with _opened(beside=True) as database:
            findings = await inspect(database)
        for finding in findings:
            typer.echo(f"- {finding.what}\n  {finding.remedy}")
        return bool(findings)

    found = asyncio.run(run())
    if not found:
        typer.echo("The database is as it must be.")
    raise typer.Exit(1 if found else 0)


@asynccontextmanager
async def _opened(*, beside: bool) -> AsyncIterator[Database]:
    database = Database.open(Settings().database, beside=beside)
    try:
        yield database
    finally:
        await database.close()

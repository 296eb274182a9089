"""Looks at an installation and changes nothing in it."""

import datetime as dt
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from sqlalchemy import make_url, text
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from bot.doctor.base import Finding, Result, Site, Status
from bot.doctor.checks import CHECKS
from bot.redaction import error_of
from bot.settings import Settings
from dialogs.round import Round
from storage.db import Database
from storage.rounds import RoundRow, find_round

_SERVER = text("SELECT name, setting FROM pg_settings")
_FACTS = {
    "slots": "SELECT count(*) FROM pg_replication_slots",
    "replicas": "SELECT count(*) FROM pg_stat_replication",
    "pg_stat_statements": "SELECT count(*) FROM pg_extension WHERE extname = 'pg_stat_statements'",
    "is_remote": "SELECT NOT coalesce(host(inet_client_addr()) IN ('127.0.0.1', '::1'), true)",
    "is_encrypted": "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()",
}
"""Facts that are no settings. A name of ours is never the name of a setting."""


async def examine(
    settings: Settings, round_: Round | None, now: dt.datetime, machine: Path = Path("/")
) -> list[Result]:
    """Return what every check finds; a check that fails itself is a finding, too."""
    async with _site(settings, round_, now, machine) as site:
        return [
            Result(check.name, finding)
            for check in CHECKS.values()
            for finding in await findings_of(check.name, site)
        ]


async def findings_of(name: str, site: Site) -> list[Finding]:
    """Return what one check finds."""
    try:
        return [finding async for finding in CHECKS[name].look(site)]
    except Exception as error:  # noqa: BLE001 - the others go on
        what = f"This check could not look: {error_of(error)}."
        return [Finding(Status.WARN, what, name, "Look yourself, as its name says.")]


@asynccontextmanager
async def _site(
    settings: Settings, round_: Round | None, now: dt.datetime, machine: Path
) -> AsyncIterator[Site]:
    try:
        database = _open(settings)
    except (FileNotFoundError, ValueError, ArgumentError, OSError) as error:
        yield Site(settings, now, round_, machine, closed=str(error))
        return
    try:
        server = {} if database.is_sqlite else await server_of(database)
        row = await _row(database, round_)
    except (SQLAlchemyError, OSError) as error:
        yield Site(settings, now, round_, machine, closed=error_of(error))
    else:
        yield Site(settings, now, round_, machine, database, "", row, server)
    finally:
        await database.close()


def _open(settings: Settings) -> Database:
    url = make_url(settings.database)
    if url.drivername.startswith("sqlite") and not Path(url.database or "").is_file():
        raise FileNotFoundError(f"there is no file {url.database}")
    return Database.open(settings.database, beside=True)


async def _row(database: Database, round_: Round | None) -> RoundRow | None:
    """Return what is known of the round; nothing where the tables are not yet what we read."""
    try:
        return await find_round(database, round_.id) if round_ else None
    except SQLAlchemyError:
        return None


async def server_of(database: Database) -> dict[str, str]:
    """Return the settings of a PostgreSQL server that we may see, and `_FACTS`."""
    async with database.read() as connection:
        known = {name: str(setting) for name, setting in await connection.execute(_SERVER)}
        for name, question in _FACTS.items():
            known[name] = str(await connection.scalar(text(question)))
    return known

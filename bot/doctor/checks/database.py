"""The database can be reached and written, and has the tables of this version."""

from collections.abc import AsyncIterator

from bot.doctor.base import Finding, Site, fail, ok
from bot.redaction import error_of
from bot.startup_checks import StartRefusedError, check_places
from storage import migrate
from storage.migrate import OldTablesError


async def look(site: Site) -> AsyncIterator[Finding]:
    try:
        check_places(site.settings)
    except StartRefusedError as refusal:
        yield fail("The database cannot be written.", "CONSULT_DATABASE", str(refusal))
    if site.database is None:
        remedy = "Check CONSULT_DATABASE. An empty database is filled by: consult db upgrade"
        yield fail(f"The database cannot be opened: {site.closed}.", "CONSULT_DATABASE", remedy)
        return
    try:
        await migrate.check(site.database)
    except OldTablesError as error:
        yield fail(error_of(error), "CONSULT_DATABASE", "Run: consult db upgrade")
    else:
        yield ok("The database is there, with the tables of this version.")

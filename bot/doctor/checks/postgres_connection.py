"""Nobody on the way between the bot and PostgreSQL can read along."""

from collections.abc import AsyncIterator

from bot.doctor.base import Finding, Site, fail, ok


async def look(site: Site) -> AsyncIterator[Finding]:
    if not site.server:
        return
    if site.server["is_remote"] == "True" and site.server["is_encrypted"] != "True":
        remedy = "Add ?sslmode=verify-full to CONSULT_DATABASE, and set up TLS on the server."
        yield fail("The database is elsewhere, and the way to it is open.", "PostgreSQL", remedy)
    else:
        yield ok("The way to the database is closed to others.", "PostgreSQL")

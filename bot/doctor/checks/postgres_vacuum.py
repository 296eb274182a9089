"""PostgreSQL clears rows that were erased out of its files."""

from collections.abc import AsyncIterator

from bot.doctor.base import Finding, Site, fail, ok
from bot.doctor.wanted import Wanted, unlike

_WANTED = (Wanted("autovacuum", "on", "erased rows stay in the files until a round closes"),)


async def look(site: Site) -> AsyncIterator[Finding]:
    if not site.server:
        return
    findings = list(unlike(site.server, _WANTED, fail))
    for finding in findings:
        yield finding
    if not findings:
        yield ok("Erased rows are cleared away.", "PostgreSQL")

"""SQLite writes durably, overwrites what is deleted, and is for its owner alone."""

from collections.abc import AsyncIterator
from pathlib import Path

from bot.doctor.base import Finding, Site, fail, ok

_WANTED = {"journal_mode": "wal", "synchronous": "2", "secure_delete": "1"}
_REMEDY = "The file system or the build of SQLite does not let us set it: use another."


async def look(site: Site) -> AsyncIterator[Finding]:
    if site.database is None or not site.database.is_sqlite:
        return
    file = Path(site.database.engine.url.database or "")
    findings = [
        fail("Others may read the database.", str(each), f"chmod 600 {each}")
        for each in file.parent.glob(f"{file.name}*")
        if each.stat().st_mode & 0o077 and not each.name.endswith(".lock")
    ]
    async with site.database.read() as connection:
        for name, wanted in _WANTED.items():
            got = (await connection.exec_driver_sql(f"PRAGMA {name}")).scalar_one()
            if str(got) != wanted:
                findings.append(fail(f"{name} is {got}, not {wanted}.", str(file), _REMEDY))
    for finding in findings:
        yield finding
    if not findings:
        yield ok("SQLite writes durably, and overwrites what is deleted.", str(file))

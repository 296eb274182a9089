"""There is room for the answers of a busy week."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

from sqlalchemy import make_url

from bot.doctor.base import Finding, Site, fail, ok, warn

NEEDED, COMFORTABLE = 200, 1000
"""Megabytes. A closing rewrites the database, so it needs as much again."""


async def look(site: Site) -> AsyncIterator[Finding]:
    folder = _folder(site)
    if not folder.exists():
        yield fail("There is no such folder.", str(folder), f"mkdir -p {folder}")
        return
    free = shutil.disk_usage(folder).free // 1_000_000
    if free < COMFORTABLE:
        tell = fail if free < NEEDED else warn
        yield tell(f"Only {free} MB are free.", str(folder), "Make room: a full disk takes none.")
    else:
        yield ok(f"{free // 1000} GB are free.", str(folder))


def _folder(site: Site) -> Path:
    url = make_url(site.settings.database)
    if url.drivername.startswith("sqlite") and url.database:
        return Path(url.database).absolute().parent
    return Path.cwd()

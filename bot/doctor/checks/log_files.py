"""Logs are kept for a week: when something happened can tell who it was."""

from collections.abc import AsyncIterator

from bot.doctor.base import Finding, Site, fail, ok, warn
from bot.logs import KEEP_DAYS


async def look(site: Site) -> AsyncIterator[Finding]:
    folder = site.settings.log_folder
    if folder is None:
        yield warn(
            "The log goes to standard error, and whoever collects it decides how long it is kept.",
            "CONSULT_LOG_FOLDER",
            f"Set MaxRetentionSec={KEEP_DAYS}day in journald.conf (or what your collector calls "
            "it), or set CONSULT_LOG_FOLDER.",
        )
    elif folder.exists() and folder.stat().st_mode & 0o077:
        yield fail("Others may read the log.", str(folder), f"chmod 700 {folder}")
    else:
        yield ok(f"The log is kept for {KEEP_DAYS} days.", str(folder))

"""A crash leaves no copy of the memory."""

from collections.abc import AsyncIterator

from bot.core_dumps import limit
from bot.doctor.base import Finding, Site, ok, warn

_OBEYS = ("systemd-coredump",)
"""Programs that store nothing of a process that set its limit to 0, as `serve` does."""


async def look(site: Site) -> AsyncIterator[Finding]:
    file = site.machine / "proc" / "sys" / "kernel" / "core_pattern"
    if not file.exists():
        yield warn("What becomes of crashes cannot be seen here.", str(file), "Look yourself.")
        return
    pattern = file.read_text().strip()
    if pattern.startswith("|") and not any(one in pattern for one in _OBEYS):
        yield warn(
            "The kernel gives crashed processes to a program that may store their memory.",
            pattern.split()[0],
            "sysctl kernel.core_pattern=core (on the host, when this is a container)",
        )
    else:
        shell = "0 here, too" if limit() == 0 else "not 0 for other verbs: ulimit -c 0"
        yield ok(f"`serve` forbids core dumps of itself; the limit is {shell}.", str(file))

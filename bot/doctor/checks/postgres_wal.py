"""PostgreSQL's write-ahead log is recycled, and copied nowhere, so that no order outlives a day."""

from collections.abc import AsyncIterator

from bot.doctor.base import Finding, Site, fail, ok, warn
from bot.doctor.wanted import Wanted, unlike

_SOON = 1024
"""Megabytes of log that a busy day writes over."""

_WANTED = (
    Wanted("archive_mode", "off", "what was erased lives on in the archive of the log"),
    Wanted("wal_keep_size", "0", "old log is kept for others to read"),
)


async def look(site: Site) -> AsyncIterator[Finding]:
    if not site.server:
        return
    findings = list(unlike(site.server, _WANTED, fail))
    if site.server.get("slots", "0") != "0":
        keep = site.server.get("max_slot_wal_keep_size", "-1")
        held = "without limit" if keep == "-1" else f"up to {keep} MB"
        remedy = "Drop it (pg_drop_replication_slot), or erase the copy when the round closes."
        findings.append(fail(f"A replication slot holds the log {held}.", "PostgreSQL", remedy))
    if site.server.get("replicas", "0") != "0":
        remedy = "Close the round without it, then make it anew: its files are its own."
        findings.append(fail("A replica keeps a copy of the log.", "PostgreSQL", remedy))
    if int(site.server.get("max_wal_size", "0")) > _SOON:
        remedy = f"ALTER SYSTEM SET max_wal_size = '{_SOON}MB'"
        findings.append(warn("Much log is kept before it is recycled.", "max_wal_size", remedy))
    if site.server.get("wal_level") == "logical":
        remedy = "ALTER SYSTEM SET wal_level = 'replica', then restart it."
        findings.append(warn("The log holds whole rows for others to read.", "wal_level", remedy))
    for finding in findings:
        yield finding
    if not findings:
        yield ok("The write-ahead log is recycled and archived nowhere.", "PostgreSQL")

"""What PostgreSQL has confirmed survives a power cut, and damage is noticed."""

from collections.abc import AsyncIterator

from bot.doctor.base import Finding, Site, fail, ok, warn
from bot.doctor.wanted import Wanted, unlike

_WANTED = (
    Wanted("fsync", "on", "a power cut loses or destroys answers"),
    Wanted("full_page_writes", "on", "a power cut destroys pages"),
    Wanted("synchronous_commit", ("on", "remote_apply"), "a power cut loses confirmed answers"),
)
_CHECKSUMS = (Wanted("data_checksums", "on", "damage on the disk goes unnoticed"),)


async def look(site: Site) -> AsyncIterator[Finding]:
    if not site.server:
        return
    findings = [*unlike(site.server, _WANTED, fail), *unlike(site.server, _CHECKSUMS, warn)]
    for finding in findings:
        yield finding
    if not findings:
        yield ok("What is confirmed survives a power cut.", "PostgreSQL")

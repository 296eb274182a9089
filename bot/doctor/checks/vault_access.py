"""Only the user who runs the bot can read the vault."""

import os
import stat
from collections.abc import AsyncIterator
from pathlib import Path

from bot.doctor.base import Finding, Site, fail, ok, warn


async def look(site: Site) -> AsyncIterator[Finding]:
    vault = site.settings.vault.absolute()
    if not vault.exists():
        yield warn("There is no vault yet.", str(vault), "`consult keys new` or `serve` makes it.")
        return
    findings = [found for path in (vault, *sorted(vault.rglob("*"))) for found in _of(path)]
    for finding in findings:
        yield finding
    if not findings:
        yield ok("The vault is for its owner alone.", str(vault))


def _of(path: Path) -> list[Finding]:
    facts = path.stat(follow_symlinks=False)
    if stat.S_ISLNK(facts.st_mode):
        return [fail("This is a link.", str(path), "Put the real thing in its place.")]
    found = []
    if facts.st_mode & 0o077:
        wanted = "700" if stat.S_ISDIR(facts.st_mode) else "600"
        remedy = f"chmod {wanted} {path} - and if others had access, treat the keys as known."
        found.append(fail("Others may read this.", str(path), remedy))
    if facts.st_uid != os.geteuid():
        remedy = f"Run this as the user of the bot, or: chown -R USER {path}"
        found.append(fail("This belongs to another user.", str(path), remedy))
    return found

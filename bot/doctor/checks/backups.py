"""Backups are sealed to a key that lies elsewhere, and expire soon after the round."""

from collections.abc import AsyncIterator

from bot.doctor.base import Finding, Site, fail, ok, warn
from storage.age import recipients
from storage.backup_format import BackupError

AFTER = 30
"""Days after a round in which its last backup must have expired."""


async def look(site: Site) -> AsyncIterator[Finding]:
    key = site.settings.backup_to
    if not key:
        remedy = "Make a key elsewhere (age-keygen), and set CONSULT_BACKUP_TO to its public half."
        yield warn("Backups are sealed to nobody yet.", "CONSULT_BACKUP_TO", remedy)
    elif not _is_key(key):
        yield fail("This is no public key of age.", "CONSULT_BACKUP_TO", "It begins with age1.")
    else:
        yield ok("Backups are sealed to a key that lies elsewhere.", "CONSULT_BACKUP_TO")
    yield _expiry(site)


def _is_key(text: str) -> bool:
    try:
        recipients([text])
    except BackupError:
        return False
    return True


def _expiry(site: Site) -> Finding:
    where, kept = "CONSULT_BACKUP_DAYS", site.settings.backup_days
    if not kept:
        remedy = "Find out, also of your host's, and set it. Closing cannot reach into a backup."
        return warn("Nobody has said for how many days backups are kept.", where, remedy)
    if site.round is None:
        return ok(f"Backups are kept for {kept} days.", where)
    begins = site.row.opened if site.row else site.now.date()
    most = max(0, (site.round.closes - begins).days) + AFTER
    if kept > most:
        remedy = f"Let them expire after {most} days at most: the round's length and {AFTER} days."
        return fail(f"Backups are kept for {kept} days, which is too long.", where, remedy)
    return ok(f"Backups are kept for {kept} days, of {most} at most.", where)

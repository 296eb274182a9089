"""The vault lies where no backup, no repository and no cloud takes it along."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

from sqlalchemy import make_url

from bot.doctor.base import Finding, Site, fail, ok
from bot.settings import Settings

_CLOUDS = ("dropbox", "onedrive", "nextcloud", "owncloud", "google drive", "icloud", "mega")
_MARKERS = (".dropbox", ".stfolder", ".nextcloudsync.log", ".owncloudsync.log", ".sync")
_ELSEWHERE = "Move the vault to a folder of its own, such as /var/lib/consult-keys."


async def look(site: Site) -> AsyncIterator[Finding]:
    vault = site.settings.vault.resolve()
    findings = [*_taken_along(vault), *_beside_database(vault, site.settings)]
    findings += _in_backup(vault, site.settings)
    for finding in findings:
        yield finding
    if not findings:
        yield ok("No backup, repository or cloud is known to take the vault along.", str(vault))


def _taken_along(vault: Path) -> Iterator[Finding]:
    for folder in (vault, *vault.parents):
        if (folder / ".git").exists():
            yield fail("The vault lies in a git repository.", str(folder), _ELSEWHERE)
        named = any(cloud in folder.name.lower() for cloud in _CLOUDS)
        if named or any((folder / marker).exists() for marker in _MARKERS):
            yield fail("The vault lies in a folder that is synchronised.", str(folder), _ELSEWHERE)


def _beside_database(vault: Path, settings: Settings) -> Iterator[Finding]:
    url = make_url(settings.database)
    if not url.drivername.startswith("sqlite") or not url.database:
        return
    database = Path(url.database).resolve()
    if database.parent == vault or vault in database.parents:
        yield fail("The database lies in the vault.", str(database), _ELSEWHERE)
    elif database.parent == vault.parent:
        remedy = f"{_ELSEWHERE} Whoever copies {database.parent} has the keys and what they open."
        yield fail("The vault lies beside the database.", str(database.parent), remedy)


def _in_backup(vault: Path, settings: Settings) -> Iterator[Finding]:
    for place in settings.backed_up():
        folder = place.resolve()
        if vault == folder or folder in vault.parents:
            yield fail("The vault lies on the path of a backup.", str(folder), _ELSEWHERE)

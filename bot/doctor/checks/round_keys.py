"""The round has its keys: its holders' public key, and the key of its tags in this vault."""

from collections.abc import AsyncIterator

from bot.doctor.base import Finding, Site, fail, ok, warn
from storage.intake import State
from storage.sealing import fingerprint
from storage.vault import Vault


async def look(site: Site) -> AsyncIterator[Finding]:
    if site.round is None:
        return
    if site.row is None:
        if not site.round.practice:
            remedy = "Run: consult keys new ROUND.yaml --sheets FOLDER"
            yield fail("The round has no keys yet.", site.round.id, remedy)
        return
    if site.row.state in {State.CLOSED, State.CANCELLED}:
        yield ok(f"The round is {site.row.state}; its keys are gone.", site.row.id)
        return
    if not Vault(site.settings.vault).has_round_key(site.row.id):
        remedy = "Point CONSULT_VAULT to the vault of this database, or: consult keys recover COPY"
        yield fail("The vault has no key for the round.", str(site.settings.vault), remedy)
        return
    line = fingerprint(site.row.public_key)
    yield ok(f"The round has its keys. Check line of the sheets: {line}", site.row.id)
    if not site.round.practice:
        yield warn(
            "Nobody can see from here whether the holders still have their sheets.",
            site.row.id,
            f"Ask them, and once before launch: consult keys test {site.row.id}",
        )

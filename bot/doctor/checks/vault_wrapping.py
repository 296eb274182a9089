"""A stolen disk alone opens nothing: the vault's keys are wrapped with a credential."""

from collections.abc import AsyncIterator

from bot.doctor.base import Finding, Site, ok, warn
from bot.vaults import VAULT_KEY, credential
from storage.vault import Vault


async def look(site: Site) -> AsyncIterator[Finding]:
    where = str(site.settings.vault)
    key = credential(site.settings, VAULT_KEY)
    if key is None:
        yield warn(
            "The keys lie on the disk as they are, so the disk itself has to be encrypted.",
            where,
            f"Encrypt it, or pass the credential {VAULT_KEY} (LoadCredentialEncrypted=) and run: "
            "consult keys wrap",
        )
    elif plain := Vault(site.settings.vault).plain_files():
        for file in plain:
            yield warn("This key is not wrapped.", str(file), "Run: consult keys wrap")
    else:
        yield ok(f"The keys are wrapped with {VAULT_KEY}.", where)

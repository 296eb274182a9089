"""An installation in which everything is as it should be, to be spoilt in one place."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

import msgspec

from bot.doctor.base import Finding, Site, Status
from bot.doctor.examining import findings_of
from bot.settings import Settings
from dialogs.round import Round
from storage.vault import Vault
from tests.support.world import EXAMPLE

NOW = dt.datetime(2026, 11, 1, 12, tzinfo=dt.UTC)
REAL = msgspec.structs.replace(EXAMPLE, practice=False, id="evenings")
BACKUP_KEY = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p"


class House:
    """The files of an installation, and its settings."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.machine = folder / "machine"
        self.put("proc/swaps", "Filename Type Size Used Priority\n/dev/zram0 partition 1 0 100\n")
        self.put("proc/sys/kernel/core_pattern", "core\n")
        (folder / "data").mkdir()
        self.token = folder / "token"
        self.token.touch(mode=0o600)
        self.token.write_text("4242:practice-token-for-the-doctor-000000000000")
        self.vault = Vault.open(folder / "keys" / "vault")
        self.values: dict[str, object] = {
            "vault": self.vault.path,
            "database": f"sqlite+aiosqlite:///{folder / 'data' / 'consult.db'}",
            "token_file": self.token,
            "backup_to": BACKUP_KEY,
            "backup_days": 30,
            "log_folder": folder / "logs",
            "confirmations": folder / "confirmations.yaml",
            "telegram_api": "http://127.0.0.1:9",
        }

    def put(self, name: str, content: str) -> None:
        """Write a file of the machine."""
        file = self.machine / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content)

    def settings(self, **changed: object) -> Settings:
        """Return the settings, some of them changed."""
        return Settings.model_validate({**self.values, **changed})

    def site(
        self,
        round_: Round | None = None,
        server: Mapping[str, str] | None = None,
        **changed: object,
    ) -> Site:
        """Return what the checks are given; no database is open."""
        return Site(self.settings(**changed), NOW, round_, self.machine, server=server or {})


async def graver(name: str, site: Site) -> list[Finding]:
    """Return what a check warns of or fails."""
    found = await findings_of(name, site)
    return [one for one in found if one.status in {Status.WARN, Status.FAIL}]


async def told(name: str, site: Site) -> str:
    """Return all that a check says."""
    found = await findings_of(name, site)
    return "\n".join(f"{one.status} {one.what} {one.where} {one.remedy}" for one in found)

"""Each check is content with what is right, and can be made to fail."""

import datetime as dt
import os
import shutil
from collections.abc import Callable

import msgspec
import pytest

from bot.confirmations import add, needed
from bot.doctor.base import Site, Status
from bot.doctor.checks import CHECKS, disk_space
from bot.doctor.examining import findings_of
from bot.practice import PracticeServer
from dialogs.round import Round
from storage import migrate
from storage.db import Database
from storage.holders import new_round_keys
from storage.rounds import find_round, open_round
from tests.bot.doctor.sites import NOW, REAL, House, graver, told
from tests.support.world import EXAMPLE

ELSEWHERE = {"database", "sqlite_settings", "clock", "round_keys"}
"""Checks that need more than files; below."""


def _loose_vault(house: House) -> Site:
    house.vault.draft_key()
    (house.vault.path / "session.key").chmod(0o640)
    return house.site()


def _linked_vault(house: House) -> Site:
    (house.vault.path / "session.key").symlink_to("/dev/null")
    return house.site()


def _foreign_vault(house: House) -> Site:
    os.chown(house.vault.path, 65534, -1)
    return house.site()


def _in_git(house: House) -> Site:
    (house.vault.path.parent / ".git").mkdir()
    return house.site()


def _synchronised(house: House) -> Site:
    (house.folder / ".stfolder").mkdir()
    return house.site()


def _in_cloud(house: House) -> Site:
    cloud = house.folder / "Nextcloud"
    cloud.mkdir()
    shutil.move(house.vault.path, cloud / "vault")
    return house.site(vault=cloud / "vault")


def _in_backup(house: House) -> Site:
    return house.site(backup_paths=f"/srv{os.pathsep}{house.folder / 'keys'}")


def _beside(house: House) -> Site:
    return house.site(database=f"sqlite+aiosqlite:///{house.folder / 'keys' / 'consult.db'}")


def _inside(house: House) -> Site:
    return house.site(database=f"sqlite+aiosqlite:///{house.vault.path / 'consult.db'}")


def _half_wrapped(house: House) -> Site:
    house.vault.draft_key()
    credentials = house.folder / "credentials"
    credentials.mkdir()
    (credentials / "consult.vault-key").write_bytes(bytes(range(32)))
    return house.site(credentials=credentials)


def _swap(area: str) -> Callable[[House], Site]:
    def spoil(house: House) -> Site:
        house.put("proc/swaps", f"Filename Type\n{area} partition 1 0 -2\n")
        return house.site()

    return spoil


def _crash_collector(house: House) -> Site:
    house.put("proc/sys/kernel/core_pattern", "|/usr/share/apport/apport -p%p\n")
    return house.site()


def _unseen(house: House) -> Site:
    shutil.rmtree(house.machine)
    return house.site()


def _loose_token(house: House) -> Site:
    house.token.chmod(0o644)
    return house.site()


def _loose_logs(house: House) -> Site:
    (house.folder / "logs").mkdir(mode=0o755)
    return house.site()


def _launch(round_: Round | None) -> Callable[[House], Site]:
    return lambda house: house.site(round_)


def _with(round_: Round | None = None, **changed: object) -> Callable[[House], Site]:
    return lambda house: house.site(round_, None, **changed)


SPOILT: list[tuple[str, str, Callable[[House], Site], str]] = [
    ("launch", "fail", _launch(REAL), "Nobody has confirmed"),
    ("launch", "warn", _launch(EXAMPLE), "PRACTICE"),
    ("launch", "warn", _launch(None), "consult doctor ROUND"),
    ("vault_access", "fail", _loose_vault, "chmod 600"),
    ("vault_access", "fail", _linked_vault, "link"),
    ("vault_access", "warn", _with(vault="/nowhere/vault"), "no vault yet"),
    ("vault_place", "fail", _in_git, "git repository"),
    ("vault_place", "fail", _synchronised, "synchronised"),
    ("vault_place", "fail", _in_cloud, "synchronised"),
    ("vault_place", "fail", _in_backup, "path of a backup"),
    ("vault_place", "fail", _beside, "beside the database"),
    ("vault_place", "fail", _inside, "lies in the vault"),
    ("vault_wrapping", "warn", _with(), "LoadCredentialEncrypted"),
    ("vault_wrapping", "warn", _half_wrapped, "consult keys wrap"),
    ("backups", "warn", _with(backup_to=""), "CONSULT_BACKUP_TO"),
    ("backups", "fail", _with(backup_to="age1nonsense"), "no public key"),
    ("backups", "warn", _with(backup_days=0), "how many days"),
    ("backups", "fail", _with(round_=REAL, backup_days=400), "too long"),
    ("swap", "fail", _swap("/swapfile"), "swapoff /swapfile"),
    ("swap", "warn", _swap("/dev/dm-1"), "cryptsetup status"),
    ("swap", "warn", _unseen, "cannot be seen"),
    ("core_dumps", "warn", _crash_collector, "apport"),
    ("core_dumps", "warn", _unseen, "cannot be seen"),
    ("disk_space", "fail", _with(database="sqlite+aiosqlite:////nowhere/at.db"), "mkdir -p"),
    ("token_file", "fail", _loose_token, "chmod 600"),
    ("token_file", "fail", _with(token_file=None), "No token"),
    ("health_port", "warn", _with(health_host="0.0.0.0"), "CONSULT_HEALTH_HOST"),  # noqa: S104
    ("log_files", "warn", _with(log_folder=None), "MaxRetentionSec=7day"),
    ("log_files", "fail", _loose_logs, "chmod 700"),
    ("limits", "limit", _with(), "SSD"),
]  # fmt: skip


def test_every_check_has_a_case_that_it_does_not_like() -> None:
    postgres = {name for name in CHECKS if name.startswith("postgres_")}  # see test_postgres
    assert {name for name, *_ in SPOILT} | ELSEWHERE | postgres == set(CHECKS)
    assert all(check.summary.endswith(".") for check in CHECKS.values())


@pytest.mark.parametrize(("name", "status", "spoil", "says"), SPOILT)
async def test_what_is_wrong_is_said_with_a_remedy(
    house: House, name: str, status: str, spoil: Callable[[House], Site], says: str
) -> None:
    site = spoil(house)
    found = await findings_of(name, site)
    assert status in {one.status for one in found}
    assert says in await told(name, site)
    assert all(one.remedy for one in await graver(name, site))


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
async def test_a_vault_of_another_user_is_named(house: House) -> None:
    assert "another user" in await told("vault_access", _foreign_vault(house))


@pytest.mark.parametrize("name", sorted({name for name, *_ in SPOILT} - {"launch", "limits"}))
async def test_what_is_right_is_left_alone(house: House, name: str) -> None:
    house.vault.draft_key()
    credentials = house.folder / "credentials"
    credentials.mkdir()
    (credentials / "consult.vault-key").write_bytes(bytes(range(32)))
    site = house.site(REAL, credentials=credentials)
    if name == "vault_wrapping":
        (house.vault.path / "session.key").unlink()
    assert await graver(name, site) == []
    assert await findings_of(name, site)


async def test_a_confirmed_round_may_be_launched(house: House) -> None:
    short = msgspec.structs.replace(REAL, closes=dt.date(2026, 12, 1))
    for fact in needed(short):
        value = 15 if fact.what == "age" else None
        add(house.folder / "confirmations.yaml", fact, by="a", on=NOW.date(), note="", value=value)
    assert "Nobody has confirmed" not in await told("launch", house.site(short))


async def test_a_full_disk_is_named(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    free = disk_space.NEEDED * 1_000_000 - 1
    usage = type(shutil.disk_usage("/"))(2 * free, free, free)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: usage)
    assert "fail Only 199 MB are free" in await told("disk_space", house.site())


async def test_the_clock_is_compared_with_the_messenger(house: House) -> None:
    now = dt.datetime.now(dt.UTC)
    async with PracticeServer(token=house.token.read_text()) as server:
        site = house.site(telegram_api=server.url)
        right = Site(site.settings, now)
        wrong = Site(site.settings, now + dt.timedelta(hours=2))
        assert await graver("clock", right) == []
        assert "fail The clock is +120 minutes off" in await told("clock", wrong)
    assert "did not tell the time" in await told("clock", house.site())
    assert "practice" in await told("clock", house.site(clock="0 0 1"))


async def test_a_database_that_is_missing_or_old_is_named(house: House) -> None:
    assert "fail The database cannot be opened" in await told("database", house.site())
    database = Database.open(house.settings().database)
    site = Site(house.settings(), NOW, database=database)
    assert "consult db upgrade" in await told("database", site)
    await migrate.upgrade(database)
    assert await graver("database", site) == []
    await database.close()


async def test_sqlite_that_others_may_read_or_that_forgets_is_named(house: House) -> None:
    database = Database.open(house.settings().database)
    await migrate.upgrade(database)
    site = Site(house.settings(), NOW, database=database)
    assert await graver("sqlite_settings", site) == []
    (house.folder / "data" / "consult.db").chmod(0o644)
    assert "chmod 600" in await told("sqlite_settings", site)
    async with database.engine.connect() as connection:
        raw = await connection.get_raw_connection()
        await raw.driver_connection.execute("PRAGMA secure_delete=OFF")  # type: ignore[union-attr]
    assert "fail secure_delete is 0, not 1" in await told("sqlite_settings", site)
    await database.close()


async def test_the_keys_of_a_round_are_looked_for(house: House) -> None:
    settings, keys = house.settings(), new_round_keys()
    assert "consult keys new" in await told("round_keys", house.site(REAL))
    assert await findings_of("round_keys", house.site()) == []
    database = Database.open(settings.database)
    await migrate.upgrade(database)
    await open_round(database, house.vault, REAL, today=NOW.date(), public_key=keys.public_key)
    row = await find_round(database, REAL.id)
    site = Site(settings, NOW, REAL, database=database, row=row)
    assert "ok The round has its keys. Check line of the sheets" in await told("round_keys", site)
    assert "consult keys test evenings" in await told("round_keys", site)
    (house.vault.path / "rounds" / "evenings.key").unlink()
    assert "consult keys recover" in await told("round_keys", site)
    await database.close()


async def test_a_check_that_breaks_is_a_finding_itself(house: House) -> None:
    (house.machine / "proc" / "swaps").write_bytes(b"\xff\xfe")
    [found] = await findings_of("swap", house.site())
    assert found.status is Status.WARN
    assert found.what == "This check could not look: UnicodeDecodeError."

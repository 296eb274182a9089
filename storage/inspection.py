"""Is the database as it must be? What `consult db check` looks at; every finding has a remedy."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import migrate
from storage.db import Database
from storage.migrate import OldTablesError, Part, Pending

_ON_SQLITE: Mapping[str, tuple[str | int, str]] = {
    "journal_mode": ("wal", "Keep the file on a local disk: network drives cannot do WAL."),
    "synchronous": (2, "A power cut could lose answers. Report it: the program sets this itself."),
    "secure_delete": (1, "Erased rows would stay readable. Report it: the program sets this."),
    "foreign_keys": (1, "Report it: the program sets this itself."),
}

_ON_POSTGRES: Mapping[str, str] = {
    "fsync": "A power cut could destroy the database.",
    "full_page_writes": "A power cut could destroy the database.",
    "synchronous_commit": "A power cut could lose answers that were shown as saved.",
}


@dataclass(frozen=True)
class Finding:
    """Something that is not as it must be, and what to do."""

    what: str
    remedy: str


async def inspect(database: Database) -> list[Finding]:
    """Return everything that is wrong; empty when nothing is."""
    try:
        lacking = await migrate.pending(database)
    except OldTablesError as newer:
        return [Finding(str(newer), "Install the newer version, or restore a backup.")]
    found = list(_changes_to_make(lacking))
    async with database.read() as connection:
        if not lacking.revisions:
            found += await _tables(connection)
        found += await (_sqlite(connection) if database.is_sqlite else _postgres(connection))
    return found


def _changes_to_make(lacking: Pending) -> list[Finding]:
    found = []
    for revision in lacking.revisions:
        if revision.endswith(Part.BEFORE):
            found.append(Finding(f"{revision} is pending.", "Run: consult db upgrade"))
        else:
            found.append(
                Finding(
                    f"{revision} is pending.",
                    "Once no older version of the program runs: consult db upgrade --after",
                )
            )
    return found


async def _tables(connection: AsyncConnection) -> list[Finding]:
    differ = await connection.run_sync(migrate.differences)
    if not differ:
        return []
    return [
        Finding(
            f"The tables differ from what this version expects, in {len(differ)} places.",
            "Somebody changed them by hand. Restore a backup into a new database.",
        )
    ]


async def _sqlite(connection: AsyncConnection) -> list[Finding]:
    found = []
    if not await _is_sound(connection):
        return [
            Finding(
                "The file is damaged.",
                "Stop the bot, keep a copy of the file, and restore a backup into a new one.",
            )
        ]
    orphans = (await connection.exec_driver_sql("PRAGMA foreign_key_check")).all()
    if orphans:
        found.append(Finding(f"{len(orphans)} rows belong to no round.", "Restore a backup."))
    for name, (wanted, remedy) in _ON_SQLITE.items():
        value = (await connection.exec_driver_sql(f"PRAGMA {name}")).scalar_one()
        if value != wanted:
            found.append(Finding(f"{name} is {value}, not {wanted}.", remedy))
    return found


async def _is_sound(connection: AsyncConnection) -> bool:
    try:
        said = (await connection.exec_driver_sql("PRAGMA integrity_check")).scalars().all()
    except DatabaseError:  # damage that the check itself trips over
        return False
    return list(said) == ["ok"]


async def _postgres(connection: AsyncConnection) -> list[Finding]:
    found = []
    for name, reason in _ON_POSTGRES.items():
        value = (await connection.execute(text(f"SHOW {name}"))).scalar_one()
        if value == "off":
            found.append(
                Finding(f"{name} is off. {reason}", f"Set {name} = on in postgresql.conf, reload.")
            )
    broken = await connection.scalar(
        text("SELECT count(*) FROM pg_index WHERE NOT indisvalid OR NOT indisready")
    )
    if broken:
        found.append(Finding(f"{broken} indexes are not valid.", "Run: REINDEX DATABASE"))
    return found

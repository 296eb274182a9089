"""Settings around the database that decide how long what was erased can still be found.

Closing rewrites all it can reach. The rest is up to whoever runs the server, so it is shown: each
setting with its value, what it should be, and why. Reading them needs no special role; what a role
may not see counts as unknown, and is not as it should be.
"""

from dataclasses import dataclass

from sqlalchemy import func, select, table, text
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.db import Database


@dataclass(frozen=True)
class Wanted:
    """What a setting should be: one of `values`, the first of which is advised, and why."""

    values: tuple[str, ...]
    why: str


@dataclass(frozen=True)
class ServerSetting:
    """A setting as it is; `value` is None when it cannot be seen or does not exist here."""

    name: str
    value: str | None
    advised: str
    why: str
    is_right: bool


_ON_SQLITE = {
    "secure_delete": Wanted(("1",), "Else erased rows stay readable until the next closing."),
    "journal_mode": Wanted(("wal",), "Another journal is not emptied when a round closes."),
    "temp_store": Wanted(("2",), "Else parts of rows may lie in temporary files."),
}
_LOG = "Else the server's log may repeat what was written."
_WAL = "Else the write-ahead log keeps what was erased."

_ON_POSTGRES = {
    "archive_mode": Wanted(("off",), f"{_WAL} With an archive: expire it after closing."),
    "wal_keep_size": Wanted(("0",), _WAL),
    "wal_recycle": Wanted(
        ("off",), "Else old log files are kept under new names, content and all."
    ),
    "log_statement": Wanted(("none", "ddl"), _LOG),
    "log_min_duration_statement": Wanted(("-1",), _LOG),
    "log_min_duration_sample": Wanted(("-1",), _LOG),
    "log_transaction_sample_rate": Wanted(("0",), _LOG),
    "log_parameter_max_length": Wanted(("0",), _LOG),
    "log_parameter_max_length_on_error": Wanted(("0",), _LOG),
    "log_min_error_statement": Wanted(("panic", "fatal"), _LOG),
    "track_commit_timestamp": Wanted(("off",), "Else each row can be given the second it came in."),
}
_SLOTS = Wanted(("0",), "A replica that is away makes the server keep its write-ahead log.")
_STANDBYS = Wanted(("0",), "A replica has files of its own: close the round, then make it anew.")


async def server_settings(database: Database) -> list[ServerSetting]:
    """Return all settings that matter, in a fixed order; nothing is changed."""
    async with database.read() as connection:
        if database.is_sqlite:
            return [
                _judged(name, await _pragma(connection, name), wanted)
                for name, wanted in _ON_SQLITE.items()
            ]
        found = [
            _judged(name, await _shown(connection, name), wanted)
            for name, wanted in _ON_POSTGRES.items()
        ]
        slots = await _count(connection, "pg_replication_slots")
        standbys = await _count(connection, "pg_stat_replication")
    return [
        *found,
        _judged("replication slots", slots, _SLOTS),
        _judged("replicas", standbys, _STANDBYS),
    ]


def _judged(name: str, value: str | None, wanted: Wanted) -> ServerSetting:
    return ServerSetting(name, value, wanted.values[0], wanted.why, value in wanted.values)


async def _pragma(connection: AsyncConnection, name: str) -> str:
    return str((await connection.exec_driver_sql(f"PRAGMA {name}")).scalar_one())


async def _shown(connection: AsyncConnection, name: str) -> str | None:
    value: str | None = await connection.scalar(
        text("SELECT setting FROM pg_settings WHERE name = :name"), {"name": name}
    )
    return value


async def _count(connection: AsyncConnection, view: str) -> str:
    return str(await connection.scalar(select(func.count()).select_from(table(view))))

"""Every check. A new one is a new file here and a new name in `_FILES`."""

from types import ModuleType

from bot.doctor.base import Check
from bot.doctor.checks import (
    backups,
    clock,
    core_dumps,
    database,
    disk_space,
    health_port,
    launch,
    limits,
    log_files,
    postgres_connection,
    postgres_durability,
    postgres_traces,
    postgres_vacuum,
    postgres_wal,
    round_keys,
    sqlite_settings,
    swap,
    token_file,
    vault_access,
    vault_place,
    vault_wrapping,
)

_FILES: tuple[ModuleType, ...] = (
    launch,
    vault_access,
    vault_place,
    vault_wrapping,
    round_keys,
    database,
    sqlite_settings,
    postgres_wal,
    postgres_traces,
    postgres_durability,
    postgres_vacuum,
    postgres_connection,
    backups,
    swap,
    core_dumps,
    clock,
    disk_space,
    token_file,
    health_port,
    log_files,
    limits,
)


def _check(file: ModuleType) -> Check:
    name = file.__name__.rpartition(".")[2]
    return Check(name, (file.__doc__ or "").splitlines()[0], file.look)


CHECKS: dict[str, Check] = {check.name: check for check in map(_check, _FILES)}
"""Every check by its name, in the order in which they are told."""

"""How the address of a database is written; known without loading what opens one."""

SQLITE = "sqlite+aiosqlite"
POSTGRES = "postgresql+psycopg"

FORMS = f"use {SQLITE}:///FILE or {POSTGRES}://USER@HOST/NAME"


def is_known(address: str) -> bool:
    """Return whether this is an address of one of the two databases, by how it begins."""
    return address.startswith((f"{SQLITE}:///", f"{POSTGRES}://"))


def is_sqlite(address: str) -> bool:
    """Return whether this is an address of SQLite, of which one process has the file."""
    return address.startswith(SQLITE)


class UnknownDatabaseError(ValueError):
    """What should say where the database is does not say it."""

"""What a person is told when the machine refuses: a file, a folder, the disk, the database.

By the codes of the system and of the databases, which repeat nothing that people wrote.
"""

import errno

_OF_PATHS = {
    errno.ENOENT: "there is no such file or folder. Check the path.",
    errno.ENOTDIR: "a part of this path is a file, and a folder is needed. Check the path.",
    errno.EISDIR: "this is a folder, and a file is needed. Check the path.",
    errno.EEXIST: "this is there already, as something else. Give another name.",
    errno.EACCES: "this user may not read or write it. Run as the user that owns it.",
    errno.EPERM: "this user may not do that here. Run as the user that owns it.",
    errno.EROFS: "this disk can only be read. Choose another place.",
    errno.ENAMETOOLONG: "this name is too long. Give a shorter one.",
}
_OF_DISKS = {
    errno.ENOSPC: "The disk is full. Make room, then do the same again.",
    errno.EDQUOT: "This user may not store more on the disk. Make room, then do the same again.",
}

_SETTING = "CONSULT_DATABASE says where it is."

_OF_SQLITE = {
    "SQLITE_CANTOPEN": "The database cannot be opened: it is no file that this user may write, in "
    f"a folder that this user may write. {_SETTING}",
    "SQLITE_NOTADB": f"The file of the database is none of SQLite. {_SETTING}",
    "SQLITE_CORRUPT": "The file of the database is damaged. Bring a backup back with "
    f"`consult restore`. {_SETTING}",
    "SQLITE_READONLY": f"This user may not write the file of the database. {_SETTING}",
    "SQLITE_FULL": _OF_DISKS[errno.ENOSPC],
    "SQLITE_IOERR": "The disk of the database reports an error. See the log of the system.",
}

_OF_POSTGRES = {
    "": "The database server cannot be reached. Is it running, and is its address right? "
    f"{_SETTING}",
    "28000": f"The database server does not let this user in. {_SETTING}",
    "28P01": f"The database server does not take this password. {_SETTING}",
    "3D000": f"The database server has no database of this name; make it first. {_SETTING}",
    "42501": "The database server does not allow this user to do that. Let the user own the "
    "database; docs/running.md says what else it needs.",
    "53100": "The disk of the database server is full. Make room, then do the same again.",
}


def what_to_do(error: BaseException) -> str:
    """Return what is wrong and the remedy; empty for an error that is none of the machine's."""
    if isinstance(error, OSError):
        return _of_file(error)
    original = getattr(error, "orig", None) or error  # SQLAlchemy wraps the driver's
    kind = getattr(original, "sqlite_errorname", None)
    if isinstance(kind, str):
        return next((said for name, said in _OF_SQLITE.items() if kind.startswith(name)), "")
    if type(original).__module__.startswith("psycopg"):
        return _OF_POSTGRES.get(_state(original), "")
    return ""


def _of_file(error: OSError) -> str:
    if error.errno in _OF_DISKS:
        return _OF_DISKS[error.errno]
    said = _OF_PATHS.get(error.errno or 0)
    return f"{error.filename}: {said}" if said and error.filename else ""


def _state(error: BaseException) -> str:
    """Return the SQLSTATE; empty where no server has answered, "?" for an error of the driver."""
    state = getattr(error, "sqlstate", None)
    if isinstance(state, str):
        return state
    return "" if type(error).__name__ in {"OperationalError", "ConnectionTimeout"} else "?"

"""Files of the vault: for their owner alone, durable, whole or not at all, never written over."""

import os
import stat
from pathlib import Path

from storage.shredding import shred, sync_directory


class VaultError(Exception):
    """The vault is not as it must be; the message says what to do."""


def read(file: Path) -> bytes:
    """Return what is in a file that nobody but its owner may read."""
    refuse_loose(file)
    return file.read_bytes()


def refuse_loose(path: Path) -> None:
    """Raise VaultError when others may read a file or a folder, or when it is a link."""
    mode = path.stat(follow_symlinks=False).st_mode
    if stat.S_ISLNK(mode):
        raise VaultError(f"{path} is a link; the vault must be the real thing")
    wanted = "700" if stat.S_ISDIR(mode) else "600"
    if stat.S_IMODE(mode) & 0o077:
        raise VaultError(
            f"others may read {path} (mode {stat.S_IMODE(mode):o}). "
            f"Run: chmod {wanted} {path} - and if others had access, treat the key as known."
        )


def write_new(file: Path, content: bytes) -> None:
    """Make `file` with `content`, durable, whole or not at all; an existing one stays as it is."""
    draft = file.with_name(f".{file.name}.{os.urandom(4).hex()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        try:
            os.link(draft, file)
        except FileExistsError:
            return
    finally:
        draft.unlink()
    sync_directory(file.parent)


def replace(file: Path, content: bytes) -> None:
    """Put `content` in the place of what a file holds, which is overwritten before it goes.

    When this is interrupted, `file` holds the one or the other, and `leftovers` finds the rest.
    """
    old, new = file.with_name(f".{file.name}.old"), file.with_name(f".{file.name}.new")
    for stale in leftovers(file):
        shred(stale)
    os.link(file, old)
    write_new(new, content)
    new.replace(file)
    sync_directory(file.parent)
    shred(old)


def leftovers(file: Path) -> list[Path]:
    """Return what an interrupted `replace` has left beside a file."""
    beside = [file.with_name(f".{file.name}.{end}") for end in ("old", "new")]
    return [one for one in beside if one.exists()]

"""Files encrypted with age (age-encryption.org), as streams: what goes in is never on a disk.

Whoever makes backups needs the public key alone (`age1…`); the private key lies elsewhere.
"""

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import BinaryIO

from pyrage import (  # type: ignore[import-untyped]  # the package ships no types
    DecryptError,
    IdentityError,
    RecipientError,
    decrypt_io,
    encrypt_io,
    x25519,
)

from storage.backup_format import BackupError


def recipients(texts: Sequence[str]) -> list[x25519.Recipient]:
    """Return the public keys that `texts` write down (`age1…`).

    Raises:
        BackupError: there is none, or one is not a public key.
    """
    if not texts:
        raise BackupError(
            "no key to encrypt to: make one with `age-keygen` on another machine and give its "
            "public half (age1…) with --to or CONSULT_BACKUP_TO"
        )
    try:
        return [x25519.Recipient.from_str(text.strip()) for text in texts]
    except RecipientError:
        raise BackupError("a key to encrypt to is not a public key of age (age1…)") from None


def identities(file: Path) -> list[x25519.Identity]:
    """Return the private keys in a file as `age-keygen` writes it.

    Raises:
        BackupError: it cannot be read or holds none.
    """
    try:
        lines = [line.strip() for line in file.read_text().splitlines()]
        keys = [x25519.Identity.from_str(line) for line in lines if line and line[0] != "#"]
    except (OSError, UnicodeDecodeError, IdentityError):
        keys = []
    if not keys:
        raise BackupError(f"{file} holds no private key of age (AGE-SECRET-KEY-…)")
    return keys


@asynccontextmanager
async def encrypting(out: BinaryIO, to: Sequence[x25519.Recipient]) -> AsyncIterator[BinaryIO]:
    """Give a stream; what is written to it goes into `out` encrypted, complete on leaving."""
    async with _beside(lambda source: encrypt_io(source, out, list(to))) as sink:
        yield sink


@asynccontextmanager
async def _beside(work: Callable[[BinaryIO], None]) -> AsyncIterator[BinaryIO]:
    """Run `work` in a thread on the reading end of a pipe, and give the writing end."""
    read, write = os.pipe()
    task = asyncio.get_running_loop().run_in_executor(None, _with_stream, work, read)
    try:
        with os.fdopen(write, "wb") as sink:
            yield sink
    finally:
        await task


def _with_stream(work: Callable[[BinaryIO], None], handle: int) -> None:
    with os.fdopen(handle, "rb") as source:
        work(source)


class _WrongKeyError(BackupError):
    """Says more than what reading an empty stream says."""


@asynccontextmanager
async def decrypting(source: BinaryIO, keys: Sequence[x25519.Identity]) -> AsyncIterator[BinaryIO]:
    """Give a stream to read what `source` holds. Trust nothing of it before leaving without error.

    Raises:
        BackupError: no key fits, or the file is damaged or cut off.
    """
    read, write = os.pipe()
    task = asyncio.get_running_loop().run_in_executor(None, _decrypt, source, write, keys)
    try:
        with os.fdopen(read, "rb") as stream:
            yield stream
            await asyncio.to_thread(stream.read)
    except BaseException:
        (outcome,) = await asyncio.gather(task, return_exceptions=True)
        if isinstance(outcome, _WrongKeyError):
            raise outcome from None
        raise
    await task


def _decrypt(source: BinaryIO, write: int, keys: Sequence[x25519.Identity]) -> None:
    with os.fdopen(write, "wb") as sink:
        try:
            decrypt_io(source, sink, list(keys))
        except DecryptError:
            raise _WrongKeyError(
                "this private key does not open the backup, or it is not a backup"
            ) from None
        except OSError:
            raise BackupError("the backup is damaged or cut off. Use another one.") from None

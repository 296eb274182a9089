"""The second copy of a round's key, sealed to the round's holders.

A restored database is of no use without the key that makes tags: everybody could take part again.
The copy is sealed to the public key of the round itself, so it needs what closing needs: the words
of two holders, and nobody has one more secret to keep. It opens nothing that was said. When the
round is over and the holders burn their sheets, every copy is a locked box without a key.

To open it, the words are typed while the round is still open: do that on a machine you would also
close the round on. The key of drafts is not in it: with a new vault, people who were in the middle
begin again, statements that participants have added are lost, and the holders of one round can
open nothing of another.
"""

from collections.abc import Sequence

import msgspec
from msgspec import Struct
from sqlalchemy import delete

from storage.db import Database
from storage.holders import HolderWordsError, combine
from storage.rounds import RoundRow
from storage.sealing import SUITES, KeyPair, PublicKey, SealError
from storage.tables import draft, outbox, promise, statement
from storage.tags import RoundKey
from storage.vault import Vault, VaultError

FORMAT = 1
_PLACE = b"the key of the round"
"""Stands where a response has its row key, which is 32 bytes: one can never pass for the other."""


class VaultCopy(Struct, frozen=True, kw_only=True):
    """The file: which round, and the sealed key."""

    format: int
    round: str
    box: bytes


def copy_round_key(vault: Vault, row: RoundRow) -> bytes:
    """Return the sealed copy of a round's key, to be kept away from vault and backups.

    Raises:
        VaultError: the vault has no such key.
    """
    key = vault.round_key(row.id)
    box = PublicKey.from_bytes(row.public_key).seal(row.id, _PLACE, key.secret)
    return msgspec.json.format(msgspec.json.encode(VaultCopy(format=FORMAT, round=row.id, box=box)))


async def bring_back(
    database: Database, vault: Vault, content: bytes, words: Sequence[str]
) -> RoundKey:
    """Put the key in a sealed copy back into the vault, and return it.

    When the vault is new it has no key for what the server could read: drafts, screens and letters
    on their way, added statements. These are erased, so that people can begin again.

    Raises:
        VaultError: this is no copy, or the round has ended.
        HolderWordsError: the words are not those of the round's holders.
    """
    copy = _read(content)
    pair = KeyPair.from_seed(combine(words), suite=copy.box[0])
    try:
        key = RoundKey(copy.round, pair.open(copy.round, _PLACE, copy.box))
    except SealError:
        raise HolderWordsError(
            f"these words are right, but they are not those of round {copy.round}"
        ) from None
    vault.bring_back(key)
    if not vault.has_draft_key():
        async with database.begin() as connection:
            for unreadable in (draft, promise, outbox, statement):
                await connection.execute(delete(unreadable))
        vault.draft_key()
    return key


def _read(content: bytes) -> VaultCopy:
    try:
        copy = msgspec.json.decode(content, type=VaultCopy)
    except ValueError:
        copy = None
    if copy is None or copy.format != FORMAT or not copy.box or copy.box[0] not in SUITES:
        raise VaultError("this is not the sealed copy of a round's key, or it is damaged")
    return copy

"""Calling a round off: everything that was said is erased unread, the keys are destroyed.

    open, closing -> cancelled   nothing more is taken, and every row about people is erased
    cancelled                    the keys are destroyed, the database is rewritten, and both checked

Calling it again after an interruption goes on from there.
"""

import datetime as dt

from storage.db import Database
from storage.erasing import count_people, erase_people
from storage.intake import State
from storage.presence import Alone, one_at_a_time
from storage.rounds import NotOpenError, RoundRow, get_round, set_state
from storage.vault import Vault


class NotErasedError(Exception):
    """Something is left of a cancelled round; the message says what, and what to do."""


async def cancel_round(
    database: Database, vault: Vault, round_id: str, *, today: dt.date
) -> RoundRow:
    """Cancel a round and return what is left of it: its name, its wording, its days.

    Raises:
        NotOpenError: its dataset exists, or was already handed over; there is nothing to call off.
        NotErasedError: something could not be erased; call again.
        CompactError: somebody is reading the database; call again.
    """
    async with one_at_a_time(database, Alone.ENDING, round_id):
        row = await get_round(database, round_id)
        if row.state in {State.FROZEN, State.CLOSED}:
            raise NotOpenError(
                f"round {round_id} is {row.state}: its answers are in the dataset already. "
                "To discard them, delete the folder of the dataset."
            )
        if row.state is not State.CANCELLED:
            async with database.begin() as connection:
                await set_state(connection, round_id, State.CANCELLED)
                await erase_people(connection, round_id, State.CANCELLED, today)
        vault.destroy_round(round_id)
        await database.compact()
        await _verify(database, vault, round_id)
        return await get_round(database, round_id)


async def _verify(database: Database, vault: Vault, round_id: str) -> None:
    async with database.read() as connection:
        rows = await count_people(connection, round_id)
    files = vault.files_of(round_id)
    if rows or files:
        raise NotErasedError(
            f"of round {round_id} there are still {rows} rows and {len(files)} files in the vault. "
            f"Run: consult round cancel {round_id}"
        )

"""Who has a draft, by tag alone: the drafts themselves stay closed."""

from sqlalchemy import select

from storage.db import Database
from storage.tables import draft


async def tags_of_drafts(database: Database) -> set[bytes]:
    """Return the tags of everybody who has begun and not finished, in whichever round."""
    async with database.read() as connection:
        return set(await connection.scalars(select(draft.c.tag)))

"""Opening all sealed responses of a round, in memory, when it closes."""

import asyncio
from collections.abc import Sequence

import msgspec
from sqlalchemy import func, select

from dialogs.session import Response
from storage.db import Database
from storage.progress import Progress
from storage.sealing import KeyPair, SealError
from storage.tables import sealed

_BATCH = 500

Row = tuple[bytes, bytes]


async def unseal(
    database: Database, pair: KeyPair, round_id: str, progress: Progress
) -> list[bytes | None]:
    """Return the content of every sealed response, None for each that does not open."""
    of_round = sealed.c.round == round_id
    contents: list[bytes | None] = []
    async with database.read() as connection:
        total = await connection.scalar(select(func.count()).select_from(sealed).where(of_round))
        rows = await connection.stream(select(sealed.c.row_key, sealed.c.box).where(of_round))
        async for batch in rows.partitions(_BATCH):
            pairs = [(key, box) for key, box in batch]
            contents += await asyncio.to_thread(_open_all, pair, round_id, pairs)
            progress("unseal", len(contents), total or 0)
    return contents


def _open_all(pair: KeyPair, round_id: str, rows: Sequence[Row]) -> list[bytes | None]:
    return [_open(pair, round_id, key, box) for key, box in rows]


def _open(pair: KeyPair, round_id: str, key: bytes, box: bytes) -> bytes | None:
    """Return the content when it is a response to this round; anything else is damage."""
    try:
        content = pair.open(round_id, key, box)
        response = msgspec.json.decode(content, type=Response)
    except (SealError, msgspec.MsgspecError, UnicodeDecodeError):
        return None
    return content if response.round == round_id else None

"""Drafts when a round closes: erased, or counted where the round has said so to everybody."""

import datetime as dt
from dataclasses import dataclass

import msgspec
from sqlalchemy import exists, select

from dialogs.drafts import read_draft
from dialogs.path import path
from dialogs.sending import added_statements, unsent
from dialogs.session import Session
from storage.db import Database
from storage.drafts import DraftCipher
from storage.editions import Versions
from storage.rounds import RoundRow
from storage.tables import draft, ledger
from storage.tags import after, round_prefix
from storage.texts import Text


@dataclass(frozen=True)
class Unsent:
    """The drafts of a round: what counts (JSON of `Response`), and how many do not.

    `statements` are those that their writers had added.
    """

    kept: list[bytes]
    statements: list[Text]
    discarded: int


async def settle_drafts(
    database: Database, row: RoundRow, versions: Versions, draft_key: bytes, today: dt.date
) -> Unsent:
    """Return what the drafts of a round come to; nothing is written.

    A draft that is due to be erased, or whose writer has taken part, never counts; one that does
    not open is discarded like the others.
    """
    prefix, cipher = round_prefix(row.id), DraftCipher(draft_key)
    newest = versions[row.version]
    of_round = (draft.c.tag >= prefix, draft.c.tag < after(prefix))
    took_part = exists().where(ledger.c.tag == draft.c.tag)
    due = draft.c.day < today.toordinal() - newest.keep_drafts_days
    kept, statements, total = [], list[Text](), 0
    async with database.read() as connection:
        drafts = select(draft.c.tag, draft.c.box, took_part | due).where(*of_round)
        async for tag, box, never in await connection.stream(drafts):
            total += 1
            session = None if never else _session(cipher, tag, box)
            begun = versions.get(session.version) if session else None
            response = unsent(begun, session) if session and begun else None
            if begun and session and response is not None:
                kept.append(msgspec.json.encode(response))
                added = added_statements(session, path(begun, session))
                statements += [(one.question, one.language, one.text) for one in added]
    return Unsent(kept, statements, total - len(kept))


def _session(cipher: DraftCipher, tag: bytes, box: bytes) -> Session | None:
    content = cipher.try_open(tag, box)
    try:
        return None if content is None else read_draft(content).session
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None

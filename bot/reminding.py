"""Reminds those who have asked for it, once, before their unfinished answers are erased."""

import asyncio
import datetime as dt
import logging
from collections.abc import Callable

from msgspec.structs import replace

from bot.running import Rounds, Running
from dialogs.deadlines import last_day, longest_untouched, reminder_day
from dialogs.drafts import Draft, read_draft, write_draft
from dialogs.letters import Letter
from dialogs.round import Round
from dialogs.screens.reminder import reminder
from dialogs.session import Session
from dialogs.taps import mark_of
from dialogs.texts import Texts
from dialogs.world import Stage
from storage.outbox import Queued
from storage.reminders import Reminded, Reminders, Untouched

log = logging.getLogger(__name__)

EVERY_SECONDS = 1800.0

AFTERNOON = range(13, 16)
"""The hours (UTC) in which a phone may ring: after school in Tirana, before ten in Bishkek."""


class Reminding:
    """Writes reminders for the rounds of a bot, while it runs; the outbox sends them."""

    def __init__(
        self,
        reminders: Reminders,
        rounds: Rounds,
        texts: Texts,
        now: Callable[[], dt.datetime],
    ) -> None:
        self._reminders = reminders
        self._rounds = rounds
        self._texts = texts
        self._now = now

    async def run(self) -> None:
        """Look at once and then twice an hour, until cancelled."""
        while True:
            try:
                await self.look()
            except Exception as error:  # noqa: BLE001 - the database may be away for a while
                log.warning("could not write reminders: %s", type(error))
            await asyncio.sleep(EVERY_SECONDS)

    async def look(self) -> int:
        """Write what is due at this hour; return how many reminders that were."""
        now = self._now()
        if now.hour not in AFTERNOON:
            return 0
        return sum([await self._look_at(one, now.date()) for one in list(self._rounds)])

    async def _look_at(self, running: Running, today: dt.date) -> int:
        round_ = running.round
        if running.stage_on(today) is not Stage.OPEN:
            return 0
        return await self._reminders.write(
            round_.id,
            longest_untouched(round_, today),
            lambda untouched: self._remind(round_, untouched, today),
        )

    def _remind(self, round_: Round, untouched: Untouched, today: dt.date) -> Reminded | None:
        draft = read_draft(untouched.content)
        due, last = reminder_day(round_, untouched.day), last_day(round_, untouched.day)
        if not draft.session.remind or draft.chat is None or due is None:
            return None
        if not due <= today <= last:
            return None
        letter_id = self._reminders.id_of(round_.id, _name(untouched, draft))
        session = replace(draft.session, remind=False)
        prompt = reminder(self._texts.speaker(session.language), last)
        letter = Letter(
            chat=draft.chat,
            prompt=prompt,
            session=_as_buttons_need_it(session),
            round=mark_of(round_.id),
        )
        content = write_draft(Draft(session, draft.screen, letter=letter_id))
        return Reminded(content, letter_id, Queued(letter, repeatable=False, last_day=last))


def _as_buttons_need_it(session: Session) -> Session:
    """Return what buttons say of a session, so that a letter holds no answer."""
    return Session(phase=session.phase, nonce=session.nonce, step=session.step)


def _name(untouched: Untouched, draft: Draft) -> bytes:
    """Return what a second writing of the same reminder would repeat."""
    return f"reminder/1|{draft.session.code}|{untouched.day.isoformat()}".encode()

"""Who has asked for it is reminded once, in the afternoon, in words that give nothing away."""

import asyncio
import dataclasses
import datetime as dt
from collections.abc import AsyncIterator
from itertools import count
from pathlib import Path

import pytest
import pytest_asyncio
from msgspec.structs import replace

from bot.channels.base import Arrival
from bot.inbox import Inbox
from bot.metrics import Metrics
from bot.outbox import OutboxSender
from bot.pace import Pace
from bot.reminding import Reminding
from bot.running import Rounds, Running
from dialogs.drafts import Draft, read_draft
from dialogs.events import Commanded, Incoming, Left, Said, Show
from dialogs.facts import Facts
from dialogs.letters import Letter
from dialogs.prompts import Prompt
from dialogs.session import Session
from dialogs.taps import decode, encode, mark_of
from dialogs.version import version_of
from dialogs.world import Stage
from storage import migrate
from storage.db import Database
from storage.outbox import Outbox
from storage.reminders import Reminders
from storage.retention import erase_expired
from storage.rounds import open_round
from storage.store import SqlStore
from storage.tags import round_prefix, tag
from storage.tickets import ticket_tag
from storage.vault import Vault
from tests.support.edge import BOT, Wire
from tests.support.world import EXAMPLE, TEXTS, SeededChance

USER = "700000001"
BEGAN = dt.datetime(2026, 11, 10, 15, 0, tzinfo=dt.UTC)
DUE = BEGAN + dt.timedelta(days=EXAMPLE.keep_drafts_days - 1)
DAY = dt.timedelta(days=1)
SCREEN = 9


class Trial:
    """A round on SQLite that one person answers, with a clock that the test moves."""

    def __init__(self, database: Database, vault: Vault) -> None:
        key = vault.round_key(EXAMPLE.id)
        self.now = BEGAN
        self.database = database
        self.tag = tag(key, "test", USER)
        self.store = SqlStore(database, vault.draft_key(), self._today)
        self.running = Running(
            EXAMPLE,
            {version_of(EXAMPLE): EXAMPLE},
            tag_of=lambda user: tag(key, "test", user),
            ticket_tag=lambda code: ticket_tag(key, code),
            consent_age=0,
            facts=Facts(reminders=True),
        )
        self.inbox = Inbox(
            self.store,
            Rounds([self.running]),
            texts=TEXTS,
            chance=SeededChance(),
            bot=BOT,
            now=lambda: self.now,
        )
        self.outbox = Outbox(database, vault.draft_key(), BOT)
        reminders = Reminders(database, vault.draft_key(), self.outbox)
        self.reminding = Reminding(reminders, self.inbox.rounds, TEXTS, lambda: self.now)
        self.wire = Wire()
        self.prompt = Prompt(language="en")
        self.session = Session()
        self._ids = count(1)

    def _today(self) -> dt.date:
        return self.now.date()

    async def meet(self, incoming: Incoming, message: int = SCREEN) -> int | None:
        """Let something come in; return the message that the store takes for the screen."""
        arrival = Arrival(
            update_id=next(self._ids),
            user=USER,
            chat=int(USER),
            message_id=message,
            incoming=incoming,
        )
        (delivery,) = await self.inbox.handle([arrival])
        self.session = delivery.session
        for effect in delivery.effects:
            if isinstance(effect, Show):
                self.prompt = effect.prompt
        return delivery.screen

    async def tap(self, words: str) -> None:
        await self.press(self.prompt, self.session, words)

    async def press(
        self, prompt: Prompt, session: Session, words: str, message: int = SCREEN
    ) -> int | None:
        choices = [each for row in prompt.rows for each in row if each.text.endswith(words)]
        tapped = decode(encode(session, choices[0]), locale="en")
        assert tapped is not None
        return await self.meet(tapped, message)

    async def answer(self) -> None:
        """Come as far as the first question."""
        await self.meet(Commanded(name="start", locale="en"))
        for words in ("English", "Go on ➡", "18", "✅ Yes, I take part"):
            await self.tap(words)

    async def ask(self) -> None:
        """Pause and ask to be reminded."""
        await self.meet(Commanded(name="pause"))
        await self.tap("⏰ Remind me once")

    async def draft(self) -> Draft | None:
        async with self.store.begin(BOT) as work:
            drafts = (await work.read(updates=(), tags=(self.tag,), keys=())).drafts
        return read_draft(drafts[self.tag]) if drafts else None

    async def sent(self) -> list[Letter]:
        """Send what waits, and return every letter that was ever sent."""
        sender = OutboxSender(self.outbox, self.wire, Pace(), Metrics(), self._today)
        stop = asyncio.Event()
        running = asyncio.create_task(sender.run(stop))
        while await self._waits():  # noqa: ASYNC110 - of another
            await asyncio.sleep(0.01)
        stop.set()
        await running
        return self.wire.posted

    async def _waits(self) -> bool:
        async with self.outbox.turn() as turn:
            return turn is not None and bool(await turn.waiting(1))

    async def remind(self) -> list[Letter]:
        await self.reminding.look()
        return await self.sent()


@pytest_asyncio.fixture
async def trial(tmp_path: Path) -> AsyncIterator[Trial]:
    database = Database.open(f"sqlite+aiosqlite:///{tmp_path / 'consult.db'}")
    vault = Vault.open(tmp_path / "vault")
    await migrate.upgrade(database)
    await open_round(database, vault, EXAMPLE, today=BEGAN.date())
    yield Trial(database, vault)
    await database.close()


async def test_who_asks_gets_one_letter_that_names_nothing(trial: Trial) -> None:
    await trial.answer()
    await trial.ask()
    assert "once, on 16.11.2026, without naming the topic" in trial.prompt.paragraphs[-1]
    trial.now = DUE
    (letter,) = await trial.remind()
    assert letter.chat == int(USER)
    assert letter.prompt.heading == ""
    (text,) = letter.prompt.paragraphs
    assert text.startswith("⏰ You wanted to be reminded. What you have not sent yet waits here")
    assert text.endswith("until 17.11.2026. Then it is erased.")
    assert not letter.session.answers
    assert letter.round == mark_of(EXAMPLE.id), "its buttons are of this round"
    assert not letter.session.code
    for hours in range(72):
        trial.now = DUE + dt.timedelta(hours=hours)
        assert await trial.reminding.look() == 0


@pytest.mark.parametrize("hour", [*range(13), *range(16, 24)])
async def test_no_phone_rings_at_night_or_in_the_morning(trial: Trial, hour: int) -> None:
    await trial.answer()
    await trial.ask()
    trial.now = DUE.replace(hour=hour)
    assert await trial.reminding.look() == 0


async def test_nobody_else_gets_one_and_no_chat_is_kept(trial: Trial) -> None:
    await trial.answer()
    await trial.meet(Commanded(name="pause"))
    draft = await trial.draft()
    assert draft is not None
    assert draft.chat is None
    trial.now = DUE
    assert await trial.remind() == []


async def test_who_thinks_better_of_it_gets_none(trial: Trial) -> None:
    await trial.answer()
    await trial.ask()
    await trial.tap("Do not remind me")
    draft = await trial.draft()
    assert draft is not None
    assert draft.chat is None
    trial.now = DUE
    assert await trial.remind() == []


async def test_the_days_are_counted_from_the_last_message(trial: Trial) -> None:
    await trial.answer()
    await trial.ask()
    trial.now += 2 * DAY
    await trial.tap("⬅ Back to the question")
    trial.now = DUE
    assert await trial.remind() == []
    trial.now = DUE + 2 * DAY
    assert len(await trial.remind()) == 1


@pytest.mark.parametrize("how", ["stops", "blocks"])
async def test_who_has_gone_gets_none(trial: Trial, how: str) -> None:
    await trial.answer()
    await trial.ask()
    if how == "stops":
        await trial.meet(Commanded(name="stop"))
        await trial.tap("Yes, stop and erase")
    else:
        await trial.meet(Left())
    trial.now = DUE
    assert await trial.remind() == []


async def test_a_round_that_was_closed_meanwhile_reminds_nobody(trial: Trial) -> None:
    await trial.answer()
    await trial.ask()
    trial.inbox.rounds.put(dataclasses.replace(trial.running, stage=Stage.CLOSED))
    trial.now = DUE
    assert await trial.remind() == []


async def test_a_draft_is_erased_on_its_day_whether_reminded_or_not(trial: Trial) -> None:
    await trial.answer()
    await trial.ask()
    trial.now = DUE
    await trial.remind()
    assert await erase_expired(trial.database, (DUE + DAY).date()) == 0
    assert await erase_expired(trial.database, (DUE + 2 * DAY).date()) == 1


async def test_go_on_leads_back_and_takes_the_old_screen_away(trial: Trial) -> None:
    await trial.answer()
    question = trial.prompt
    await trial.ask()
    trial.now = DUE
    (letter,) = await trial.remind()
    screen = await trial.press(letter.prompt, letter.session, "Go on ➡", message=77)
    assert trial.prompt == question
    assert screen == SCREEN  # which is deleted, now that 77 shows the question


async def test_erase_now_asks_and_erases(trial: Trial) -> None:
    await trial.answer()
    await trial.ask()
    trial.now = DUE
    (letter,) = await trial.remind()
    await trial.press(letter.prompt, letter.session, "Erase it now", message=77)
    await trial.tap("Yes, stop and erase")
    assert await trial.draft() is None


async def test_a_second_letter_needs_a_second_wish(trial: Trial) -> None:
    await trial.answer()
    await trial.ask()
    trial.now = DUE
    (letter,) = await trial.remind()
    await trial.press(letter.prompt, letter.session, "Not now", message=77)
    assert trial.prompt.heading == "Take your time"
    trial.now = DUE + 5 * DAY
    assert len(await trial.remind()) == 1
    trial.now = DUE
    await trial.tap("⏰ Remind me once")
    trial.now = DUE + 5 * DAY
    assert len(await trial.remind()) == 2


async def test_who_comes_back_before_the_letter_has_left_gets_none(trial: Trial) -> None:
    await trial.answer()
    await trial.ask()
    trial.now = DUE
    assert await trial.reminding.look() == 1
    await trial.meet(Said(text="hello"))
    assert await trial.sent() == []


async def test_it_speaks_the_language_of_its_reader(trial: Trial) -> None:
    await trial.answer()
    await trial.meet(Commanded(name="language"))
    await trial.tap("Македонски")
    await trial.meet(Commanded(name="pause"))
    await trial.tap("⏰ Потсети ме еднаш")
    trial.now = DUE
    (letter,) = await trial.remind()
    assert letter.prompt.paragraphs[0].startswith("⏰ Сакаше да те потсетиме.")


async def test_after_an_outage_it_is_sent_as_long_as_there_is_a_day_left(trial: Trial) -> None:
    await trial.answer()
    await trial.ask()
    trial.now = DUE + DAY
    assert len(await trial.remind()) == 1


async def test_it_is_never_too_late(trial: Trial) -> None:
    await trial.answer()
    await trial.ask()
    trial.now = DUE + 2 * DAY
    assert await trial.remind() == []


async def test_two_letters_of_one_person_have_two_ids_and_one_has_one(trial: Trial) -> None:
    await trial.answer()
    await trial.ask()
    before = await trial.draft()
    trial.now = DUE
    await trial.reminding.look()
    after = await trial.draft()
    assert before is not None
    assert after is not None
    assert before.letter == b""
    assert after.letter.startswith(round_prefix(EXAMPLE.id))
    assert after.session == replace(before.session, remind=False)
    assert after.chat is None

"""One trial: people answer while the bot is killed again and again, then everything is examined."""

import asyncio
import datetime as dt
import random
import time
from collections import Counter
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from sqlalchemy import select

from bot.catalogues import load_texts
from bot.failpoints import PLACES
from bot.practice import Faults, PracticeClock, PracticeServer
from bot.practice.people import Fate
from bot.practice.personas import make_personas
from dialogs.letters import Letter
from dialogs.prompts import Prompt
from storage import jobs
from storage.db import Database
from storage.jobs import NoRunnerError
from storage.operations import Extend, Operation, Pause, Resume
from storage.outbox import Outbox, Queued
from storage.tables import promise
from storage.vault import Vault
from tests.support.crashing.bot_child import SITE
from tests.support.crashing.children import KILLED, Child, free_port
from tests.support.crashing.people import Patient
from tests.support.world import EXAMPLE, EXAMPLE_TEXT

TOKEN = "4242:practice-token-for-crash-tests-only-0000"
BOT = 4242
FIRST_USER = 1_000_000

START_SECONDS = 15.0
"""For so long we wait for a start, on a busy machine."""

LIFE_SECONDS = 4.0
"""For so long a bot lives at most, when nobody writes to it or its place to die is not reached.

One that has confirmed nothing yet lives longer where there is something to confirm: on a machine so
busy that this takes seconds, a trial of bots that get nothing done would show nothing.
"""

UPDATES_A_PERSON = 24
"""About so many; kills are spread over all of them."""

ELSEWHERE = {
    "polling": {"accepted", "answering", "looking"},
    "webhook": {
        "receiving",
        "received",
        "confirmed",
        "looking",
        "acknowledging",
        "acknowledged",
    },
}
"""Places that an edge never comes to, or only when a round closes."""

WHERE_WRITES_FAIL = {"counting", "counted"}
SELDOM = {
    "acknowledging", "acknowledged", "counting", "counted", "recalling", "recalled", "posting",
    "posted",
}  # fmt: skip
"""Places to which a bot comes a few times in its life at most."""

BREATH = (0.0, 1.0)
"""Seconds of peace before the work is counted. Without them a crowd that tries again and again
would itself shorten the lives of the bots, and bring about the outage that it suffers from."""

PAUSED, RESUMED, EXTENDED = 0.3, 0.4, 0.6
"""After which share of the kills something is done to the round."""

FAR_AHEAD = 40
"""A place to die is reached this often at most before it kills."""

KEPT_SECONDS = 20.0
"""Within so long the last bot draws what others have left owing, and writes down that it has."""

ONCE, AGAIN = "A letter that must not come twice.", "A letter that may come twice."


class Bot(Protocol):
    """Something that runs the product: a process, mostly."""

    def kill(self) -> None:
        """End it at once."""
        ...

    def terminate(self) -> None:
        """Tell it to stop."""
        ...

    async def ended(self, within: float | None = None) -> int | None:
        """Wait for its end; return its exit code, None when it still runs."""
        ...


@dataclass(frozen=True)
class Plan:
    """What a trial is made of.

    `failing` is the share of writes that fail; `speed` is how fast the people's time runs, which
    also says how long the server keeps an update (24 hours of it). With `site`, one of the workers
    is a site of somebody's with the bot in it.
    """

    edge: str
    store: str
    url: str
    workers: int
    people: int
    kills: int
    failing: float = 0.0
    speed: float = 200.0
    seed: int = 1
    site: bool = False


class Trial:
    """A practice server with people, and a bot that is not allowed to live."""

    def __init__(self, plan: Plan, folder: Path) -> None:
        self.plan = plan
        self.folder = folder
        self.kills = 0
        self.died_at: Counter[str] = Counter()
        self.recoveries: list[float] = []
        self.exit_codes: list[int | None] = []
        self.letters: dict[int, int] = {}
        self.bots: list[Bot] = []
        self._trouble: asyncio.Task[None] | None = None
        start = dt.datetime.combine(EXAMPLE.opens, dt.time(6), tzinfo=dt.UTC)
        faults = Faults(plan.seed)
        faults.repeat_updates(0.25, times=2)
        faults.reorder_updates(0.2, within_chats=True)
        self.server = PracticeServer(
            token=TOKEN,
            clock=PracticeClock(start, plan.speed),
            faults=faults,
            webhook_first_delay=0.05,
        )
        personas = make_personas(EXAMPLE, plan.people, seed=plan.seed, evening=0)
        self.people = [
            Patient(
                persona,
                self.server.phone(
                    FIRST_USER + persona.number, language_code=persona.language.partition("-")[0]
                ),
                EXAMPLE,
                load_texts(),
                self.server.clock,
            )
            for persona in personas
        ]
        for person in self.people:
            person.excuses = lambda: self.kills < plan.kills
        self._dice = random.Random(plan.seed)
        self._environment: dict[str, str] = {}
        self._arguments = ["serve", str(folder / "round.yaml")]
        said = dict.fromkeys(EXAMPLE.languages, "…")
        later = EXAMPLE.closes + dt.timedelta(days=7)
        self._operations: list[tuple[float, Operation]] = [
            (PAUSED, Pause(round=EXAMPLE.id, said=said)),
            (RESUMED, Resume(round=EXAMPLE.id)),
            (EXTENDED, Extend(round=EXAMPLE.id, closes=later)),
        ]
        self.url = plan.url or f"sqlite+aiosqlite:///{folder / 'consult.db'}"

    @property
    def finished(self) -> int:
        """How many people are through."""
        return sum(person.fate is not None for person in self.people)

    async def run(
        self,
        report: Callable[["Trial"], None] = lambda _: None,
        trouble: Callable[["Trial"], Coroutine[None, None, None]] | None = None,
    ) -> None:
        """Let everybody answer and every kill happen; at the end the bot is stopped in order."""
        self._prepare()
        await self.server.start()
        self._environment["CONSULT_TELEGRAM_API"] = self.server.url
        async with asyncio.TaskGroup() as tasks:
            self._trouble = trouble and tasks.create_task(trouble(self))
            lives = [tasks.create_task(self._haunt(slot)) for slot in range(self.plan.workers)]
            reporting = tasks.create_task(self._report(report))
            await asyncio.gather(*(self._live(n, each) for n, each in enumerate(self.people)))
            await asyncio.gather(*lives)
            reporting.cancel()
        await self.server.stop()

    def _prepare(self) -> None:
        (self.folder / "round.yaml").write_text(EXAMPLE_TEXT)
        token = self.folder / "token"
        token.touch(mode=0o600)
        token.write_text(TOKEN)
        clock = self.server.clock
        self._environment = {
            "CONSULT_TOKEN_FILE": str(token),
            "CONSULT_DATABASE": self.url,
            "CONSULT_VAULT": str(self.folder / "vault"),
            "CONSULT_HEALTH_PORT": "0",
            "CONSULT_CLOCK": f"{time.time()} {clock.now().timestamp()} {clock.speed}",
        }
        if self.plan.edge == "webhook":
            port = free_port()
            self._environment["CONSULT_WEBHOOK_URL"] = f"http://127.0.0.1:{port}"
            self._environment["CONSULT_WEBHOOK_PORT"] = str(port)
            self._arguments.append("--webhook")

    async def _live(self, number: int, person: Patient) -> None:
        """Let a person begin when as much of the killing is done as of the people."""
        due = self.plan.kills * number / len(self.people) * 0.97
        while self.kills < due:  # noqa: ASYNC110 - the killing is not ours to wait for
            await asyncio.sleep(0.05)
        await person.live()

    async def _haunt(self, slot: int) -> None:
        """Start a bot and kill it, until all kills are done; the last one lives to the end."""
        elsewhere = ELSEWHERE[self.plan.edge] | (set() if self.plan.failing else WHERE_WRITES_FAIL)
        places = [place for place in PLACES if place not in elsewhere]
        while self.kills < self.plan.kills:
            place = self._dice.choice((*places, *[""] * len(places)))
            far = 2 if place in SELDOM else FAR_AHEAD
            order = f"{place}:{self._dice.randint(1, far)}" if place else ""
            starts = self.server.counts.calls["getMe"]
            child = self.start(slot, order)
            if place or self._dice.random() < 0.75:
                await self._started(child, starts)
                code = await self._live_and_work(child, place)
            else:
                code = await child.ended(within=self._dice.uniform(0.0, 0.5))
            if code is None:
                child.kill()
                code, place = await child.ended(), ""
            self._note_death(code, place)
            await self._do_something_to_the_round()
            if self.plan.workers == 1 or self._dice.random() < 0.1:
                await self._write_letters()
        starts = self.server.counts.calls["getMe"]
        last = self.start(slot, "")
        self.bots.append(last)
        await self._started(last, starts)
        while self.finished < len(self.people) or self._busy():
            code = await last.ended(within=0.2)
            if code is not None:
                self.exit_codes.append(code)
                return
            await self._do_something_to_the_round()
        await self._all_kept()
        last.terminate()
        self.exit_codes.append(await last.ended(within=20))

    async def _live_and_work(self, child: Bot, place: str) -> int | None:
        """Let a bot do a random amount of work, or reach the place where it is to die."""
        counts, began = self.server.counts, time.monotonic()
        before = counts.updates_confirmed
        code = await child.ended(within=self._dice.uniform(*BREATH))
        if code is not None:
            return code
        most = 2 * UPDATES_A_PERSON * len(self.people) // self.plan.kills
        enough = counts.updates_confirmed + self._dice.randint(0, most)
        while place or counts.updates_confirmed < enough:
            idle = counts.updates_confirmed == before and len(self.server.account.updates) > 0
            if time.monotonic() > began + (START_SECONDS if idle else LIFE_SECONDS):
                break
            code = await child.ended(within=self._dice.uniform(0.0, 0.03))
            if code is not None:
                return code
        return None

    async def _started(self, child: Bot, starts: int) -> None:
        """Wait until a bot has asked who it is, which is the last thing before it works."""
        until = time.monotonic() + START_SECONDS
        while self.server.counts.calls["getMe"] == starts and time.monotonic() < until:
            if await child.ended(within=0.02) is not None:
                return

    async def _all_kept(self) -> None:
        """Wait until no screen is owed: who died before may have left some to the last one."""
        until = time.monotonic() + KEPT_SECONDS
        database = Database.open(self.url, beside=True)
        try:
            while time.monotonic() < until:
                async with database.read() as connection:
                    if not (await connection.scalars(select(promise.c.tag))).all():
                        return
                await asyncio.sleep(0.2)
        finally:
            await database.close()

    def _busy(self) -> bool:
        """Whether the server still waits for the bot, or letters are still on their way."""
        arrived = sum(len(_letters(person, AGAIN)) > 0 for person in self.people)
        troubled = self._trouble is not None and not self._trouble.done()
        waiting = len(self.server.account.updates)
        return troubled or waiting > 0 or arrived < self._reachable()

    def _reachable(self) -> int:
        blocked = {person.chat for person in self.people if person.fate is Fate.BLOCKED}
        return len(self.letters.keys() - blocked)

    async def confirmed(self, more: int) -> float:
        """Wait until so many more updates are confirmed; return how many seconds it took."""
        began, enough = time.monotonic(), self.server.counts.updates_confirmed + more
        while self.server.counts.updates_confirmed < enough:  # noqa: ASYNC110 - of another
            await asyncio.sleep(0.02)
        return time.monotonic() - began

    def start(self, slot: int, order: str) -> "Bot":
        """Start a bot that dies at the place that `order` names."""
        writes = f" writes:{self.plan.failing}" if self.plan.failing else ""
        environment = {**self._environment, "CONSULT_FAILPOINTS": f"{order}{writes}".strip()}
        is_site = self.plan.site and slot == 0
        arguments = [SITE, self._arguments[1]] if is_site else self._arguments
        return Child(arguments, environment, self.folder / f"worker-{slot}.log")

    def _note_death(self, code: int | None, place: str) -> None:
        self.exit_codes += [] if code == KILLED else [code]
        self.kills += 1
        self.died_at[place or "at random"] += 1
        asyncio.get_running_loop().create_task(self._time_recovery())

    async def _time_recovery(self) -> None:
        """Take the time from a death to the next update that is confirmed."""
        died, kills = time.monotonic(), self.kills
        before = self.server.counts.updates_confirmed
        while self.server.counts.updates_confirmed == before:
            await asyncio.sleep(0.01)
            if self.kills != kills or not len(self.server.account.updates):
                return
        self.recoveries.append(time.monotonic() - died)

    async def _do_something_to_the_round(self) -> None:
        """Ask for the next operation when it is due, as a job for the bots that come."""
        due = self._operations and self._operations[0][0] <= self.kills / max(1, self.plan.kills)
        if not due or not self.server.counts.updates_confirmed:
            return  # as long as no bot has lived, there may be no tables
        next_one = self._operations.pop(0)
        database = Database.open(self.url, beside=True)
        try:
            await jobs.ask(database, next_one[1], today=self.server.clock.now().date())
        except NoRunnerError:
            self._operations.insert(0, next_one)  # no bot has lived for so long; it is asked again
        finally:
            await database.close()

    async def _write_letters(self) -> None:
        """Write two letters to everybody who has just finished."""
        finished = [each.chat for each in self.people if each.fate is Fate.FINISHED]
        new = [chat for chat in finished if chat not in self.letters]
        if not new:
            return
        database = Database.open(self.url)
        try:
            outbox = Outbox(database, Vault.open(self.folder / "vault").draft_key(), BOT)
            async with database.begin() as connection:
                letters = {}
                for chat in new:
                    for words in (ONCE, AGAIN):
                        name = f"{words}|{chat}".encode()
                        id_ = outbox.id_of(EXAMPLE.id, name, outlives=False)
                        letters[id_] = _letter(chat, words)
                await outbox.put(connection, letters)
        finally:
            await database.close()
        self.letters |= dict.fromkeys(new, 1)

    async def _report(self, report: Callable[["Trial"], None]) -> None:
        while True:
            report(self)
            await asyncio.sleep(1)


def _letter(chat: int, words: str) -> Queued:
    letter = Letter(chat=chat, prompt=Prompt(language="en", heading=words))
    last = EXAMPLE.closes + dt.timedelta(days=30)
    return Queued(letter, repeatable=words == AGAIN, last_day=last)


def _letters(person: Patient, words: str) -> list[int]:
    phone = person.phone
    return [each.message_id for each in phone.screen if each.from_bot and words in each.text]

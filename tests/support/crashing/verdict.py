"""Compares what the phones were shown with what lies in the database.

The practice server's transcript is the ledger: what a person saw as saved must be there, once, as
they saw it; what nobody saw as saved must not be.
"""

import json
from collections import Counter
from dataclasses import asdict, dataclass
from statistics import median

import msgspec
import yaml
from sqlalchemy import select

from bot.practice.people import Fate
from bot.practice.transcript import Deleted, Edited, Said, ScreenMessage, Shown, Tapped
from dialogs.answers import Outcome
from dialogs.codes import find_code, row_key
from dialogs.session import Response
from storage.db import Database
from storage.holders import combine
from storage.sealing import KeyPair
from storage.tables import ledger, promise, round_table, sealed
from storage.tags import tag
from storage.unsealing import unseal
from storage.vault import Vault
from tests.support import transcripts
from tests.support.crashing.people import Patient
from tests.support.crashing.trial import AGAIN, ONCE, Trial
from tests.support.datasets import Row
from tests.support.world import EXAMPLE, EXAMPLE_TEXT, TEXTS

BELOW = -1
"""The place of a new message, beside the numbers of those that are there."""

FEW_IN_A_SHORT_TRIAL = 2
"""One in a thousand says nothing where there are a few hundred messages."""

SAVED = {TEXTS.speaker(tag)("✅ Saved. Thank you!") for tag in EXAMPLE.languages}
AFTER_SAVED = SAVED | {TEXTS.speaker(tag)("Somebody to talk to") for tag in EXAMPLE.languages}
"""Help opens from every screen, however late the tap on it arrives."""


@dataclass(frozen=True)
class Verdict:
    """The numbers of one trial. All but the repeats that do no harm must be zero.

    A letter that may come twice is counted apart (`letters_twice`): each kill that strikes between
    sending and settling it makes one, as often as the trial wants to strike there.
    """

    edge: str
    store: str
    workers: int
    failing_writes: float
    updates: int
    delivered: int
    kills: int
    saved: int
    lost: int
    wrong: int
    counted_twice: int
    stuck: int
    orphans: int
    harmful_repeats: int
    harmless_repeats: int
    letters_twice: int
    messages: int
    retries: int
    unkept: int
    recovery_s: float
    recovery_median_s: float
    died_at: dict[str, int]

    @property
    def is_good(self) -> bool:
        """Whether every hard condition holds."""
        wrong = self.lost + self.wrong + self.counted_twice + self.stuck + self.orphans
        few = self.harmless_repeats <= max(FEW_IN_A_SHORT_TRIAL, 0.001 * self.messages)
        return wrong + self.harmful_repeats + self.unkept == 0 and few and self.recovery_s < 5

    def as_dict(self) -> dict[str, object]:
        return {**asdict(self), "lost": self.lost + self.wrong}


@dataclass(frozen=True)
class _Stored:
    tags: set[bytes]
    keys: set[bytes]
    rows: list[Row]
    promises: int


async def judge(trial: Trial) -> Verdict:
    """Return the verdict on a trial that has ended."""
    vault = Vault.open(trial.folder / "vault")
    stored = await _read(trial, vault)
    saved = [person for person in trial.people if person.fate is Fate.FINISHED]
    key = vault.round_key(EXAMPLE.id)
    tags = {tag(key, "telegram", str(person.chat)) for person in saved}
    codes = {person.chat: _codes(trial, person) for person in trial.people}
    keys = {row_key(code) for person in saved for code in codes[person.chat]}
    there = {
        chat: sum(row_key(code) in stored.keys for code in shown) for chat, shown in codes.items()
    }
    trial.server.transcript.write(trial.folder / "transcript.jsonl")
    seen = Counter(_plain(_row_seen(trial, person)) for person in saved)
    held = Counter(map(_plain, stored.rows))
    harmful, harmless, twice, messages = _repeats(trial)
    counts, recoveries = trial.server.counts, trial.recoveries or [0.0]
    return Verdict(
        edge=trial.plan.edge,
        store=trial.plan.store,
        workers=trial.plan.workers,
        failing_writes=trial.plan.failing,
        updates=counts.updates_created,
        delivered=counts.updates_delivered,
        kills=trial.kills,
        saved=len(saved),
        lost=sum(there[person.chat] == 0 for person in saved) + len(tags - stored.tags),
        wrong=sum((seen - held).values()),
        counted_twice=sum(max(0, count - 1) for count in there.values()),
        stuck=sum(person.fate is Fate.STUCK for person in trial.people),
        orphans=len(stored.tags - tags) + len(stored.keys - keys),
        harmful_repeats=harmful,
        harmless_repeats=harmless,
        letters_twice=twice,
        messages=messages,
        retries=sum(person.retries for person in trial.people),
        unkept=stored.promises,
        recovery_s=round(max(recoveries), 2),
        recovery_median_s=round(median(recoveries), 2),
        died_at=dict(sorted(trial.died_at.items())),
    )


async def _read(trial: Trial, vault: Vault) -> _Stored:
    database = Database.open(trial.url)
    try:
        async with database.read() as connection:
            tags = set((await connection.scalars(select(ledger.c.tag))).all())
            keys = set((await connection.scalars(select(sealed.c.row_key))).all())
            promises = len((await connection.scalars(select(promise.c.tag))).all())
            public = (await connection.scalars(select(round_table.c.public_key))).one()
        words = vault.practice_words(EXAMPLE.id)
        pair = KeyPair.from_seed(combine(words), suite=public[0])
        contents = await unseal(database, pair, EXAMPLE.id, lambda *_: None)
    finally:
        await database.close()
    rows = [_row(msgspec.json.decode(each or b"", type=Response)) for each in contents]
    return _Stored(tags, keys, rows, promises)


def _row(response: Response) -> Row:
    """Return a response in the form in which `transcripts` reads it off a phone."""
    row: Row = {"language": response.language, "age": response.age}
    for question in EXAMPLE.questions:
        answer = response.answers.get(question.id)
        value = answer.value if answer else None
        assert value is None or isinstance(value, str | int | tuple)
        row[question.id] = list(value) if isinstance(value, tuple) else value
        outcome = answer.outcome if answer else Outcome.SKIPPED
        row[f"{question.id}__outcome"] = outcome.value
    return row


def _row_seen(trial: Trial, person: Patient) -> Row:
    """Return what a person last saw in the summary on which they pressed "Send"."""
    round_ = yaml.safe_load(EXAMPLE_TEXT)
    shown: dict[int, str] = {}
    age, row = "", Row()
    for event in trial.server.transcript.events(person.chat):
        match event:
            case Shown(message=message) | Edited(message=message):
                shown[message.message_id] = message.text
            case Tapped() if _tells_age(event, shown):
                age = transcripts.band(int(event.text[:2]), round_)
            case Tapped() if event.text.startswith("📨"):
                row = transcripts.answers(shown[event.message_id], age, round_)
            case _:
                continue
    return row


def _tells_age(tap: Tapped, shown: dict[int, str]) -> bool:
    return shown[tap.message_id].startswith("3 / ") and tap.text[:2].isdecimal()


def _plain(row: Row) -> str:
    always = {"language__outcome", "age__outcome"}
    answers = {name: value for name, value in row.items() if name not in always}
    return json.dumps(answers, sort_keys=True, ensure_ascii=False)


def _codes(trial: Trial, person: Patient) -> set[str]:
    """Return every withdrawal code that a person was ever shown."""
    return {
        code
        for event in trial.server.transcript.events(person.chat)
        if isinstance(event, Shown | Edited) and event.message.from_bot
        if (code := find_code(event.message.text))
    }


def _repeats(trial: Trial) -> tuple[int, int, int, int]:
    """Return harmful repeats, harmless ones, letters that came twice, and all messages."""
    totals: Counter[int] = Counter()
    for person in trial.people:
        totals.update(dict(enumerate(_repeats_in(trial, person))))
    return totals[0], totals[1], totals[2], totals[3]


def _repeats_in(trial: Trial, person: Patient) -> tuple[int, int, int, int]:
    """Count in one chat. What a person did is answered once; anything beyond that is a repeat."""
    visible: dict[int, ScreenMessage] = {}
    asked: Counter[int] = Counter()
    harmful = harmless = messages = 0
    letters: Counter[str] = Counter()
    saved = False
    for event in trial.server.transcript.events(person.chat):
        match event:
            case Deleted():
                visible.pop(event.message_id, None)
                asked[BELOW] += asked.pop(event.message_id, 0)
            case Said():
                asked[BELOW] += 1
            case Tapped():
                asked[event.message_id if event.message_id in visible else BELOW] += 1
            case Shown(message=message) if message.text in {ONCE, AGAIN}:
                letters[message.text] += 1
            case Shown(message=message) | Edited(message=message) if message.from_bot:
                messages += 1
                place = BELOW if isinstance(event, Shown) else message.message_id
                harmless += asked[place] == 0 and _is_twice(message, visible)
                asked[place] = max(0, asked[place] - 1)
                visible[message.message_id] = message
                lines = set(message.text.splitlines())
                harmful += saved and not lines & AFTER_SAVED
                saved = saved or bool(lines & SAVED)
    harmful += max(0, letters[ONCE] - 1)
    return harmful, harmless, max(0, letters[AGAIN] - 1), messages + letters.total()


def _is_twice(message: ScreenMessage, visible: dict[int, ScreenMessage]) -> bool:
    return any(
        (each.text, each.keyboard) == (message.text, message.keyboard)
        for number, each in visible.items()
        if number != message.message_id
    )

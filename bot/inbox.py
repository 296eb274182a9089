"""Everything that is waiting is one unit of work: one transaction, then the deliveries.

Within a batch the order of each person is kept, and a later update sees what an earlier one of
the same batch has done.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import msgspec
from msgspec import Struct

from bot.channels.base import Arrival, Delivery
from dialogs import advance
from dialogs.codes import find_code, row_key
from dialogs.events import Commanded, Count, Effect, Incoming, Keep, Said, Tapped, Withdraw
from dialogs.ports import Changes, Finished, Snapshot, Store, Tally
from dialogs.round import Round
from dialogs.session import Session
from dialogs.texts import Texts
from dialogs.world import Chance, World


class Draft(Struct, frozen=True, omit_defaults=True):
    """What is stored of an unfinished conversation: the session, and the message showing it."""

    session: Session
    screen: int | None = None


@dataclass(frozen=True)
class Running:
    """A round that takes part in conversations.

    `versions` holds every version that a session may have begun with, by content hash; `tag_of`
    turns a user id into the tag under which this round knows the person.
    """

    round: Round
    versions: dict[str, Round]
    tag_of: Callable[[str], bytes]
    open: bool = True
    consent_age: int = 18
    phoned: frozenset[str] = frozenset()


@dataclass
class _Batch:
    """What is true so far in this batch: the snapshot, with the changes laid over it."""

    drafts: dict[bytes, Draft]
    took_part: set[bytes]
    sealed: set[bytes]
    changed: set[bytes] = field(default_factory=set)
    entered: set[bytes] = field(default_factory=set)
    left: set[bytes] = field(default_factory=set)
    finished: dict[bytes, Finished] = field(default_factory=dict)
    withdrawn: set[bytes] = field(default_factory=set)
    tallies: Counter[Tally] = field(default_factory=Counter)

    @classmethod
    def of(cls, snapshot: Snapshot) -> "_Batch":
        drafts = {t: msgspec.json.decode(d, type=Draft) for t, d in snapshot.drafts.items()}
        return cls(drafts, set(snapshot.took_part), set(snapshot.sealed))

    def changes(self, seen: Sequence[int]) -> Changes:
        drafts = {tag: self.drafts.get(tag) for tag in self.changed}
        return Changes(
            seen=seen,
            drafts={t: msgspec.json.encode(d) if d else None for t, d in drafts.items()},
            entered=self.entered,
            left=self.left,
            finished=self.finished,
            withdrawn=self.withdrawn,
            tallies=self.tallies,
        )


class Inbox:
    """Takes arrivals, remembers what they change, and says what is to be drawn."""

    def __init__(
        self,
        store: Store,
        running: Running,
        *,
        texts: Texts,
        chance: Chance,
        bot: int,
        now: Callable[[], dt.datetime],
    ) -> None:
        self._store = store
        self._running = running
        self._texts = texts
        self._chance = chance
        self._bot = bot
        self._now = now

    async def handle(self, arrivals: Sequence[Arrival]) -> list[Delivery]:
        """Store what a batch changes and return its deliveries; all or nothing.

        When this returns, everything is durable and the batch may be confirmed.
        """
        asked = [each for each in arrivals if each.incoming is not None or each.query_id]
        tags = {each.user: self._running.tag_of(each.user) for each in asked}
        keys = {row_key(code) for each in asked if (code := _code_in(each.incoming))}
        ids = [each.update_id for each in arrivals]
        async with self._store.begin(self._bot) as work:
            snapshot = await work.read(updates=ids, tags=set(tags.values()), keys=keys)
            batch = _Batch.of(snapshot)
            seen = set(snapshot.seen)
            deliveries = []
            for arrival in asked:
                if arrival.update_id not in seen:
                    seen.add(arrival.update_id)
                    deliveries.append(self._turn(arrival, tags[arrival.user], batch))
            await work.write(batch.changes([one for one in ids if one not in snapshot.seen]))
        return deliveries

    def _turn(self, arrival: Arrival, tag: bytes, batch: _Batch) -> Delivery:
        draft = batch.drafts.get(tag)
        session = draft.session if draft else None
        round_ = self._round_of(session)
        incoming = arrival.incoming or Commanded(name="start")
        step = advance(round_, session, incoming, self._world(tag, batch))
        screen = draft.screen if draft else None
        if isinstance(incoming, Tapped):
            screen = arrival.message_id
        self._remember(tag, Draft(step.session, screen) if step.session.kept else None, batch)
        for effect in step.effects:
            self._apply(effect, tag, batch)
        return Delivery(arrival=arrival, session=step.session, effects=step.effects, screen=screen)

    def _round_of(self, session: Session | None) -> Round:
        version = session.version if session else ""
        return self._running.versions.get(version, self._running.round)

    def _world(self, tag: bytes, batch: _Batch) -> World:
        return World(
            texts=self._texts,
            now=self._now(),
            chance=self._chance,
            took_part=tag in batch.took_part,
            open=self._running.open,
            holds=lambda code: row_key(code) in batch.sealed,
            admits=lambda _: False,
            consent_age=self._running.consent_age,
            phoned=self._running.phoned,
        )

    @staticmethod
    def _remember(tag: bytes, draft: Draft | None, batch: _Batch) -> None:
        if batch.drafts.get(tag) == draft:
            return
        batch.changed.add(tag)
        if draft is None:
            batch.drafts.pop(tag, None)
        else:
            batch.drafts[tag] = draft

    def _apply(self, effect: Effect, tag: bytes, batch: _Batch) -> None:
        match effect:
            case Keep(response, code):
                key = row_key(code)
                content = msgspec.json.encode(response)
                batch.finished[key] = Finished(self._running.round.id, content)
                batch.sealed.add(key)
                batch.took_part.add(tag)
                batch.entered.add(tag)
            case Withdraw(code):
                _take_back(row_key(code), tag, batch)
            case Count(name, language):
                batch.tallies[Tally(self._running.round.id, name, language)] += 1
            case _:
                return


def _take_back(key: bytes, tag: bytes, batch: _Batch) -> None:
    """Undo a response: one that was finished in this very batch is simply never written."""
    batch.sealed.discard(key)
    if batch.finished.pop(key, None) is None:
        batch.withdrawn.add(key)
    if tag in batch.entered:
        batch.entered.discard(tag)
    elif tag in batch.took_part:
        batch.left.add(tag)
    batch.took_part.discard(tag)


def _code_in(incoming: Incoming | None) -> str | None:
    match incoming:
        case Said(text=text):
            return find_code(text)
        case Commanded(rest=rest):
            return find_code(rest)
        case Tapped(carried=Session(code=code)) if code:
            return code
    return None

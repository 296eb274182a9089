"""Everything that is waiting is one unit of work: one transaction, then the deliveries.

Within a batch the order of each person is kept, and a later update sees what an earlier one of
the same batch has done.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from bot.channels.base import Arrival, Delivery
from bot.failpoints import reach
from bot.promises import MARK_BYTES, content_of, is_due, read_content
from dialogs import advance
from dialogs.codes import find_code, row_key
from dialogs.events import (
    Commanded,
    Count,
    Effect,
    Incoming,
    Keep,
    Said,
    Show,
    Step,
    Tapped,
    Unsay,
    Withdraw,
)
from dialogs.languages import nearest
from dialogs.ports import Changes, Finished, Owed, Promise, Snapshot, Store, Tally
from dialogs.round import Round
from dialogs.screens import prompt_for
from dialogs.screens.apology import apology
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


@dataclass
class _Batch:
    """What is true so far in this batch: the snapshot, with the changes laid over it."""

    drafts: dict[bytes, Draft]
    took_part: set[bytes]
    sealed: set[bytes]
    promises: dict[bytes, Promise]
    changed: set[bytes] = field(default_factory=set)
    entered: set[bytes] = field(default_factory=set)
    left: set[bytes] = field(default_factory=set)
    finished: dict[bytes, Finished] = field(default_factory=dict)
    withdrawn: set[bytes] = field(default_factory=set)
    tallies: Counter[Tally] = field(default_factory=Counter)
    promised: dict[bytes, Promise] = field(default_factory=dict)

    @classmethod
    def of(cls, snapshot: Snapshot) -> "_Batch":
        drafts = {t: msgspec.json.decode(d, type=Draft) for t, d in snapshot.drafts.items()}
        promises = dict(snapshot.promises)
        return cls(drafts, set(snapshot.took_part), set(snapshot.sealed), promises)

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
            promised=self.promised,
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
        worker: int = 0,
    ) -> None:
        self._store = store
        self._running = running
        self._texts = texts
        self._chance = chance
        self._bot = bot
        self._worker = worker

    async def handle(self, arrivals: Sequence[Arrival]) -> list[Delivery]:
        """Store what a batch changes and return its deliveries; all or nothing.

        When this returns, everything is durable and the batch may be confirmed. An update that was
        handled before changes nothing; where its screen may still be owed, it is drawn again.
        """
        asked = [each for each in arrivals if each.incoming is not None or each.query_id]
        tags = {each.user: self._running.tag_of(each.user) for each in asked}
        keys = {row_key(code) for each in asked if (code := _code_in(each.incoming))}
        ids = [each.update_id for each in arrivals]
        reach("storing")
        async with self._store.begin(self._bot) as work:
            snapshot = await work.read(updates=ids, tags=set(tags.values()), keys=keys)
            reach("read")
            batch = _Batch.of(snapshot)
            seen = set(snapshot.seen)
            deliveries = []
            for arrival in asked:
                tag = tags[arrival.user]
                if arrival.update_id not in seen:
                    seen.add(arrival.update_id)
                    deliveries.append(self._turn(arrival, tag, batch))
                elif arrival.update_id in snapshot.seen:
                    deliveries += self._unkept(tag, batch)
            await work.write(batch.changes([one for one in ids if one not in snapshot.seen]))
            reach("written")
        reach("stored")
        return deliveries

    def redraw(self, tag: bytes, owed: Owed) -> Delivery:
        """Return the delivery that keeps a promise which may have been kept already."""
        draft = msgspec.json.decode(owed.draft, type=Draft) if owed.draft else None
        return self._redraw(tag, owed.promise, draft)

    def apologise(self, arrival: Arrival) -> Delivery:
        """Return the delivery that asks a person to try again what could not be handled."""
        locale = arrival.incoming.locale if arrival.incoming else ""
        say = self._texts.speaker(nearest(locale, self._running.round.languages))
        again = Show(apology(say), fresh=True)
        return Delivery(arrival=arrival, session=Session(), effects=(again,))

    def _turn(self, arrival: Arrival, tag: bytes, batch: _Batch) -> Delivery:
        draft = batch.drafts.get(tag)
        session = draft.session if draft else None
        round_ = self._round_of(session)
        incoming = arrival.incoming or Commanded(name="start")
        step = advance(round_, session, incoming, self._world(tag, batch))
        screen = draft.screen if draft else None
        if isinstance(incoming, Tapped) and (screen is None or _is_current(incoming, session)):
            screen = arrival.message_id
        self._remember(tag, Draft(step.session, screen) if step.session.kept else None, batch)
        for effect in step.effects:
            self._apply(effect, tag, batch)
        delivery = Delivery(
            arrival=arrival,
            session=step.session,
            effects=self._answering(incoming, step),
            screen=screen,
            tag=tag,
        )
        due = is_due(delivery, had_draft=draft is not None)
        return self._promise(delivery, batch) if due else delivery

    def _answering(self, incoming: Incoming, step: Step) -> tuple[Effect, ...]:
        """Return the effects of a step, with the screen where a tap has changed nothing.

        What a person has tapped may be out of date: it may show what a crash has overtaken, or what
        another worker drew too late. A tap that is only refused would leave them there for good.
        """
        shows = any(isinstance(effect, Show) for effect in step.effects)
        if shows or not isinstance(incoming, Tapped) or not step.session.kept:
            return step.effects
        prompt = prompt_for(self._round_of(step.session), step.session, self._texts)
        return (*step.effects, Show(prompt, fresh=False))

    def _promise(self, delivery: Delivery, batch: _Batch) -> Delivery:
        """Have this delivery's screen drawn whatever happens, until something newer is promised."""
        certain = delivery.tag not in batch.promises
        marked = replace(delivery, mark=self._chance.take(MARK_BYTES), certain=certain)
        given = Promise(marked.mark, content_of(marked), self._worker)
        batch.promises[delivery.tag] = batch.promised[delivery.tag] = given
        return marked

    def _unkept(self, tag: bytes, batch: _Batch) -> list[Delivery]:
        """Return what this process has promised to a person; another keeps its own promises."""
        promise = batch.promises.get(tag)
        if promise is None or promise.worker != self._worker:
            return []
        return [self._redraw(tag, promise, batch.drafts.get(tag))]

    def _redraw(self, tag: bytes, promise: Promise, draft: Draft | None) -> Delivery:
        content = read_content(promise.content)
        session = draft.session if draft else content.ended
        effects: list[Effect] = [Unsay()] if content.unsay is not None else []
        if session is not None:
            prompt = prompt_for(self._round_of(session), session, self._texts)
            effects.insert(0, Show(prompt, fresh=False))
        return Delivery(
            arrival=Arrival(update_id=0, user="", chat=content.chat, message_id=content.unsay),
            session=session or Session(),
            effects=tuple(effects),
            screen=content.screen,
            tag=tag,
            mark=promise.mark,
            again=True,
            certain=content.certain,
        )

    def _round_of(self, session: Session | None) -> Round:
        version = session.version if session else ""
        return self._running.versions.get(version, self._running.round)

    def _world(self, tag: bytes, batch: _Batch) -> World:
        return World(
            texts=self._texts,
            chance=self._chance,
            took_part=tag in batch.took_part,
            open=self._running.open,
            holds=lambda code: row_key(code) in batch.sealed,
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


def _is_current(tap: Tapped, session: Session | None) -> bool:
    """Return whether a tap came from the screen that the session shows."""
    return session is None or (tap.nonce, tap.step) == (session.nonce, session.step)


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

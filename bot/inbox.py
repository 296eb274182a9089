"""Everything that is waiting is one unit of work: one transaction, then the deliveries.

Within a batch the order of each person is kept, and a later update sees what an earlier one of
the same batch has done. Which of several rounds an update is about, `choosing` decides.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence

from msgspec.structs import replace

from bot.batch import Batch
from bot.channels.base import Arrival, Delivery
from bot.damage import Damage
from bot.failpoints import reach
from bot.keeping import Keeper
from bot.metrics import Metrics
from bot.person import Tags
from bot.pools import Pools
from bot.promises import MARK_BYTES, content_of_removal
from bot.running import Rounds
from bot.turning import Turner
from dialogs.codes import find_code, find_ticket, row_key
from dialogs.events import Commanded, Incoming, Notify, Said, Show, Tapped, Unsay
from dialogs.languages import nearest
from dialogs.ports import Owed, Promise, Snapshot, Store
from dialogs.prompts import Prompt
from dialogs.screens.apology import apology, too_fast
from dialogs.screens.remarks import cannot_remove
from dialogs.session import Session
from dialogs.texts import Speaker, Texts
from dialogs.world import Chance, Stage


class OvertakenError(Exception):
    """Something was done to a round since we last looked. Nothing of the batch was stored."""


class Inbox:
    """Takes arrivals, remembers what they change, and says what is to be drawn."""

    def __init__(
        self,
        store: Store,
        rounds: Rounds,
        *,
        texts: Texts,
        chance: Chance,
        bot: int,
        now: Callable[[], dt.datetime],
        worker: int = 0,
        keeper: Keeper | None = None,
        damage: Damage | None = None,
    ) -> None:
        self._store = store
        self.rounds = rounds
        self._texts = texts
        self._chance = chance
        self._worker = worker
        self._bot = bot
        self._now = now
        self._keeper = keeper
        self._pools = Pools(store, rounds, now, damage or Damage(Metrics()))
        self._turner = Turner(
            rounds, self._pools, texts=texts, chance=chance, now=now, worker=worker
        )

    async def handle(self, arrivals: Sequence[Arrival]) -> list[Delivery]:
        """Store what a batch changes and return its deliveries; all or nothing.

        When this returns, everything is durable and the batch may be confirmed. An update that was
        handled before changes nothing; where its screen may still be owed, it is drawn again.

        Raises:
            OvertakenError, RoundClosedError, TicketGoneError: what this would have done is no
                longer true; nothing is stored. Look at the rounds and handle the batch again.
        """
        asked = [each for each in arrivals if _asks(each)]
        tags = {each.user: self.tags_of(each.user) for each in asked}
        keys = {row_key(code) for each in asked if (code := _code_in(each.incoming))}
        codes = {code for each in asked for code in _tickets_in(each)}
        tickets = {running.ticket_tag(code) for running in self.rounds for code in codes}
        await self.look_at_statements()
        ids = [each.update_id for each in arrivals]
        reach("storing")
        async with self._store.begin(self._bot) as work:
            snapshot = await work.read(
                updates=ids, tags=_all_of(tags.values()), keys=keys, tickets=tickets
            )
            reach("read")
            self._check_still_open(snapshot)
            batch = Batch.of(snapshot, self._now())
            if self._keeper is not None:
                self._keeper.lay_over(batch)
            seen = set(snapshot.seen)
            deliveries = []
            for arrival in asked:
                if arrival.update_id not in seen:
                    seen.add(arrival.update_id)
                    deliveries += self._turner.turns(arrival, tags[arrival.user], batch)
                elif arrival.update_id in snapshot.seen:
                    deliveries += self._turner.unkept(tags[arrival.user], batch)
            await work.write(batch.changes([one for one in ids if one not in snapshot.seen]))
            reach("written")
        reach("stored")
        if self._keeper is not None:
            self._keeper.written(batch.kept)
        self._pools.count(batch.shown)
        return deliveries

    def read_ahead(self) -> None:
        """Read what the first typed text would wait for; any thread may."""
        self._turner.read_ahead()

    def tags_of(self, user: str) -> Tags:
        """Return somebody's tag in each round, by its id."""
        return {running.id: running.tag_of(user) for running in self.rounds}

    async def look_at_statements(self) -> None:
        """Learn from time to time which statements have been let through and how often shown."""
        await self._pools.look()

    def _check_still_open(self, snapshot: Snapshot) -> None:
        """Raise where a round takes nothing more and we do not know that yet."""
        thought_open = {one.id for one in self.rounds if one.stage is Stage.OPEN}
        if not thought_open <= snapshot.open:
            raise OvertakenError

    def redraw(self, tag: bytes, owed: Owed) -> Delivery | None:
        """Return the delivery that keeps a promise which may have been kept already.

        None where it was given for a round that this bot has no longer.
        """
        return self._turner.redraw(tag, owed)

    def apologise(self, arrival: Arrival) -> Delivery:
        """Return the delivery that asks a person to try again what could not be handled."""
        say = self._speaker_of(arrival)
        shown = _shown_below(arrival, apology(say))
        if not arrival.typed or not self.removes_words:
            return shown
        effects = (*shown.effects, Unsay(cannot_remove(say)))
        return replace(shown, effects=effects, unsaid=arrival.typed)

    def ask_to_pause(self, arrival: Arrival) -> Delivery:
        """Return the delivery that asks somebody who writes too fast to wait a moment.

        What they wrote is removed with all else that is passed over; see `Unread`.
        """
        shown = too_fast(self._speaker_of(arrival), removes=self.removes_words)
        return _shown_below(arrival, shown)

    def _speaker_of(self, arrival: Arrival) -> Speaker:
        locale = arrival.incoming.locale if arrival.incoming else ""
        return self._texts.speaker(nearest(locale, self.rounds.languages))

    @property
    def removes_words(self) -> bool:
        """Whether what is typed is removed, where nothing says which round it is about."""
        return any(running.round.removes_words for running in self.rounds)

    def removal(self, arrival: Arrival) -> Delivery:
        """Return a delivery that is to remove what somebody types and nobody reads; see `Unread`.

        Its tag goes with a round, as all tags do, and tells of no person: it is made of chance.
        """
        mark = self._chance.take(MARK_BYTES)
        discreet = [each for each in self.rounds if each.round.removes_words]
        running = next((each for each in discreet if each.stage is Stage.OPEN), self.rounds.first)
        return Delivery(
            arrival=Arrival(update_id=0, user=arrival.user, chat=arrival.chat),
            session=Session(),
            effects=(Unsay(),),
            tag=running.tag_of(f"removal {mark.hex()}"),
            mark=mark,
        )

    def promise_of(self, removal: Delivery) -> Promise:
        """Return what is written down of such a delivery."""
        return Promise(removal.mark, content_of_removal(removal), self._worker)

    def own_up(self, delivery: Delivery) -> Delivery:
        """Return a delivery that also says that something which was typed is not removed."""
        language = delivery.session.language or self.rounds.languages[0]
        said = [each.text for each in delivery.effects if isinstance(each, Notify)]
        others = tuple(each for each in delivery.effects if not isinstance(each, Notify))
        remark = Notify(" ".join((cannot_remove(self._texts.speaker(language)), *said)))
        return replace(delivery, effects=(remark, *others))


def _asks(arrival: Arrival) -> bool:
    """Return whether there is something to answer, and somebody to answer it to."""
    return bool(arrival.user and (arrival.incoming is not None or arrival.query_id))


def _all_of(tags: Iterable[Tags]) -> set[bytes]:
    return {tag for each in tags for tag in each.values()}


def _tickets_in(arrival: Arrival) -> tuple[str, ...]:
    match arrival.incoming:
        case Said(text=text) | Commanded(rest=text):
            found = find_ticket(text)
            return (found,) if found else ()
        case Tapped(carried=Session(ticket=ticket)) if ticket:
            return (ticket,)
    return ()


def _code_in(incoming: Incoming | None) -> str | None:
    match incoming:
        case Said(text=text):
            return find_code(text)
        case Commanded(rest=rest):
            return find_code(rest)
        case Tapped(carried=Session(code=code)) if code:
            return code
    return None


def _shown_below(arrival: Arrival, prompt: Prompt) -> Delivery:
    return Delivery(arrival=arrival, session=Session(), effects=(Show(prompt, fresh=True),))

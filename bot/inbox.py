"""Everything that is waiting is one unit of work: one transaction, then the deliveries.

Within a batch the order of each person is kept, and a later update sees what an earlier one of
the same batch has done. Which of several rounds an update is about, `choosing` decides.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec.structs import replace

from bot.batch import Batch
from bot.channels.base import Arrival, Delivery
from bot.choosing import List, Person, choose
from bot.distress import distressed
from bot.failpoints import reach
from bot.keeping import Keeper
from bot.language_guess import LanguageGuess
from bot.listing import listing
from bot.pools import Pools
from bot.promises import MARK_BYTES, content_of, is_due, read_content
from bot.running import Rounds, Running
from bot.scrubbing import scrub
from dialogs import advance
from dialogs.codes import find_code, find_ticket, row_key
from dialogs.drafts import Draft, read_draft
from dialogs.events import Commanded, Effect, Incoming, Left, Said, Show, Step, Tapped, Unsay
from dialogs.languages import nearest
from dialogs.ports import Owed, Promise, Snapshot, Store
from dialogs.prompts import Prompt
from dialogs.round import Round
from dialogs.screens import prompt_for
from dialogs.screens.apology import apology, too_fast
from dialogs.screens.remarks import cannot_remove
from dialogs.session import Session
from dialogs.states import TELLING
from dialogs.texts import Speaker, Texts
from dialogs.world import Chance, Stage, World

Tags = Mapping[str, bytes]
"""Somebody's tag in each round, by its id."""


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
    ) -> None:
        self._store = store
        self.rounds = rounds
        self._texts = texts
        self._chance = chance
        self._bot = bot
        self._now = now
        self._worker = worker
        self._keeper = keeper
        self._pools = Pools(store, rounds, now)
        self._language = LanguageGuess()

    async def handle(self, arrivals: Sequence[Arrival]) -> list[Delivery]:
        """Store what a batch changes and return its deliveries; all or nothing.

        When this returns, everything is durable and the batch may be confirmed. An update that was
        handled before changes nothing; where its screen may still be owed, it is drawn again.

        Raises:
            OvertakenError, RoundClosedError, TicketGoneError: what this would have done is no
                longer true; nothing is stored. Look at the rounds and handle the batch again.
        """
        asked = [each for each in arrivals if each.incoming is not None or each.query_id]
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
            batch = Batch.of(snapshot)
            if self._keeper is not None:
                self._keeper.lay_over(batch)
            seen = set(snapshot.seen)
            deliveries = []
            for arrival in asked:
                if arrival.update_id not in seen:
                    seen.add(arrival.update_id)
                    deliveries += self._turns(arrival, tags[arrival.user], batch)
                elif arrival.update_id in snapshot.seen:
                    deliveries += self._unkept(tags[arrival.user], batch)
            await work.write(batch.changes([one for one in ids if one not in snapshot.seen]))
            reach("written")
        reach("stored")
        if self._keeper is not None:
            self._keeper.written(batch.kept)
        self._pools.count(batch.shown)
        return deliveries

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
        running = self.rounds.of_tag(tag)
        if running is None:
            return None
        draft = read_draft(owed.draft) if owed.draft else None
        return self._redraw(running, tag, owed.promise, draft)

    def apologise(self, arrival: Arrival) -> Delivery:
        """Return the delivery that asks a person to try again what could not be handled."""
        return self._shown_below(arrival, apology)

    def ask_to_pause(self, arrival: Arrival) -> Delivery:
        """Return the delivery that asks somebody who writes too fast to wait a moment."""
        return self._shown_below(arrival, too_fast)

    def _shown_below(self, arrival: Arrival, draw: Callable[[Speaker], Prompt]) -> Delivery:
        locale = arrival.incoming.locale if arrival.incoming else ""
        say = self._texts.speaker(nearest(locale, self.rounds.languages))
        shown = Show(draw(say), fresh=True)
        return Delivery(arrival=arrival, session=Session(), effects=(shown,))

    def _turns(self, arrival: Arrival, tags: Tags, batch: Batch) -> list[Delivery]:
        """Handle one arrival: in the round that it is about, or by showing which there are."""
        if isinstance(arrival.incoming, Left):  # somebody leaves the whole chat
            begun = [one for one in self.rounds if tags[one.id] in batch.drafts]
            leaving = begun or [self.rounds.first]
            return [self._turn(arrival, one, arrival.incoming, tags, batch) for one in leaving]
        person = Person(self.rounds, tags, batch, self._now().date())
        chosen = choose(arrival, person, self._texts)
        if isinstance(chosen, List):
            return [listing(arrival, chosen, person, self._texts)]
        return [self._turn(arrival, chosen.running, chosen.incoming, tags, batch)]

    def _turn(
        self, arrival: Arrival, running: Running, incoming: Incoming, tags: Tags, batch: Batch
    ) -> Delivery:
        tag = tags[running.id]
        draft = batch.drafts.get(tag)
        session = draft.session if draft and draft.session.kept else None
        round_ = running.round_of(session)
        world = self._world(running, tag, batch)
        step = self._answering(round_, incoming, advance(round_, session, incoming, world), world)
        screen = draft.screen if draft else None
        if isinstance(incoming, Tapped) and _is_the_screen(incoming, draft):
            screen = arrival.message_id
        chat = arrival.chat if step.session.remind else None
        batch.remember(tag, _draft_of(step.session, screen, chat, round_))
        for effect in step.effects:
            batch.apply(effect, tag, running)
        delivery = Delivery(
            arrival=arrival,
            session=step.session,
            effects=step.effects,
            round=running.mark,
            screen=screen,
            tag=tag,
        )
        due = is_due(delivery, had_draft=draft is not None)
        return self._promise(delivery, batch) if due else delivery

    @staticmethod
    def _answering(round_: Round, incoming: Incoming, step: Step, world: World) -> Step:
        """Return a step that shows the screen where a tap has changed nothing.

        What a person has tapped may be out of date: it may show what a crash has overtaken, or what
        another worker drew too late. A tap that is only refused would leave them there for good.
        """
        shows = any(isinstance(effect, Show) for effect in step.effects)
        if shows or not isinstance(incoming, Tapped) or not step.session.kept:
            return step
        prompt = prompt_for(round_, step.session, world)
        return Step(step.session, (*step.effects, Show(prompt, fresh=False)))

    def _promise(self, delivery: Delivery, batch: Batch) -> Delivery:
        """Have this delivery's screen drawn whatever happens, until something newer is promised."""
        certain = delivery.tag not in batch.promises
        marked = replace(delivery, mark=self._chance.take(MARK_BYTES), certain=certain)
        given = Promise(marked.mark, content_of(marked), self._worker)
        batch.promises[delivery.tag] = batch.promised[delivery.tag] = given
        return marked

    def _unkept(self, tags: Tags, batch: Batch) -> list[Delivery]:
        """Return what this process has promised to a person; another keeps its own promises."""
        promised = ((id_, batch.promises.get(tag)) for id_, tag in tags.items())
        return [
            self._redraw(self.rounds[id_], tags[id_], promise, batch.drafts.get(tags[id_]))
            for id_, promise in promised
            if promise is not None and promise.worker == self._worker
        ]

    def _redraw(
        self, running: Running, tag: bytes, promise: Promise, draft: Draft | None
    ) -> Delivery:
        content = read_content(promise.content)
        session = draft.session if draft and draft.session.kept else content.ended
        effects: list[Effect] = []
        if content.unsay is not None:
            language = session.language if session else next(iter(running.round.languages))
            effects.append(Unsay(cannot_remove(self._texts.speaker(language))))
        if session is not None:
            world = self._world(running, tag, Batch.of(Snapshot()))
            prompt = prompt_for(running.round_of(session), session, world)
            effects.insert(0, Show(prompt, fresh=False))
        return Delivery(
            arrival=Arrival(update_id=0, user="", chat=content.chat, message_id=content.unsay),
            session=session or Session(),
            effects=tuple(effects),
            round=running.mark,
            screen=content.screen,
            tag=tag,
            mark=promise.mark,
            again=True,
            certain=content.certain,
        )

    def _world(self, running: Running, tag: bytes, batch: Batch) -> World:
        now = self._now()
        return World(
            texts=self._texts,
            now=now,
            chance=self._chance,
            scrub=scrub,
            distressed=distressed,
            guess=self._language.guess,
            took_part=tag in batch.took_part,
            stage=running.stage_on(now.date()),
            paused=running.paused,
            holds=lambda code: row_key(code) in batch.sealed,
            counts=lambda code: row_key(code) in batch.counted,
            admits=lambda code: running.ticket_tag(code) in batch.tickets,
            consent_age=running.consent_age,
            phoned=running.phoned,
            added=self._pools.added(running.id),
            shown=self._pools.shown(running.id),
            facts=running.facts,
            others=self.rounds.others_on(running, now.date()),
        )


def _all_of(tags: Iterable[Tags]) -> set[bytes]:
    return {tag for each in tags for tag in each.values()}


def _draft_of(
    session: Session, screen: int | None, chat: int | None, round_: Round
) -> Draft | None:
    """Return what is stored of a person: their session, if it is kept.

    On a shared phone it is also remembered which message tells how somebody has ended, and no more
    than that, so that it goes when the next person begins and nobody has cleared it.
    """
    if session.kept:
        return Draft(session, screen, chat)
    stays = round_.shares_phones and session.phase in TELLING and screen is not None
    return Draft(Session(), screen) if stays else None


def _is_the_screen(tap: Tapped, draft: Draft | None) -> bool:
    """Return whether what was tapped is certainly the message that shows the session's screen.

    A reminder has the same buttons and is another message.
    """
    if draft is None or draft.screen is None or not draft.session.kept:
        return True
    here = draft.session
    return (tap.nonce, tap.step) == (here.nonce, here.step) and not draft.letter


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

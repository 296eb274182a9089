"""Lets the rounds of a bot have their turns: what comes of one arrival, and of a promise.

Nothing is written here. What a turn changes is laid over its batch, and what it shows is returned.
"""

import datetime as dt
from collections.abc import Callable

from msgspec.structs import replace

from bot import scrubbing
from bot.batch import Batch
from bot.channels.base import Arrival, Delivery
from bot.choosing import List, choose
from bot.distress import distressed
from bot.groups import in_a_group, is_in_a_group
from bot.language_guess import LanguageGuess
from bot.listing import listing
from bot.person import Person, Tags
from bot.pools import Pools
from bot.promises import MARK_BYTES, content_of, inheriting, is_due, read_content
from bot.running import Rounds, Running
from bot.succession import draft_of, end_stays, newest_screen, screen_before
from dialogs import advance
from dialogs.codes import row_key
from dialogs.drafts import Draft, read_draft
from dialogs.events import Effect, Incoming, Left, Show, Step, Tapped, Unsay, first
from dialogs.ports import Owed, Promise, Snapshot
from dialogs.round import Round
from dialogs.screens import prompt_for
from dialogs.screens.remarks import cannot_remove
from dialogs.session import Session
from dialogs.texts import Texts
from dialogs.world import Chance, World


class Turner:
    """Makes deliveries of arrivals. `worker` is the number of this process."""

    def __init__(
        self,
        rounds: Rounds,
        pools: Pools,
        *,
        texts: Texts,
        chance: Chance,
        now: Callable[[], dt.datetime],
        worker: int,
    ) -> None:
        self._rounds = rounds
        self._pools = pools
        self._texts = texts
        self._chance = chance
        self._now = now
        self._worker = worker
        self._language = LanguageGuess()

    def read_ahead(self) -> None:
        """Read what the first typed text would wait for, and everybody with it: a moment's work."""
        for round_ in [running.round for running in self._rounds]:
            scrubbing.read_ahead(round_.languages, round_.countries)
            self._language.read_ahead(round_.languages)

    def redraw(self, tag: bytes, owed: Owed) -> Delivery | None:
        """Return the delivery that keeps a promise; see `Inbox.redraw`."""
        running = self._rounds.of_tag(tag)
        if running is None:
            return None
        draft = read_draft(owed.draft) if owed.draft else None
        return self._redraw(running, tag, owed.promise, draft)

    def turns(self, arrival: Arrival, tags: Tags, batch: Batch) -> list[Delivery]:
        """Handle one arrival: in the round that it is about, or by showing which there are."""
        if isinstance(arrival.incoming, Left):  # somebody leaves the whole chat
            begun = [one for one in self._rounds if tags[one.id] in batch.drafts]
            leaving = begun or [self._rounds.first]
            return [self._turn(arrival, one, arrival.incoming, tags, batch) for one in leaving]
        if is_in_a_group(arrival):
            return [in_a_group(arrival, self._rounds, self._texts)]
        person = Person(self._rounds, tags, batch)
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
        stays = end_stays(step.session, draft)
        screen = screen_before(arrival, incoming, step, draft, stays=stays)
        chat = arrival.chat if step.session.remind else None
        batch.remember(tag, draft if stays else draft_of(step.session, screen, chat, round_))
        for effect in step.effects:
            batch.apply(effect, tag, running)
        unsays = first(step.effects, Unsay) is not None
        delivery = Delivery(
            arrival=arrival,
            session=step.session,
            effects=step.effects,
            round=running.mark,
            screen=screen,
            unsaid=arrival.typed if unsays else (),
            tag=tag,
        )
        due = is_due(delivery, had_draft=draft is not None and not stays)
        return self._promise(delivery, batch) if due else delivery

    @staticmethod
    def _answering(round_: Round, incoming: Incoming, step: Step, world: World) -> Step:
        """Return a step that shows the screen where a tap has changed nothing.

        What a person has tapped may be out of date: it may show what a crash has overtaken, or what
        another worker drew too late. A tap that is only refused would leave them there for good.
        """
        if first(step.effects, Show) or not isinstance(incoming, Tapped) or not step.session.kept:
            return step
        prompt = prompt_for(round_, step.session, world)
        return Step(step.session, (*step.effects, Show(prompt, fresh=False)))

    def _promise(self, delivery: Delivery, batch: Batch) -> Delivery:
        """Have this delivery's screen drawn whatever happens, until something newer is promised."""
        former = batch.promises.get(delivery.tag)
        if former is not None:
            sorry = cannot_remove(self._texts.speaker(delivery.session.language))
            delivery = inheriting(delivery, former, sorry)
        mark = self._chance.take(MARK_BYTES)
        marked = replace(delivery, mark=mark, certain=former is None)
        given = Promise(marked.mark, content_of(marked), self._worker)
        batch.promises[delivery.tag] = batch.promised[delivery.tag] = given
        return marked

    def unkept(self, tags: Tags, batch: Batch) -> list[Delivery]:
        """Return what this process has promised to a person; another keeps its own promises."""
        promised = ((id_, batch.promises.get(tag)) for id_, tag in tags.items())
        return [
            self._redraw(self._rounds[id_], tags[id_], promise, batch.drafts.get(tags[id_]))
            for id_, promise in promised
            if promise is not None and promise.worker == self._worker
        ]

    def _redraw(
        self, running: Running, tag: bytes, promise: Promise, draft: Draft | None
    ) -> Delivery:
        content = read_content(promise.content)
        session = draft.session if draft and draft.session.kept else content.ended
        effects: list[Effect] = []
        if content.unsaid:
            language = session.language if session else next(iter(running.round.languages))
            effects.append(Unsay(cannot_remove(self._texts.speaker(language))))
        if session is not None:
            world = self._world(running, tag, Batch.of(Snapshot(), self._now()))
            prompt = prompt_for(running.round_of(session), session, world)
            effects.insert(0, Show(prompt, fresh=False))
        return Delivery(
            arrival=Arrival(update_id=0, user="", chat=content.chat),
            session=session or Session(),
            effects=tuple(effects),
            round=running.mark,
            screen=newest_screen(content, draft),
            unsaid=content.unsaid,
            tag=tag,
            mark=promise.mark,
            again=True,
            certain=content.certain,
        )

    def _world(self, running: Running, tag: bytes, batch: Batch) -> World:
        """Return what is true for a person: the same for all but those who took part."""
        world = batch.worlds.get(running.id)
        if world is None:
            world = batch.worlds[running.id] = self._world_of_all(running, batch)
        return replace(world, took_part=True) if tag in batch.took_part else world

    def _world_of_all(self, running: Running, batch: Batch) -> World:
        today = batch.now.date()
        sealed, counted, tickets = batch.sealed, batch.counted, batch.tickets
        return World(
            texts=self._texts,
            now=batch.now,
            chance=self._chance,
            scrub=scrubbing.scrub,
            distressed=distressed,
            guess=self._language.guess,
            took_part=False,
            stage=running.stage_on(today),
            paused=running.paused,
            holds=lambda code: row_key(code) in sealed,
            counts=lambda code: row_key(code) in counted,
            admits=lambda code: running.ticket_tag(code) in tickets,
            consent_age=running.consent_age,
            phoned=running.phoned,
            added=self._pools.added(running.id),
            shown=self._pools.shown(running.id),
            facts=running.facts,
            others=self._rounds.others_on(running, today),
        )

"""The rounds that take part in conversations."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from dialogs.facts import Facts
from dialogs.round import Round
from dialogs.session import Session
from dialogs.taps import mark_of
from dialogs.world import Stage
from storage.tags import PREFIX_BYTES, round_prefix


@dataclass(frozen=True)
class Running:
    """A round, and what this installation knows about it.

    Attributes:
        round: the version that new conversations begin with.
        versions: every version that a session may have begun with, by content hash.
        tag_of: turns a user id into the tag under which this round knows the person.
        ticket_tag: turns an invitation or guardian's code into the tag under which it is stored.
        stage: how far the round is, by what was done to it.
        last_day: the last day on which answers are taken; None where no date ends that.
        paused: what people are told while it is paused, by language.
        consent_age: from how many years on one may consent alone.
        phoned: the numbers of the help lines that somebody has confirmed.
        facts: what this installation does with what is stored.
    """

    round: Round
    versions: Mapping[str, Round]
    tag_of: Callable[[str], bytes]
    ticket_tag: Callable[[str], bytes]
    stage: Stage = Stage.OPEN
    last_day: dt.date | None = None
    paused: Mapping[str, str] = field(default_factory=dict)
    consent_age: int = 18
    phoned: frozenset[str] = frozenset()
    facts: Facts = field(default_factory=Facts)

    @property
    def id(self) -> str:
        """The round's id."""
        return self.round.id

    @property
    def mark(self) -> str:
        """The round's mark in buttons."""
        return mark_of(self.round.id)

    def asks_on(self, today: dt.date) -> bool:
        """Return whether answers are taken on this day, and no pause is in the way."""
        return self.stage_on(today) is Stage.OPEN and not self.paused

    def stage_on(self, today: dt.date) -> Stage:
        """Return how far the round is, by the date too."""
        is_late = self.last_day is not None and today > self.last_day
        return Stage.ENDED if is_late and self.stage is Stage.OPEN else self.stage

    def round_of(self, session: Session | None) -> Round:
        """Return the version that a session began with, else the running one."""
        return self.versions.get(session.version, self.round) if session else self.round


class Rounds:
    """The rounds of one bot, in the order in which they are offered. There is at least one."""

    def __init__(self, runnings: Iterable[Running]) -> None:
        self._by_id = {one.id: one for one in runnings}
        self._by_prefix = {round_prefix(id_): id_ for id_ in self._by_id}
        self._by_mark = {mark_of(id_): id_ for id_ in self._by_id}

    def __iter__(self) -> Iterator[Running]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def __contains__(self, round_id: str) -> bool:
        return round_id in self._by_id

    def __getitem__(self, round_id: str) -> Running:
        return self._by_id[round_id]

    @property
    def first(self) -> Running:
        """The round that is offered first."""
        return next(iter(self))

    @property
    def languages(self) -> tuple[str, ...]:
        """Every language in which something is asked, in the order of the rounds."""
        return tuple(dict.fromkeys(tag for one in self for tag in one.round.languages))

    def put(self, running: Running) -> None:
        """Run a round, that is one of these, as it is now."""
        self._by_id[running.id] = running

    def of_tag(self, tag: bytes) -> Running | None:
        """Return the round in which somebody has this tag; None where it is not one of these."""
        return self._by_id.get(self._by_prefix.get(tag[:PREFIX_BYTES], ""))

    def marked(self, mark: str) -> Running | None:
        """Return the round with this mark; None where it is not one of these."""
        return self._by_id.get(self._by_mark.get(mark, ""))

    def others_on(self, running: Running, today: dt.date) -> bool:
        """Return whether another round than this one is open on this day."""
        return any(one.stage_on(today) is Stage.OPEN for one in self if one.id != running.id)

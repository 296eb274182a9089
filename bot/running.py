"""A round that takes part in conversations."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from dialogs.facts import Facts
from dialogs.round import Round
from dialogs.session import Session
from dialogs.world import Stage


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

    def stage_on(self, today: dt.date) -> Stage:
        """Return how far the round is, by the date too."""
        is_late = self.last_day is not None and today > self.last_day
        return Stage.ENDED if is_late and self.stage is Stage.OPEN else self.stage

    def round_of(self, session: Session | None) -> Round:
        """Return the version that a session began with, else the running one."""
        return self.versions.get(session.version, self.round) if session else self.round

"""Opinion groups against those of public conversations, and how long large ones take.

Each conversation under `data/statements` is grouped from its votes alone; the groups are compared
with its own by the adjusted Rand index, over those who are in a group of both. A conversation whose
own groups are smaller than a group may be is shown, and not judged. Then votes are made up, with
planted groups and missing votes.
"""

import time
from collections import Counter
from dataclasses import asdict, dataclass

import numpy as np
from rich.console import Console
from rich.progress import track

from admin.analysis.opinion_groups import NOBODY, Votes, opinion_groups
from tests.benchmarks import form
from tests.support import conversations
from tests.support.conversations import Conversation
from tests.support.rand_index import adjusted_rand
from tests.support.shared_data import reason

TARGET = 0.6
SMALLEST = 10
MADE_UP = ((400, 40, 3, 15), (5000, 300, 3, 30), (20_000, 300, 4, 40))
"""People, statements, planted groups, votes of each."""


def measure(quick: bool, console: Console) -> form.Outcome:
    """Group every conversation, then the made-up ones."""
    names = conversations.names()
    if not names:
        raise SystemExit(reason(conversations.FOLDER))
    found = [_compared(conversations.load(name)) for name in names]
    designs = MADE_UP[:2] if quick else MADE_UP
    found += [_planted(*one) for one in track(designs, "Made up", len(designs), console=console)]
    broken = [
        f"{one.name}: the adjusted Rand index is {one.adjusted_rand}, under {TARGET}."
        for one in found
        if one.judged and one.adjusted_rand < TARGET
    ]
    rows = [one.row() for one in found]
    head = ("Conversation", "people", "statements", "groups", "adj. Rand", "seconds")
    figures: dict[str, form.Json] = {one.name: one.figures() for one in found}
    return form.Outcome(form.table_of("Opinion groups", head, rows), figures, broken)


@dataclass(frozen=True)
class Found:
    """What came out for one conversation; `judged` when its index has to reach the target."""

    name: str
    participants: int
    statements: int
    groups: int
    adjusted_rand: float
    judged: bool
    seconds: float

    def row(self) -> tuple[str, ...]:
        """Return it as a row for people."""
        numbers = (self.participants, self.statements, self.groups)
        index = f"{self.adjusted_rand:.2f}" if self.groups else "–"
        return (self.name, *map(str, numbers), index, f"{self.seconds:.1f}")

    def figures(self) -> dict[str, form.Json]:
        """Return it for programs."""
        figures: dict[str, form.Json] = asdict(self)
        del figures["name"]
        return figures


def _compared(conversation: Conversation) -> Found:
    sizes = [size for group, size in Counter(conversation.groups).items() if group]
    judged = bool(sizes) and min(sizes) >= SMALLEST
    return _found(conversation.name, conversation.votes, conversation.groups, judged=judged)


def _planted(people: int, statements: int, groups: int, cast: int) -> Found:
    chance = np.random.default_rng(people)
    of = chance.integers(0, groups, people)
    leaning = chance.normal(0, 0.6, statements) + chance.normal(0, 1.6, (groups, statements))
    agrees = chance.random((people, statements)) < 1 / (1 + np.exp(-leaning[of]))
    votes = np.where(agrees, 1.0, -1.0)
    votes[chance.random((people, statements)) < 0.1] = 0.0
    votes[chance.random((people, statements)).argsort(axis=1) >= cast] = np.nan
    name = f"made up, {people}"
    return _found(name, votes, tuple(str(one) for one in of), judged=True)


def _found(name: str, votes: Votes, own: tuple[str, ...], *, judged: bool) -> Found:
    begun = time.process_time()
    groups = opinion_groups(votes, least_people=SMALLEST)
    seconds = time.process_time() - begun
    pairs = [(one, int(ours)) for one, ours in zip(own, groups.of, strict=True)
             if one and ours != NOBODY]  # fmt: skip
    index = adjusted_rand([one for one, _ in pairs], [ours for _, ours in pairs]) if pairs else 0.0
    return Found(
        name=name,
        participants=len(votes),
        statements=votes.shape[1],
        groups=groups.number,
        adjusted_rand=round(index, 3),
        judged=judged,
        seconds=round(seconds, 2),
    )


if __name__ == "__main__":
    form.main(measure)

"""What is known of the statements that participants have added, round by round."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping

from bot.damage import Damage, Kind
from bot.running import Rounds
from dialogs.ports import Store
from dialogs.questions import Statements
from dialogs.questions.base import Statement

LOOK_EVERY = dt.timedelta(seconds=10)
"""How long it may take until a statement that was let through is shown to others."""

Added = Mapping[str, tuple[Statement, ...]]
"""The statements of a round that were let through, by question."""

Shown = Mapping[tuple[str, str], int]
"""How often statements were shown, by round and statement."""


class Pools:
    """The added statements of each round, looked up from time to time."""

    def __init__(
        self, store: Store, rounds: Rounds, now: Callable[[], dt.datetime], damage: Damage
    ) -> None:
        self._store = store
        self._now = now
        self._damage = damage
        self._looked_at = dt.datetime.min.replace(tzinfo=dt.UTC)
        self._added: dict[str, Added] = {}
        self._shown = {one.id: Counter[str]() for one in rounds}
        self._with_statements = [
            one.id
            for one in rounds
            if any(isinstance(question, Statements) for question in one.round.questions)
        ]

    async def look(self) -> None:
        """Learn which statements have been let through and how often each was shown."""
        now = self._now()
        if abs(now - self._looked_at) > LOOK_EVERY:  # a clock that was ahead may be set back
            self._looked_at = now
            for round_id in self._with_statements:
                await self._look_at(round_id)

    async def _look_at(self, round_id: str) -> None:
        pool = await self._store.pool(round_id)
        self._added[round_id] = pool.added
        self._shown[round_id] = Counter(pool.shown)
        self._damage.found(Kind.STATEMENTS, pool.damaged, within=round_id)

    def added(self, round_id: str) -> Added:
        """Return what was let through in a round."""
        return self._added.get(round_id, {})

    def shown(self, round_id: str) -> Mapping[str, int]:
        """Return how often each statement of a round was shown."""
        return self._shown[round_id]

    def count(self, shown: Shown) -> None:
        """Take along what a batch has shown."""
        for (round_id, statement), times in shown.items():
            self._shown[round_id][statement] += times

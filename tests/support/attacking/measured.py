"""One consultation on one database, attacked: what comes out, and what must hold."""

from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.support.attacking.attack import Attacker, Closed, Open
from tests.support.attacking.orders import Finding, most_matches, worst
from tests.support.attacking.scene import Done, Scene

_POINT = 0.01
_AT_LEAST = 7.0
"""Right guesses that chance makes once in ten thousand attacks, however few people there are."""

_SHOWN = 3


@dataclass(frozen=True)
class Measured:
    """What an attack on one store has found; shares are of those who finished.

    `smallest_size` is how many people share the rarest length of a sealed response.
    """

    store: str
    participants: int
    finished: int
    smallest_size: int
    sizes: int
    open: Open
    closed: Closed

    @property
    def chance(self) -> float:
        """Right guesses by chance, as a share."""
        return 1 / self.finished

    @property
    def matches_open(self) -> float:
        """Boxes whose owner can be guessed rightly while the round is open, as a share."""
        return max(most_matches(self.open.orders), self.open.joined) / self.finished

    @property
    def matches_closed(self) -> float:
        """Rows of the dataset whose owner can be guessed rightly, as a share.

        Whoever knew the order of the boxes knows who wrote a long text, so there is one right
        guess for each size.
        """
        best = max(most_matches(self.closed.dataset), self.closed.joined, self.sizes)
        return best / self.finished

    @property
    def telling(self) -> list[Finding]:
        """Orders after closing that follow the true one."""
        return [one for one in self.closed.orders if one.is_telling]

    @property
    def rho_max(self) -> float:
        """The largest rho after closing, among orders of most people, and telling ones."""
        most = [one for one in self.closed.orders if one.subjects * 2 > self.finished]
        return worst([*most, *self.telling]).rho

    @property
    def rho_open(self) -> float:
        """The largest rho while the round is open, of boxes that nobody can open."""
        return worst(self.open.orders).rho

    def canaries_by_kind(self) -> Counter[str]:
        """Return how many of each kind were found after closing."""
        return Counter(mark.kind for mark in self.closed.canaries)

    def broken(self) -> Iterator[str]:
        """Yield each condition that does not hold."""
        allowed = self.chance + max(_POINT, _AT_LEAST / self.finished)
        if self.matches_closed > allowed:
            yield f"{self.store}: {self.matches_closed:.1%} are matched after closing"
        for one in self.telling[:_SHOWN]:
            yield f"{self.store}: {one.name} follows the true order (rho {one.rho:.2f})"
        if self.closed.tags:
            yield f"{self.store}: {self.closed.tags} tags can be recomputed after closing"
        for kind, count in self.canaries_by_kind().items():
            where = sorted({w for mark, w in self.closed.canaries.items() if mark.kind == kind})
            yield f"{self.store}: {count} × {kind} after closing, in {', '.join(where[:_SHOWN])}"
        if self.open.plain:
            yield f"{self.store}: words of {self.open.plain} can be read without any key"
        if self.open.taken_out:
            yield f"{self.store}: {self.open.taken_out} parts taken out of texts can be read"
        if self.open.finished or self.open.erased:
            yield (
                f"{self.store}: while open, the vault opens what is left of the drafts of "
                f"{self.open.finished} people who finished and {self.open.erased} who took back"
            )


Plant = Callable[[Scene], Awaitable[None]]
"""Puts something on the disk that should not be there, to see whether the attack finds it."""


async def _nothing(_: Scene) -> None:
    return


@dataclass(frozen=True)
class Plan:
    """What is attacked.

    Attributes:
        store: its name.
        url: an empty database.
        folder: for everything else that the installation writes.
        disk: other folders that are seized.
        people, days: how many come, and over how many days.
        while_open, after_closing: what is planted before each attack.
    """

    store: str
    url: str
    folder: Path
    people: int
    days: int
    disk: Sequence[Path] = ()
    while_open: Plant = _nothing
    after_closing: Plant = _nothing


async def measure_store(plan: Plan, done: Done = lambda _: None) -> Measured:
    """Let people answer, attack, close, attack again; `done` is told of people who are through."""
    scene = Scene.of(plan.url, plan.folder, plan.people, seed=plan.people)
    await scene.begin()
    try:
        await scene.answer(plan.days, done)
        await plan.while_open(scene)
        attacker = Attacker(scene, [plan.folder, *plan.disk])
        opened = attacker.while_open()
        await scene.close()
        await plan.after_closing(scene)
        closed = attacker.after_closing()
    finally:
        await scene.end()
    return Measured(
        store=plan.store,
        participants=plan.people,
        finished=len(scene.finished),
        smallest_size=min(attacker.sizes.values(), default=0),
        sizes=len(attacker.sizes),
        open=opened,
        closed=closed,
    )

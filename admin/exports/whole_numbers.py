"""The whole numbers nearest to given ones that obey every tie: a small integer programme."""

from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

import highspy

from admin.polytope import Quiet
from admin.suppression import Range, Tie

Key = TypeVar("Key", bound=Hashable)

Target = tuple[float, float]
"""Where a number should be, and how much a distance of one from there weighs."""

SECONDS = 60.0


class NoAgreementError(ValueError):
    """No whole numbers obey these ties, or none were found in time."""


def nearest(
    ranges: Mapping[Key, Range], targets: Mapping[Key, Target], ties: Sequence[Tie[Key]]
) -> dict[Key, int]:
    """Return a whole number for each key within its range, near its target, that obeys all ties.

    The weighted sum of the distances to the targets is the smallest possible.

    Raises:
        NoAgreementError: there are none.
    """
    solver = Quiet()  # type: ignore[no-untyped-call]  # has no types
    for name, value in (("threads", 1), ("random_seed", 1), ("time_limit", SECONDS)):
        solver.setOptionValue(name, value)
    infinity = highspy.kHighsInf
    places = {
        key: solver.addIntegral(least, infinity if most is None else most)
        for key, (least, most) in ranges.items()
    }
    for tie in ties:
        total = solver.qsum(places[key] * coefficient for key, coefficient in tie.terms)
        least = -infinity if tie.least is None else tie.least
        solver.addConstr(least <= total <= (infinity if tie.most is None else tie.most))
    distances = []
    for key, (target, weight) in targets.items():
        above, below = solver.addVariable(0, infinity), solver.addVariable(0, infinity)
        solver.addConstr(places[key] - above + below == target)
        distances += [weight * above, weight * below]
    solver.minimize(solver.qsum(distances))
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise NoAgreementError("No whole numbers of people agree with these tables.")
    return {key: round(solver.val(place)) for key, place in places.items()}

"""Opinion groups: people who voted alike on statements. Votes in, a group for each person out.

Most people vote on some of the statements only, so most votes are missing. By these rules:

1. Groups are made of those who voted on `LEAST_VOTES` statements or more (on all, where there are
   fewer). Whoever voted on fewer is then counted with the group whose middle is nearest; were they
   apart, the few votes of a few people would be what is left of everybody less all groups.
2. A missing vote counts as the mean of its statement. The directions in which the votes differ most
   are found by principal components: as many as are longer than the same ones in votes that were
   shuffled within each statement (parallel analysis: Horn, "A rationale and test for the number of
   factors in factor analysis", 1965), and at most one fewer than there may be groups, as the
   middles of so many groups never span more. Where not even the first is longer, people agree or
   differ by chance only, and there are no groups.
3. Somebody who voted on few statements would lie near the middle for that alone, so each place is
   stretched by the square root of statements by votes cast. Small, Bjorkegren, Erkkilä, Shaw and
   Megill, "Polis: scaling deliberation by mapping high dimensional opinion spaces" (2021).
4. k-means makes two to five groups. The mean silhouette says how well they part; the fewest groups
   within `NEAR` of the best are taken. A number of groups of which one is below the threshold does
   not count, so a small group is never made.

The same votes in the same order give the same groups. They are numbered by how many made them.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from admin.analysis.k_means import Labels, Points, k_means, nearest, silhouette

Votes = NDArray[np.float64]
"""A row for each person and a column for each statement: 1 agree, -1 disagree, 0 pass, NaN none."""

LEAST_VOTES = 7
MOST_GROUPS = 5
NEAR = 0.02
SHUFFLES = 19
"""So that votes without any pattern pass in one of twenty cases at most."""
NOBODY = -1
"""The group of those who cast no vote."""


@dataclass(frozen=True)
class Groups:
    """A group for each person; `NOBODY` who cast no vote, and everybody if `number` is 0."""

    of: Labels
    number: int


def opinion_groups(votes: Votes, least_votes: int = LEAST_VOTES, least_people: int = 10) -> Groups:
    """Return the groups of those who voted.

    Args:
        votes: see `Votes`; any size, also empty.
        least_votes: votes that somebody must have cast for the groups to be made of them.
        least_people: the smallest group that may be made.
    """
    cast = (~np.isnan(votes)).sum(axis=1)
    full = cast >= max(1, min(least_votes, votes.shape[1]))
    groups = np.full(len(votes), NOBODY, dtype=np.intp)
    directions = _beyond_chance(votes[full]) if full.sum() >= 2 * least_people else 0
    if not directions:
        return Groups(groups, 0)
    space = Space.of(votes[full], directions)
    points = space.places(votes[full])
    labels = _labels(points, least_people)
    if labels is None:
        return Groups(groups, 0)
    number = int(labels.max()) + 1
    groups[full] = labels
    centres = np.array([points[labels == group].mean(axis=0) for group in range(number)])
    others = ~full & (cast > 0)
    groups[others] = nearest(space.places(votes[others]), centres)
    return Groups(groups, number)


@dataclass(frozen=True)
class Space:
    """Where votes lie: the means of the statements, and the directions in which people differ."""

    means: Points
    directions: Points

    @classmethod
    def of(cls, votes: Votes, directions: int) -> "Space":
        """Return the space of these votes, of so many of its longest directions."""
        means = _means(votes)
        filled = _filled(votes, means)
        _, found = np.linalg.eigh(filled.T @ filled)
        return cls(means, _pointing(found[:, ::-1][:, :directions]))

    def places(self, votes: Votes) -> Points:
        """Return where these people lie, each of whom has cast a vote."""
        cast = (~np.isnan(votes)).sum(axis=1)
        stretch = np.sqrt(votes.shape[1] / cast)[:, None]
        stretched: Points = _filled(votes, self.means) @ self.directions * stretch
        return stretched


def _labels(points: Points, least_people: int) -> Labels | None:
    found = {}
    for number in range(2, min(MOST_GROUPS, len(points) // least_people) + 1):
        labels = k_means(points, number)
        if np.bincount(labels, minlength=number).min() >= least_people:
            found[number] = silhouette(points, labels), labels
    if not found:
        return None
    best = max(value for value, _ in found.values())
    return next(labels for value, labels in found.values() if value >= best - NEAR)


def _means(votes: Votes) -> Points:
    """Return the mean vote on each statement, 0 where there is none."""
    missing = np.isnan(votes)
    means: Points = np.where(missing, 0.0, votes).sum(axis=0) / np.maximum(
        (~missing).sum(axis=0), 1
    )
    return means


def _filled(votes: Votes, means: Points) -> Votes:
    """Return the votes less the mean of their statement, 0 where none was cast."""
    return np.where(np.isnan(votes), 0.0, votes - means)


def _noise(votes: Votes) -> float:
    """Return below which length a direction is but an error of calculation."""
    return 1e-9 * max(1, votes.size)


def _pointing(directions: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return each direction with the sign that makes its largest part positive."""
    largest = np.abs(directions).argmax(axis=0)
    signs = np.sign(directions[largest, np.arange(directions.shape[1])])
    return directions * np.where(signs == 0, 1.0, signs)


def _beyond_chance(votes: Votes) -> int:
    """Return how many directions are longer than the same ones ever are in shuffled votes."""
    chance = np.random.default_rng(1)
    shuffled = [_lengths(_shuffled(votes, chance)) for _ in range(SHUFFLES)]
    longer = _lengths(votes) > np.maximum(np.max(shuffled, axis=0), _noise(votes))
    return int(np.logical_and.accumulate(longer).sum())


def _lengths(votes: Votes) -> NDArray[np.float64]:
    """Return the lengths of the directions, the longest first, of as many as groups may span."""
    filled = _filled(votes, _means(votes))
    return np.linalg.eigvalsh(filled.T @ filled)[::-1][: MOST_GROUPS - 1].astype(np.float64)


def _shuffled(votes: Votes, chance: np.random.Generator) -> Votes:
    """Return the votes with those on each statement dealt out anew among who voted on it."""
    dealt = votes.copy()
    for statement in range(votes.shape[1]):
        rows = np.flatnonzero(~np.isnan(votes[:, statement]))
        dealt[rows, statement] = votes[chance.permutation(rows), statement]
    return dealt

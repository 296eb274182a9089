"""Tells the operator of rows that do not open any more, and are left out so that all else goes on.

A disk may lose what it holds, and one row of it must not stop the conversations of everybody.
"""

import logging
from enum import StrEnum

from bot.metrics import Metrics

log = logging.getLogger(__name__)


class Kind(StrEnum):
    """What the rows hold."""

    STATEMENTS = "statements"
    LETTERS = "letters"


class Damage:
    """Remembers how many were found; says so in the log once, in the metrics all the time."""

    def __init__(self, metrics: Metrics) -> None:
        self._metrics = metrics
        self._found: dict[tuple[Kind, str], int] = {}

    def found(self, kind: Kind, count: int, *, within: str = "") -> None:
        """Note how many rows of a kind are damaged now, of those of one round if one is named."""
        known = self._found.get((kind, within), 0)
        self._found[kind, within] = count
        if count > known:
            log.error(
                "%d %s in the database are damaged and left out: run `consult db check`, and see "
                "whether a backup still has them",
                count,
                kind,
            )
        total = sum(number for (each, _), number in self._found.items() if each is kind)
        self._metrics.damaged.labels(kind.value).set(total)

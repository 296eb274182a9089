"""The outside of a conversation, fixed: chance is seeded, texts are the shipped ones."""

import datetime as dt
import hashlib
from collections.abc import Callable, Mapping
from importlib.resources import files
from pathlib import Path

from bot.catalogues import load_texts
from bot.scrubbing import scrub
from dialogs import round_file
from dialogs.facts import Facts
from dialogs.round import Round
from dialogs.world import Stage, World

EXAMPLE_TEXT = (files("dialogs") / "rounds" / "our_evenings.yaml").read_text(encoding="utf-8")
EXAMPLE: Round = round_file.load(EXAMPLE_TEXT, file="our_evenings.yaml")
_EVERYTHING_FILE = Path(__file__).parent / "rounds" / "everything.yaml"
EVERYTHING_TEXT = _EVERYTHING_FILE.read_text(encoding="utf-8")
EVERYTHING: Round = round_file.load(EVERYTHING_TEXT, file=_EVERYTHING_FILE.name)
"""A round that uses every kind and every option, in two scripts."""

TEXTS = load_texts()
NOW = dt.datetime(2026, 11, 10, 17, 0, tzinfo=dt.UTC)


class SeededChance:
    """The same bytes for the same seed."""

    def __init__(self, seed: int = 0) -> None:
        self._count = seed * 1000

    def take(self, count: int) -> bytes:
        """Return the next `count` bytes."""
        self._count += 1
        return hashlib.shake_128(str(self._count).encode()).digest(count)


def world(
    *,
    took_part: bool = False,
    stage: Stage = Stage.OPEN,
    holds: Callable[[str], bool] = lambda _: False,
    counts: Callable[[str], bool] = lambda _: False,
    seed: int = 0,
    now: dt.datetime = NOW,
    admits: Callable[[str], bool] = lambda _: False,
    consent_age: int = 0,
    paused: Mapping[str, str] | None = None,
    facts: Facts | None = None,
) -> World:
    """Return a world in which everything else is as usual."""
    return World(
        texts=TEXTS,
        now=now,
        chance=SeededChance(seed),
        scrub=scrub,
        took_part=took_part,
        stage=stage,
        holds=holds,
        counts=counts,
        admits=admits,
        consent_age=consent_age,
        paused=paused or {},
        facts=facts or Facts(),
    )

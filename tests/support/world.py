"""The outside of a conversation, fixed: chance is seeded, texts are the shipped ones."""

import hashlib
from collections.abc import Callable
from importlib.resources import files

from bot.catalogues import load_texts
from dialogs import round_file
from dialogs.round import Round
from dialogs.world import World

EXAMPLE_TEXT = (files("dialogs") / "rounds" / "our_evenings.yaml").read_text(encoding="utf-8")
EXAMPLE: Round = round_file.load(EXAMPLE_TEXT, file="our_evenings.yaml")
TEXTS = load_texts()


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
    is_open: bool = True,
    holds: Callable[[str], bool] = lambda _: False,
    seed: int = 0,
) -> World:
    """Return a world in which everything else is as usual."""
    return World(
        texts=TEXTS, chance=SeededChance(seed), took_part=took_part, open=is_open, holds=holds
    )

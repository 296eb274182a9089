"""How far something long is."""

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Told a stage, how much of it is done, and how much there is; may come from another thread."""


def silent(_stage: str, _done: int, _total: int) -> None:
    """Tell nobody."""

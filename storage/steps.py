"""Named steps of what must end the same wherever it is interrupted.

Nothing happens at a step unless somebody watches; tests do, and kill the process there.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

Watcher = Callable[[str], None]
"""Told the name of a step that was just done; may come from another thread."""

_watchers: list[Watcher] = []


def reach(step: str) -> None:
    """Note that a step is done."""
    for watcher in _watchers:
        watcher(step)


@contextmanager
def watched(by: Watcher) -> Iterator[None]:
    """Tell `by` every step inside the `with` block."""
    _watchers.append(by)
    try:
        yield
    finally:
        _watchers.remove(by)

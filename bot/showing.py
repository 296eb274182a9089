"""Which message shows somebody's screen, for as long as something is in line for them.

What stands in line was made before the screens ahead of it were drawn, and may have to wait long
for its turn. So what it knows of the screen that it replaces is out of date.
"""

from collections import Counter


class Showing:
    """Follows the screens of those who have something in line, by tag."""

    def __init__(self) -> None:
        self._in_line: Counter[bytes] = Counter()
        self._shown: dict[bytes, int] = {}

    def begin(self, tag: bytes, shown: int | None) -> None:
        """Note that something stands in line now; `shown` is the message, where it is known."""
        self._in_line[tag] += 1
        if shown is not None:
            self._shown[tag] = shown

    def drawn(self, tag: bytes, shown: int) -> None:
        """Note which message shows the screen now."""
        self._shown[tag] = shown

    def saved(self, tag: bytes) -> None:
        """Note that the screen has a withdrawal code now: nothing that follows takes its place."""
        self._shown.pop(tag, None)

    def end(self, tag: bytes) -> None:
        """Note that something has left the line."""
        self._in_line[tag] -= 1
        if not self._in_line[tag]:
            self._in_line.pop(tag)
            self._shown.pop(tag, None)

    def of(self, tag: bytes) -> int | None:
        """Return the message that shows a person's screen, where it was drawn lately."""
        return self._shown.get(tag)

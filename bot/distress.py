"""Whether a typed text calls for the help lines.

A bot reads the lists of its languages before it takes updates (`read_lists`); whoever has not done
so, such as `consult play`, reads a list when it is first needed.
"""

from collections.abc import Collection
from functools import cache

from dialogs.distress import Signals


def distressed(text: str, languages: Collection[str]) -> bool:
    """Return whether a text holds words of distress in one of these languages; it is not kept."""
    return _signals()(text, languages)


def read_lists(languages: Collection[str]) -> None:
    """Read the lists of these languages, so that nobody waits for it: it takes a moment each."""
    _signals().read(languages)


@cache
def _signals() -> Signals:
    from admin.word_lists import distress_phrases  # noqa: PLC0415 - reads YAML

    return Signals(distress_phrases)

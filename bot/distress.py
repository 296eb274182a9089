"""Whether a typed text calls for the help lines. No list is read before the first text comes in."""

from collections.abc import Collection
from functools import cache

from dialogs.distress import Signals


def distressed(text: str, languages: Collection[str]) -> bool:
    """Return whether a text holds words of distress in one of these languages; it is not kept."""
    return _signals()(text, languages)


@cache
def _signals() -> Signals:
    from admin.word_lists import distress_phrases  # noqa: PLC0415 - reads YAML

    return Signals(distress_phrases)

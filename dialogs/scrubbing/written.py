"""Placeholders that stand in a text already: no rule looks into them."""

from collections.abc import Iterator

from dialogs.placeholders import PLACEHOLDER, Kind
from dialogs.scrubbing.base import Found, Given


def find(given: Given) -> Iterator[Found]:
    """Yield the placeholders."""
    for hit in PLACEHOLDER.finditer(given.text):
        yield Found(hit.start(), hit.end(), Kind(hit[1]))

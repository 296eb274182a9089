"""What a translation must take over from its source unchanged: blanks, tags, links, commands."""

import re
from collections import Counter
from collections.abc import Iterator

from dialogs.unseen import first_unseen, name_of

_KEPT = re.compile(
    r"""
    (?P<blank>      \{\w*\} | %\(\w+\)s | %s | %d )
  | (?P<tag>        </?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?> )
  | (?P<link>       https?://[^\s<>“”"']*[^\s<>“”"'.,;:!?)] )
  | (?P<address>    (?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]*\w )
  | (?P<account>    (?<!\w)@\w{3,} )
  | (?P<command>    (?<![\w/])/[a-z]{2,}(?![\w/]) )
    """,
    re.VERBOSE,
)

Disagreement = tuple[str, str]
"""What is wrong, and what to do."""


def disagreements(source: str, translation: str) -> Iterator[Disagreement]:
    """Yield what keeps a translation from being taken."""
    unseen = first_unseen(translation)
    if unseen is not None:
        yield (
            f"There is a character that cannot be seen: {name_of(translation[unseen])}.",
            "Delete it, or type the text again.",
        )
    wanted, found = kept_in(source), kept_in(translation)
    for each in wanted - found:
        yield f"“{each}” of the source is missing.", "Put it in, exactly as it is written there."
    for each in found - wanted:
        yield f"“{each}” is not in the source.", "Take it out, or write it as the source does."


def kept_in(text: str) -> Counter[str]:
    """Return how often each thing stands in a text that a translation must take over."""
    return Counter(found[0] for found in _KEPT.finditer(text))

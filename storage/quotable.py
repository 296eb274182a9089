"""Which texts of a dataset may be quoted, told so that no yes and no no singles anybody out.

A person says yes or no once, for all their texts. So the flag could join two texts of one person:
if one girl alone said no in Albanian, both texts without the flag would be hers. Therefore, among
those who wrote in answer to one question in one language,

1. as many as the threshold have texts with the flag, or nobody has;
2. as many as the threshold have texts without it, even where fewer said no: the rest is drawn by
   lot, anew for each question, from those who said yes.

Nobody is ever quoted who did not say yes. A text without the flag tells nothing of its author: they
said no, or were not asked, or the lot fell on them, or too few said yes. A text with the flag tells
that its author said yes, as at least so many others did who wrote there. How many said yes is not
kept anywhere, and cannot be worked out.
"""

import secrets
from collections import defaultdict
from collections.abc import Sequence

from msgspec import Struct

RULE = (
    "The author has allowed this text to be quoted. Of those who wrote in answer to one question in"
    " one language, as many as the threshold have the flag or nobody has, and as many do not have"
    " it; where fewer said no, the rest was drawn by lot. So “no” does not mean that they said no."
)

Group = tuple[str, str]
"""A question and a language."""


class Writer(Struct, frozen=True):
    """Who wrote a text, known for as long as the dataset is made: the place of their response."""

    response: int
    question: str
    language: str
    yes: bool


def quotable(writers: Sequence[Writer], threshold: int) -> list[bool]:
    """Return of each text whether it carries the flag; see above."""
    groups: defaultdict[Group, dict[int, bool]] = defaultdict(dict)
    for one in writers:
        groups[one.question, one.language][one.response] = one.yes
    flagged = {group: _flagged(said, threshold) for group, said in groups.items()}
    return [one.response in flagged[one.question, one.language] for one in writers]


def _flagged(said: dict[int, bool], threshold: int) -> set[int]:
    """Return whose texts carry the flag, of those who wrote there."""
    agreed = [one for one, yes in said.items() if yes]
    withheld = max(0, threshold - (len(said) - len(agreed)))
    left = len(agreed) - withheld
    return set(secrets.SystemRandom().sample(agreed, left)) if left >= threshold else set()

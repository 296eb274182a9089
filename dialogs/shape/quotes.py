"""Whether words may be quoted is asked only where words can be typed."""

from collections.abc import Iterator

from dialogs.quoting import takes_words
from dialogs.round import Round
from dialogs.shape.base import Finding


def find(round_: Round) -> Iterator[Finding]:
    if round_.may_quote and not any(map(takes_words, round_.questions)):
        yield (
            "$.quotes",
            "Nobody types anything in this round that could be quoted.",
            "Add a question of the kind `free_text`, or take `quotes` away.",
        )

"""Where quotes are asked for, enough people are expected for some to be printed."""

from collections.abc import Iterator

from dialogs.lints.base import Finding, Outside, warning
from dialogs.round import Round


def find(round_: Round, outside: Outside) -> Iterator[Finding]:
    """In each language and question as many texts as the threshold may be quoted, or none.

    As many others stay unquoted, so that nobody is singled out by a yes or a no.
    """
    needed = 2 * round_.publication.threshold
    spoken = len(round_.languages)
    if round_.may_quote and round_.expected < needed * spoken:
        yield warning(
            "$.quotes",
            f"Few quotes will come about: {round_.expected} people are expected in {spoken} "
            f"languages, and words can be quoted only where {needed} or more have written in "
            "answer to one question in one language.",
            "Invite more people, offer fewer languages, or take `quotes` away: asking for a "
            "consent that is never used wastes trust.",
        )

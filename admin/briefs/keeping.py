"""What is erased, and when: as far as the round, the closing and the organisation tell.

What the program has done by itself bears the day of closing. What only people can do (destroy the
words of holders, erase a dataset) is said to be theirs.
"""

from collections.abc import Iterator

from admin.briefs.context import Context
from admin.briefs.model import Block, Bullets, Heading, Line, Run, plain


def blocks(context: Context) -> Iterator[Block]:
    """Yield the heading, and what becomes of each thing that is stored."""
    yield Heading(context.words("What is erased, and when"))
    yield Bullets(tuple(_items(context)))


def _items(context: Context) -> Iterator[Line]:
    say, day = context.words, context.words.day(context.closed)
    drafts = say.plural(
        "Unfinished answers: {number} day after the last message; all that were left when the round"
        " was closed, on {day}.",
        "Unfinished answers: {number} days after the last message; all that were left when the"
        " round was closed, on {day}.",
        context.round.keep_drafts_days,
        day=day,
    )
    yield plain(drafts)
    people = say(
        "Who has taken part, the sealed answers, and the round’s keys in the vault: when the round"
        " was closed, on {day}.",
        day=day,
    )
    yield plain(people)
    holders = say(
        "The words of the holders on paper could open old backups; the organisation has to destroy"
        " them."
    )
    yield plain(holders)
    if context.round.links_texts:
        link = say("The sealed link from texts to answers: when themes have been counted by group.")
        yield plain(link)
    yield _dataset(context)


def _dataset(context: Context) -> Line:
    """Return until when the dataset is kept, which only the organisation knows."""
    own = context.own_words.wording.retention
    text = context.words("The dataset and its texts: the program sets no date for erasing them.")
    return (*plain(text), Run(" "), *context.voiced(own)) if own else plain(text)

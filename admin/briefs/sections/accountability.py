"""Annex: promises of an earlier consultation, and how the organisation scores its own work."""

from collections.abc import Iterator

from admin.briefs.context import Context
from admin.briefs.model import Block, Heading, Paragraph, Section, Table, plain, text_of
from admin.own_words.accountability import MOST_POINTS, REQUIREMENTS, STATUSES


def section(context: Context) -> Section | None:
    """Return what the organisation reports; None where it reports neither."""
    blocks = (*_promises(context), *_score(context))
    if not blocks:
        return None
    title = context.words("Promises and requirements")
    return Section("accountability", title, blocks, new_page=True)


def missing(context: Context) -> Iterator[tuple[str, str]]:
    """Yield what was not reported, which the methods say."""
    say, own = context.words, context.own_words.wording
    if not own.promises:
        none = say("The organisation has reported no promises of an earlier consultation.")
        yield say("Earlier promises"), none
    if own.self_score is None:
        none = say("The organisation has not said how far this consultation met them.")
        yield say("Nine requirements of participation"), none


def _promises(context: Context) -> Iterator[Block]:
    say, promises = context.words, context.own_words.wording.promises
    if not promises:
        return
    rows = tuple(
        (
            text_of(context.voiced(one.what)),
            text_of(context.voiced(one.who)),
            say(STATUSES[one.status]),
            text_of(context.voiced(one.happened)),
            say.day(one.by) if one.by else "",
        )
        for one in promises
    )
    yield Heading(say("Earlier promises"))
    head = (say("What"), say("Who"), say("Status"), say("Reason"), say("By when"))
    yield Table("", head, rows, (3, 1.6, 1.3, 3, 1.4), figures=False, lang=context.wording_lang)


def _score(context: Context) -> Iterator[Block]:
    say, score = context.words, context.own_words.wording.self_score
    if score is None:
        return
    rows = tuple(
        (
            say(name),
            say.number(score.of(one).points),
            text_of(context.voiced(score.of(one).because)),
        )
        for one, name in REQUIREMENTS.items()
    )
    yield Heading(say("Nine requirements of participation"))
    note = say(
        "What the organisation says of itself, by General Comment 12 of the UN Committee on the"
        " Rights of the Child: up to {number} points for each.",
        number=MOST_POINTS,
    )
    yield Paragraph(plain(note), look="note")
    head = (say("What"), say("Points"), say("Reason"))
    yield Table("", head, rows, (2.2, 0.8, 4), figures=False, lang=context.wording_lang)

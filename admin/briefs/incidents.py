"""What happened to a round while it was open, as the methods tell it."""

from collections.abc import Iterator, Sequence

from admin.briefs.context import Context
from dialogs.round import Unfinished
from storage.closing_record import Mended, Outage, Pause

Fact = tuple[str, str]
"""A label, and a text."""


def told(context: Context) -> list[Fact]:
    """Return the facts to print; none when nothing happened."""
    return [
        *_closing_date(context),
        *_pauses(context),
        *_outages(context),
        *_rewording(context),
        *_losses(context),
        *_unsent(context),
    ]


def _closing_date(context: Context) -> Iterator[Fact]:
    say = context.words
    if context.incidents.announced is not None:
        yield (
            say("Closing date"),
            say(
                "First announced for {first}; while the round was open it was moved to {last}.",
                first=say.day(context.incidents.announced),
                last=say.day(context.round.closes),
            ),
        )


def _pauses(context: Context) -> Iterator[Fact]:
    if context.incidents.pauses:
        yield context.words("Paused, nothing was asked"), _spans(context, context.incidents.pauses)


def _outages(context: Context) -> Iterator[Fact]:
    say = context.words
    if context.incidents.outages:
        text = say(
            "{spans}. Telegram keeps messages for 24 hours, so some that were sent then may never"
            " have arrived.",
            spans=_spans(context, context.incidents.outages),
        )
        yield say("The bot could not be reached"), text


def _spans(context: Context, spans: Sequence[Pause | Outage]) -> str:
    say = context.words
    return "; ".join(
        say("{first} to {last}", first=say.day(one.began), last=say.day(one.ended)) for one in spans
    )


def _rewording(context: Context) -> Iterator[Fact]:
    say = context.words
    texts = [text for one in context.incidents.mended for text in _reworded(context, one)]
    if texts:
        yield say("Rewording"), " ".join(texts)


def _reworded(context: Context, mended: Mended) -> Iterator[str]:
    say, now = context.words, context.own(context.round.question(mended.question).text)
    yield say("“{now}” was reworded while the round was open.", now=now)
    for earlier in mended.apart:
        yield say(
            "Answers to “{before}” are shown apart, because it means something else.",
            before=context.own(context.round.question(earlier).text),
        )
    if not mended.apart:
        yield say("Its author declared that the meaning is the same: all answers count together.")


def _losses(context: Context) -> Iterator[Fact]:
    say = context.words
    texts = [
        say(
            "On {restored} the answers were brought back from a copy made on {copied}; who had"
            " answered in between could answer again.",
            restored=say.day(one.restored),
            copied=say.day(one.copied),
        )
        for one in context.incidents.returns
    ]
    if context.incidents.damaged:
        texts.append(say("Some sealed responses were damaged and could not be opened."))
    if texts:
        yield say("Losses"), " ".join([*texts, _how_many(context)])


def _how_many(context: Context) -> str:
    say = context.words
    if not context.incidents.all_known:
        return say(
            "How many responses were lost, and whether some that had been taken back were counted"
            " again, cannot be known."
        )
    lost = context.tables.tallies["lost"].count
    if lost is None:
        return say(
            "Fewer than {threshold} responses were lost, or none.",
            threshold=context.tables.rule.threshold,
        )
    return say.plural(
        "About {number} response was lost.", "About {number} responses were lost.", lost
    )


def _unsent(context: Context) -> Iterator[Fact]:
    say = context.words
    if context.round.unfinished is Unfinished.DISCARD:
        return
    kept = context.tables.tallies["kept_unsent"].count
    many = (
        say("fewer than {threshold}, or none", threshold=context.tables.rule.threshold)
        if kept is None
        else say("about {count}", count=kept)
    )
    yield (
        say("Answers not sent"),
        say(
            "Whoever had agreed and answered, but not pressed “Send” when the round closed, is"
            " counted with what they had answered, as they were told before they began. Questions"
            " they had not come to count as without an answer. Such responses: {many}.",
            many=many,
        ),
    )

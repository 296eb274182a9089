"""The sentences of the "what we can see" card, made from the round that is running."""

from dialogs.round import Round, Unfinished
from dialogs.texts import Speaker


def who_asks(round_: Round, say: Speaker) -> tuple[str, ...]:
    """Return who asks, why, and who will answer."""
    tag, to = say.language, round_.addressee
    return (
        say(
            "💬 {organiser} asks. Paid by: {funder}.",
            organiser=_sentence_start(round_.organiser.name[tag]),
            funder=round_.organiser.funder[tag],
        ),
        round_.purpose[tag],
        say(
            "🏛 Goes to: {body} ({role}). On {date} they decide {decision}.",
            body=to.body[tag],
            role=to.role[tag],
            date=say.day(to.decision_date),
            decision=to.decision[tag],
        ),
        say("Their answer is asked for by {date}.", date=say.day(to.reply_date)),
    )


def what_we_keep(round_: Round, say: Speaker) -> tuple[str, ...]:
    """Return what is stored, until when, and who can read it."""
    return (
        say(
            "🔒 While you answer, we keep your answers locked, next to a scrambled form of your "
            "Telegram number. We erase them when you stop, or after {days} days of silence.",
            days=round_.keep_drafts_days,
        ),
        say(
            "📦 What you send is sealed without your name or number. Nobody can open it before "
            "the round closes on {date}.",
            date=say.day(round_.closes),
        ),
        *_unsent(round_, say),
        say("👀 Telegram, and anybody who holds your unlocked phone, can see this chat."),
    )


def _unsent(round_: Round, say: Speaker) -> tuple[str, ...]:
    if round_.unfinished is Unfinished.DISCARD:
        return ()
    return (
        say(
            "📮 If you have not pressed Send by then, what you have answered is sealed and counted "
            "as well. To prevent that, press Stop."
        ),
    )


def _sentence_start(text: str) -> str:
    return text[:1].upper() + text[1:]

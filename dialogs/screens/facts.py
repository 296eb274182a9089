"""The sentences of "what we can see", made from the round that runs and from the installation.

`WHAT_WE_SEE` holds every sentence under the name of what it tells, page by page. A sentence is
empty where this round, or this installation, has nothing of the kind. Whatever is stored about
people must be told by one of them; a test goes through the tables and holds that against `Fact`.
"""

from collections.abc import Callable, Mapping
from enum import StrEnum
from itertools import groupby

from dialogs.round import Round
from dialogs.screens import fate, kept
from dialogs.screens.drawing import Scene
from dialogs.sentence_case import begun
from dialogs.states import Aside
from dialogs.texts import Speaker

_BULLET = "•"


class Fact(StrEnum):
    """What is told."""

    ANSWERS = "answers"
    WORDS = "words"
    RESPONDENT = "respondent"
    CONSENT = "consent"
    TICKET = "ticket"
    INVITED = "invited"
    QUOTABLE = "quotable"
    SPEED = "speed"
    TAG = "tag"
    PLACE = "place"
    CHAT = "chat"
    CODE = "code"
    NUMBERS = "numbers"
    COUNTS = "counts"
    NEVER = "never"
    UNSENT = "unsent"
    SENT = "sent"
    COUNTED_UNSENT = "counted_unsent"
    TAKE_BACK = "take_back"
    BACKUPS = "backups"
    REMINDER = "reminder"
    NOBODY = "nobody"
    INTRUDER = "intruder"
    AFTERWARDS = "afterwards"
    QUOTES = "quotes"
    THEMES = "themes"
    MODERATOR = "moderator"
    OTHERS = "others"


def who_asks(round_: Round, say: Speaker) -> tuple[str, ...]:
    """Return who asks, why, and who will answer."""
    tag, to = say.language, round_.addressee
    return (
        _asker(round_, say),
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


def in_short(round_: Round, say: Speaker) -> tuple[str, ...]:
    """Return what everybody reads before the first question: who asks, and what becomes of it."""
    tag, to = say.language, round_.addressee
    return (
        _asker(round_, say),
        round_.purpose[tag],
        say("🏛 Goes to: {body}.", body=to.body[tag]),
        say("Their answer is asked for by {date}.", date=say.day(to.reply_date)),
        say(
            "🔒 Not sent: locked. Erased if you stop, or after {days} silent days.",
            days=round_.keep_drafts_days,
        ),
        say(
            "📦 Sent: without name or number. Nobody can open it before {date}.",
            date=say.day(round_.closes),
        ),
        *filter(None, [fate.counted_unsent(round_, say), fate.linked(round_, say)]),
        say("👀 Telegram, and anybody who holds your unlocked phone, can see this chat."),
    )


def page(scene: Scene, aside: Aside) -> tuple[str, ...]:
    """Return the sentences of a page that are true here; what is a list stays together."""
    told = [text for tell in WHAT_WE_SEE[aside].values() if (text := tell(scene))]
    together = groupby(told, key=lambda text: text.startswith(_BULLET))
    return tuple(
        text for is_list, texts in together for text in (("\n".join(texts),) if is_list else texts)
    )


def _asker(round_: Round, say: Speaker) -> str:
    tag = say.language
    return say(
        "💬 {organiser} asks. Paid by: {funder}.",
        organiser=begun(round_.organiser.name[tag], tag),
        funder=round_.organiser.funder[tag],
    )


WHAT_WE_SEE: Mapping[Aside, Mapping[Fact, Callable[[Scene], str]]] = {
    Aside.PRIVACY: {
        Fact.ANSWERS: kept.answers,
        Fact.WORDS: kept.words,
        Fact.RESPONDENT: kept.respondent,
        Fact.CONSENT: kept.consent,
        Fact.TICKET: kept.ticket,
        Fact.INVITED: kept.invited,
        Fact.QUOTABLE: kept.quotable,
        Fact.SPEED: kept.speed,
        Fact.NEVER: kept.never,
    },
    Aside.NEEDED: {
        Fact.TAG: kept.tag,
        Fact.PLACE: kept.place,
        Fact.CHAT: kept.chat,
        Fact.CODE: kept.code,
        Fact.NUMBERS: kept.numbers,
        Fact.COUNTS: kept.counts,
    },
    Aside.UNTIL: {
        Fact.UNSENT: fate.unsent,
        Fact.REMINDER: fate.reminder,
        Fact.SENT: fate.sent,
        Fact.COUNTED_UNSENT: fate.unsent_at_the_end,
        Fact.TAKE_BACK: fate.take_back,
    },
    Aside.READERS: {
        Fact.INTRUDER: fate.intruder,
        Fact.NOBODY: fate.nobody,
        Fact.MODERATOR: fate.moderator,
        Fact.OTHERS: fate.others,
    },
    Aside.AFTERWARDS: {
        Fact.AFTERWARDS: fate.afterwards,
        Fact.QUOTES: fate.quotes,
        Fact.THEMES: fate.themes,
        Fact.BACKUPS: fate.backups,
    },
}
"""What each page tells, in its order. The last page says who asks."""

"""What a messenger shows of a bot before anybody has written to it.

It can be seen by whoever looks over a shoulder, so it holds the public labels of the rounds and
nothing that is asked; and it is in their languages alone, whose texts a speaker has confirmed.
"""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from dialogs.round import Round
from dialogs.texts import Speaker, Texts

LONGEST_NAME = 64
LONGEST_ABOUT = 120
LONGEST_DESCRIPTION = 512
"""Characters. Source: Bot API, setMyName, setMyShortDescription, setMyDescription."""

_CUT = "…"


class Command(Struct, frozen=True):
    """A command as it stands in the menu: its name without the slash, and what it does."""

    name: str
    does: str


class Introduction(Struct, frozen=True):
    """A bot in one language.

    Attributes:
        name: stands above the chat.
        description: what an empty chat shows.
        about: stands on the bot's own page, and beside a link to it.
        commands: the menu of commands.
    """

    name: str = ""
    description: str = ""
    about: str = ""
    commands: tuple[Command, ...] = ()


def introductions(rounds: Sequence[Round], texts: Texts) -> Mapping[str, Introduction]:
    """Return how the bot of these rounds introduces itself, by language, in the rounds' order.

    A language in which only some of them are asked tells of these alone.
    """
    languages = dict.fromkeys(tag for round_ in rounds for tag in round_.languages)
    return {
        tag: _introduction([one for one in rounds if tag in one.languages], texts.speaker(tag))
        for tag in languages
    }


def _introduction(rounds: Sequence[Round], say: Speaker) -> Introduction:
    labels = tuple(dict.fromkeys(one.public_label[say.language] for one in rounds))
    counts = not any(one.practice for one in rounds)
    practice = () if counts else (say("🧪 PRACTICE. Nothing that is said here counts."),)
    nobody = say("We never keep your name, your phone number or your picture.")
    seen = say("👀 Telegram, and anybody who holds your unlocked phone, can see this chat.")
    return Introduction(
        name=_fitting(LONGEST_NAME, " · ", *labels),
        description=_fitting(
            LONGEST_DESCRIPTION, "\n\n", "\n".join(labels), *practice, nobody, seen
        ),
        about=_fitting(LONGEST_ABOUT, "\n", " · ".join(labels), *practice, nobody),
        commands=_commands(say, several=len(rounds) > 1),
    )


def _commands(say: Speaker, *, several: bool) -> tuple[Command, ...]:
    """Return what can be typed at any time, in the words of the buttons that do the same."""
    choosing = (Command("rounds", say("🗂 Choose another")),) if several else ()
    return (
        Command("start", say("▶ Begin or go on")),
        *choosing,
        Command("help", say("🆘 Help")),
        Command("privacy", say("What we keep")),
        Command("language", say("🌐 Another language")),
        Command("pause", say("⏸ Pause")),
        Command("summary", say("📋 My answers so far")),
        Command("withdraw", say("Take back my answers")),
        Command("stop", say("⏹ Stop")),
    )


def _fitting(longest: int, between: str, first: str, *more: str) -> str:
    """Return as many of these, from the first on, as fit as a whole."""
    text = _cut(first, longest)
    for part in more:
        longer = f"{text}{between}{part}"
        if len(longer) > longest:
            break
        text = longer
    return text


def _cut(text: str, longest: int) -> str:
    """Return a text, cut between two words where it is too long."""
    if len(text) <= longest:
        return text
    start = text[: longest - len(_CUT)]
    return (start.rpartition(" ")[0] or start).rstrip(" ,.;:–-") + _CUT

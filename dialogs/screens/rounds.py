"""The list of rounds, for a bot that has several. It stands before all of them and belongs to none.

Its buttons carry the marks of rounds; nothing is stored while it is shown.
"""

from collections.abc import Collection, Sequence
from enum import Enum, auto

from msgspec import Struct

from dialogs.languages import nearest
from dialogs.prompts import Choice, Prompt
from dialogs.round import Round
from dialogs.screens.asides import text_of_lines
from dialogs.states import Aside, MoveName
from dialogs.taps import mark_of
from dialogs.texts import Speaker


class Standing(Enum):
    """How somebody stands with a round that is open."""

    NEW = auto()
    BEGUN = auto()
    SENT = auto()
    PAUSED = auto()
    """Its organisation asks nothing just now."""


class Listed(Struct, frozen=True):
    """A round as it stands on the list."""

    round: Round
    standing: Standing


_SIGNS = {Standing.NEW: "", Standing.BEGUN: "▶", Standing.SENT: "✅"}


def list_of(listed: Sequence[Listed], say: Speaker) -> Prompt:
    """Offer the rounds, each by its public label."""
    return Prompt(
        language=say.language,
        heading=say("What would you like to answer?"),
        paragraphs=(
            say("Choose one. You can take another one afterwards."),
            say("Nothing joins what you say in one to what you say in another."),
        ),
        rows=(
            *((_button(one, say),) for one in listed),
            (Choice(say("🆘 Help"), MoveName.OPEN, Aside.HELP),),
        ),
    )


def _button(one: Listed, say: Speaker) -> Choice:
    labels = one.round.public_label
    label = labels[nearest(say.language, labels)]
    mark = mark_of(one.round.id)
    if one.standing is Standing.PAUSED:
        return Choice(say("⏸ {label} (paused)", label=label), MoveName.BEGIN, mark)
    return Choice(f"{_SIGNS[one.standing]} {label}".lstrip(), MoveName.BEGIN, mark)


def help_for(rounds: Sequence[Round], say: Speaker, phoned: Collection[str]) -> Prompt:
    """Show the help lines of all rounds that are asked in this language, each line once."""
    spoken = [one for one in rounds if say.language in one.languages]
    lines = {line.number: line for one in spoken for line in one.help_lines}
    return Prompt(
        language=say.language,
        heading=say("Somebody to talk to"),
        paragraphs=text_of_lines(lines.values(), say, phoned),
        rows=((Choice(say("⬅ Back"), MoveName.RESUME),),),
    )

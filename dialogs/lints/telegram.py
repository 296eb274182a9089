"""Every screen fits into a Telegram message, in every language."""

from collections.abc import Iterator

from dialogs.lints.base import Finding, Outside, error
from dialogs.lints.tools.screens import Drawn, screens, world_of
from dialogs.prompts import Prompt
from dialogs.round import Round
from dialogs.screens.asides import help_text
from dialogs.screens.drawing import Scene
from dialogs.session import Session

MOST_UNITS = 4096
"""UTF-16 units of a message after its tags are read: https://core.telegram.org/bots/api."""

REMARK = 200
"""Room for what is said in passing above a screen."""


def find(round_: Round, outside: Outside) -> Iterator[Finding]:
    for language in outside.spoken(round_):
        room = REMARK + _help_card(round_, language, outside)
        longest: dict[str, tuple[int, Drawn]] = {}
        for drawn in screens(round_, language, outside):
            units = outside.units(drawn.prompt)
            if units > longest.get(drawn.path, (MOST_UNITS - room,))[0]:
                longest[drawn.path] = units, drawn
        for path, (units, drawn) in longest.items():
            yield error(
                f"{path}.text.{language}" if path.startswith("$.questions[") else path,
                f"The screen “{drawn.prompt.heading[:40]}” can take {units} of Telegram’s "
                f"{MOST_UNITS} characters in “{language}”; {room} are needed for remarks.",
                "Shorten its texts, or split it in two.",
            )


def _help_card(round_: Round, language: str, outside: Outside) -> int:
    """Return the room of the help lines, which may stand above any screen: see `signposts`."""
    scene = Scene(round_, Session(), outside.texts.speaker(language), world_of(outside))
    return outside.units(Prompt(language=language, paragraphs=("\n".join(help_text(scene)),)))

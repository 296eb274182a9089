"""Every screen fits into a Telegram message, in every language."""

from collections.abc import Iterator

from dialogs.lints.base import Finding, Outside, error
from dialogs.lints.tools.screens import Drawn, screens
from dialogs.round import Round

MOST_UNITS = 4096
"""UTF-16 units of a message after its tags are read: https://core.telegram.org/bots/api."""

REMARK = 200
"""Room for what is said in passing above a screen."""


def find(round_: Round, outside: Outside) -> Iterator[Finding]:
    for language in outside.spoken(round_):
        longest: dict[str, tuple[int, Drawn]] = {}
        for drawn in screens(round_, language, outside):
            units = outside.units(drawn.prompt)
            if units > longest.get(drawn.path, (MOST_UNITS - REMARK,))[0]:
                longest[drawn.path] = units, drawn
        for path, (units, drawn) in longest.items():
            yield error(
                f"{path}.text.{language}" if path.startswith("$.questions[") else path,
                f"The screen “{drawn.prompt.heading[:40]}” can take {units} of Telegram’s "
                f"{MOST_UNITS} characters in “{language}”; {REMARK} are needed for remarks.",
                "Shorten its texts, or split it in two.",
            )

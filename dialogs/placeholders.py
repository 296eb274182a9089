"""What stands in a kept text where something was taken out.

A placeholder is the same in every language (`[phone]`), so that a dataset does not tell in which
language somebody wrote; a screen shows it in the language that is spoken. Typed by hand it means
nothing more than it says.
"""

import re
from collections import Counter
from collections.abc import Callable
from enum import StrEnum

from dialogs.texts import Speaker


class Kind(StrEnum):
    """What was taken out."""

    PHONE = "phone"
    EMAIL = "email"
    LINK = "link"
    HANDLE = "handle"
    NUMBER = "number"
    """A personal number: of an identity card, a person, an account."""
    NAME = "name"
    PLACE = "place"

    @property
    def placeholder(self) -> str:
        """What stands in the text instead."""
        return f"[{self}]"


PLACEHOLDER = re.compile(r"\[(" + "|".join(Kind) + r")\]")


def kinds_in(text: str) -> Counter[Kind]:
    """Return how often each placeholder stands in `text`."""
    if "[" not in text:
        return Counter()
    return Counter(Kind(found[1]) for found in PLACEHOLDER.finditer(text))


def shown(text: str, say: Speaker) -> str:
    """Return a kept text as it is shown: its placeholders in the language that is spoken."""
    if "[" not in text:
        return text
    return PLACEHOLDER.sub(lambda found: f"[{_SHORT[Kind(found[1])](say)}]", text)


_SHORT: dict[Kind, Callable[[Speaker], str]] = {
    Kind.PHONE: lambda say: say("phone"),
    Kind.EMAIL: lambda say: say("e-mail"),
    Kind.LINK: lambda say: say("link"),
    Kind.HANDLE: lambda say: say("account"),
    Kind.NUMBER: lambda say: say("personal number"),
    Kind.NAME: lambda say: say("name"),
    Kind.PLACE: lambda say: say("place"),
}

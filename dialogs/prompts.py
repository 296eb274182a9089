"""What a person should see, free of any channel: the closed vocabulary that channels draw."""

from msgspec import Struct

from dialogs.states import MoveName


class Choice(Struct, frozen=True, gc=False):
    """One button: its text, and the move it makes."""

    text: str
    move: MoveName
    arg: str = ""


class Prompt(Struct, frozen=True, kw_only=True, cache_hash=True, gc=False):
    """One screen.

    Attributes:
        language: tag of the language it is written in.
        heading: one line, drawn strongly; may be empty.
        paragraphs: plain texts, drawn apart.
        hint: small print under them; may be empty.
        progress: which screen of how many; None where that says nothing.
        rows: the buttons.
        typing: whether a typed text is what we wait for.
        common: everybody who comes here sees it like this, so a channel may remember what it made
            of it. Whatever holds somebody's words is not.
    """

    language: str
    heading: str = ""
    paragraphs: tuple[str, ...] = ()
    hint: str = ""
    progress: tuple[int, int] | None = None
    rows: tuple[tuple[Choice, ...], ...] = ()
    typing: bool = False
    common: bool = False

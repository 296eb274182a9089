"""How the screens of a round read, as plain text: a translator sees where a text will stand."""

from collections.abc import Iterator

from msgspec import Struct

from dialogs.lints.base import Outside
from dialogs.lints.tools.screens import screens
from dialogs.prompts import Prompt
from dialogs.round import Round
from dialogs.translating.entries import Entry
from dialogs.translating.record import State


class Preview(Struct, frozen=True):
    """One screen: its number, from 1, and how it reads."""

    number: int
    text: str


def as_text(prompt: Prompt) -> str:
    """Return a screen as text; buttons stand in brackets, those of one row beside each other."""
    number = ["{} / {}".format(*prompt.progress)] if prompt.progress else []
    parts = ["\n".join([*number, prompt.heading]).strip(), *prompt.paragraphs, prompt.hint]
    rows = ("  ".join(f"[ {choice.text} ]" for choice in row) for row in prompt.rows)
    return "\n\n".join([*filter(None, parts), "\n".join(rows)]).strip()


def previews(
    round_: Round, entries: tuple[Entry, ...], language: str, outside: Outside
) -> dict[str, Preview]:
    """Return by the name of each text the screen on which it stands, where there is one.

    The screens are in `language` once everything is translated and the bot speaks it, else in the
    source language, so that none is half of each.

    Args:
        round_: the round; what is missing is filled in.
        entries: its texts.
        language: the language that is translated into.
        outside: the interface texts; without those of a language there are no screens in it.
    """
    spoken = outside.spoken(round_)
    whole = language in spoken and all(one.state is not State.MISSING for one in entries)
    shown = language if whole else next(iter(round_.languages))
    if shown not in spoken:
        return {}
    drawn = list(dict.fromkeys(_drawn(round_, shown, outside)))
    found = {
        one.key: _best(drawn, one, one.translation if whole else one.source) for one in entries
    }
    used = sorted({place for place in found.values() if place is not None})
    numbers = {place: number for number, place in enumerate(used, 1)}
    return {
        key: Preview(numbers[place], drawn[place][1])
        for key, place in found.items()
        if place is not None
    }


def _drawn(round_: Round, language: str, outside: Outside) -> Iterator[tuple[str, str]]:
    """Yield path and text of every screen; the cards that are opened beside the way come last."""
    drawn = list(screens(round_, language, outside))
    for one in sorted(drawn, key=lambda one: one.session.aside is not None):
        yield one.path, as_text(one.prompt)


def _best(drawn: list[tuple[str, str]], entry: Entry, wording: str) -> int | None:
    """Return which screen shows a text: one of its own that does, else its own, else another."""
    if entry.path.startswith("$.publication."):
        return None  # in the brief, on no screen
    own = [place for place, (path, _) in enumerate(drawn) if _holds(path, entry.path)]
    showing = [place for place, (_, text) in enumerate(drawn) if wording in text]
    both = [place for place in own if place in showing]
    return next(iter((*both, *own, *showing)), None)


def _holds(screen: str, path: str) -> bool:
    return path == screen or path.startswith((f"{screen}.", f"{screen}["))

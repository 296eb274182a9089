"""Looks up what somebody has typed among the names that there are, and says which are near."""

import difflib
import re
from collections.abc import Iterable, Mapping
from typing import TypeVar

Found = TypeVar("Found")


class UnclearError(ValueError):
    """A text cannot be printed as it is: `what` is wrong with it, and what to do."""

    def __init__(self, what: str, remedy: str) -> None:
        self.what, self.remedy = what, remedy
        super().__init__(f"{what} {remedy}")


def plain(text: str) -> str:
    """Return a name as it is compared: case, dashes and quotes make no difference."""
    return re.sub(r"[-–_\s]+", " ", text.strip("“”\"' ")).casefold()


def named(
    said: str,
    names: Mapping[str, Found],
    what: str,
    kind: str,
    offered: Iterable[str] | None = None,
) -> Found:
    """Return what a name stands for.

    Args:
        said: the name.
        names: everything that has one.
        what: to be said where it stands for nothing.
        kind: of what the names are, in one word.
        offered: the names to offer, where some things have several.

    Raises:
        UnclearError: it stands for nothing; it says which names are near.
    """
    known = {plain(name): value for name, value in names.items()}
    if plain(said) in known:
        return known[plain(said)]
    raise UnclearError(what, near(said, names, kind, offered))


def near(said: str, names: Iterable[str], kind: str, offered: Iterable[str] | None = None) -> str:
    """Return which names are near to one that was typed, and which there are."""
    known = {plain(name): name for name in names}
    found = difflib.get_close_matches(plain(said), known, n=2, cutoff=0.6)
    hint = f"Did you mean {' or '.join(f'“{known[one]}”' for one in found)}? " if found else ""
    return f"{hint}{kind}: {', '.join(dict.fromkeys(offered or known.values()))}."

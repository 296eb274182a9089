"""What free text is scrubbed with. It is loaded with the first text; a bot does so before that."""

from collections.abc import Collection
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dialogs.scrubbing import Scrubber


def scrub(
    text: str, language: str, countries: Collection[str], public: frozenset[str] = frozenset()
) -> str:
    """Return a typed text as it may be kept; see `dialogs.scrubbing`."""
    return _scrubber()(text, language, countries, public)


def read_ahead(languages: Collection[str], countries: Collection[str]) -> None:
    """Load what texts of these languages and countries need: it takes a moment."""
    _scrubber().read_ahead(languages, countries)


@cache
def _scrubber() -> "Scrubber":
    from dialogs.scrubbing import Lists, Scrubber  # noqa: PLC0415 - rules and lists take a moment

    folder = files("dialogs") / "scrubbing" / "lists"

    def read(name: str) -> str | None:
        file = folder.joinpath(f"{name}.txt")
        return file.read_text(encoding="utf-8") if file.is_file() else None

    return Scrubber(Lists(read))

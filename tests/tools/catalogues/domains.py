"""The two families of texts: what participants read in a chat, what officials read in a brief."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct

import admin
import dialogs
from tests.tools.catalogues import brief_contexts, brief_messages, contexts, interface_messages
from tests.tools.catalogues.contexts import Kind
from tests.tools.catalogues.messages import Message


class Domain(Struct, frozen=True):
    """A family of texts with catalogues of its own.

    Attributes:
        name: of its files.
        title: what they are, in the head of each.
        package: the folder of the code that says them.
        found: yields the messages of a file, by its path in the package.
        kinds: what a message can be.
        blanks: what is put into each blank.
        notes: what else there is to know of single messages.
    """

    name: str
    title: str
    package: Path
    found: Callable[[str, str], Iterator[Message]]
    kinds: tuple[Kind, ...]
    blanks: Mapping[str, str]
    notes: Mapping[str, str]

    @property
    def locales(self) -> Path:
        """The folder of the catalogues."""
        return self.package / "locales"

    @property
    def template(self) -> Path:
        """The file that holds every message and no wording."""
        return self.locales / f"{self.name}.pot"


def _kinds(module: object) -> tuple[Kind, ...]:
    return tuple(kind for kind in vars(module).values() if isinstance(kind, Kind))


INTERFACE = Domain(
    name="consult",
    title="Interface texts",
    package=Path(dialogs.__file__).parent,
    found=interface_messages.found,
    kinds=_kinds(contexts),
    blanks=contexts.BLANKS,
    notes=contexts.NOTES,
)
BRIEF = Domain(
    name="brief",
    title="Fixed words of briefs",
    package=Path(admin.__file__).parent,
    found=brief_messages.found,
    kinds=_kinds(brief_contexts),
    blanks=brief_contexts.BLANKS,
    notes=brief_contexts.NOTES,
)
DOMAINS = (INTERFACE, BRIEF)

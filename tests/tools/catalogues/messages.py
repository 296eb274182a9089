"""A message as the code says it."""

from msgspec import Struct

from tests.tools.catalogues.contexts import Kind


class Message(Struct, frozen=True):
    """A text in the code: where, its wording, what it is, and its plural where it has one."""

    place: tuple[int, int]
    id: str
    kind: Kind
    plural: str = ""

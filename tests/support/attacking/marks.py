"""What can be looked for: everything that is somebody's own, in each form that it may have.

The truth is in here, so an attack uses it only to look for these bytes, and to count its hits.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tests.support.attacking.crowd import Visitor

WORDS = "words"
"""The kind of what is counted at the end, and belongs in the dataset."""

TAKEN_OUT = "taken out"
"""The kind of what is scrubbed from a text before it is kept."""

_ID_BYTES = 8
_HEX = 64


@dataclass(frozen=True)
class Mark:
    """Something that is one person's own.

    Attributes:
        kind: what it is.
        user: whose it is.
        forms: the bytes in which it may be written.
    """

    kind: str
    user: int
    forms: tuple[bytes, ...]


class Marks:
    """All marks of a crowd, to be found by the bytes of any of their forms."""

    def __init__(self, marks: Iterable[Mark]) -> None:
        self.of: Mapping[bytes, Mark] = {form: mark for mark in marks for form in mark.forms}

    def found(self, value: object) -> Mark | None:
        """Return the mark that a value of a column is, if it is one."""
        match value:
            case bytes():
                return self.of.get(value)
            case str():
                return self.of.get(value.encode()[-_HEX:])
            case int() if value > 0 and value.bit_length() < _ID_BYTES * 8:
                return self.of.get(value.to_bytes(_ID_BYTES, "big"))
        return None


def marks_of(
    visitors: Sequence[Visitor],
    row_keys: Mapping[bytes, int],
    tags: Mapping[bytes, int],
    boxes: Mapping[bytes, int],
) -> Marks:
    """Return the marks of everybody.

    Args:
        visitors: who took part, with all that they said.
        row_keys, tags, boxes: user ids by what lay in the database while the round was open.
    """
    return Marks(_all_marks(visitors, row_keys, tags, boxes))


def _all_marks(
    visitors: Sequence[Visitor],
    row_keys: Mapping[bytes, int],
    tags: Mapping[bytes, int],
    boxes: Mapping[bytes, int],
) -> Iterable[Mark]:
    for one in visitors:
        yield Mark("id", one.user, _forms_of_id(one.user))
        for code in one.codes:
            yield Mark("code", one.user, (code.encode(), code.replace("-", "").encode()))
        for words in one.said:
            kind = WORDS if words == one.counted else "erased words"
            yield Mark(kind, one.user, (words.encode(),))
        for part in one.taken_out:
            yield Mark(TAKEN_OUT, one.user, (part.encode(),))
    for kind, found in (("tag", tags), ("row key", row_keys)):
        for raw, user in found.items():
            yield Mark(kind, user, (raw, raw.hex().encode()[-_HEX:]))
    for raw, user in boxes.items():
        yield Mark("box", user, (raw[-32:],))


def _forms_of_id(user: int) -> tuple[bytes, ...]:
    big, little = user.to_bytes(_ID_BYTES, "big"), user.to_bytes(_ID_BYTES, "little")
    return (str(user).encode(), big, little)

"""What a sentence is made of: words, and figures that name the cell they come from."""

from dataclasses import dataclass
from enum import StrEnum

from admin.cells import CellRef
from admin.claims.superlatives import Superlative
from admin.disclosure import ProtectedCell


class Form(StrEnum):
    """Which number of a cell is meant."""

    PERCENT = "percent"
    COUNT = "count"
    BASE = "base"


@dataclass(frozen=True)
class Plain:
    """Fixed words: no figures, no strength words."""

    text: str


@dataclass(frozen=True)
class Typed:
    """Words that an organisation typed.

    Attributes:
        language: the one they are in; it need not be that of the fixed words.
        claim: whether they tell what was answered: then nothing in them claims how many. Others
            may hold a date or a sum, but no share, and no figure beside one of a cell.
    """

    text: str
    language: str
    claim: bool = True


@dataclass(frozen=True)
class Quoted:
    """Words of the round (a question, an option, an ask), as participants saw them."""

    text: str


@dataclass(frozen=True)
class Number:
    """A figure, as it is printed, and where it comes from."""

    text: str
    ref: CellRef
    form: Form


@dataclass(frozen=True)
class Strength:
    """A word like "most", and the share that it stands for."""

    text: str
    ref: CellRef


@dataclass(frozen=True)
class Cited:
    """An approved quote, as it is printed, and what it is called by."""

    text: str
    number: str


Part = Plain | Typed | Quoted | Number | Strength | Cited


@dataclass(frozen=True)
class Value:
    """A figure that is not written yet: how, depends on the language of its sentence."""

    cell: ProtectedCell
    form: Form


Given = Quoted | Strength | Value


@dataclass(frozen=True)
class Sentence:
    """Parts that are read one after the other, and what they put first, if they do."""

    parts: tuple[Part, ...]
    claim: Superlative | None = None

    @property
    def text(self) -> str:
        """The sentence as it is printed."""
        return "".join(part.text for part in self.parts)

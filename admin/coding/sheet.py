"""A sheet of texts, as a workbook holds it: what it is for, and a row for each text."""

from enum import StrEnum

from msgspec import Struct

from admin.coding.codebook import Codebook
from dialogs.questions.base import Localised

TEXTS, THEMES, HOW = "Texts", "Themes", "How to"
NO_THEME = "– no theme fits –"
"""What a coder chooses so that a text counts as read."""
SETTLED = "settled together"
"""The coder of the sheet on which differences are settled."""


class Fact(StrEnum):
    """What a workbook says of itself, so that it comes back to where it belongs."""

    ROUND = "Round"
    QUESTION = "Question"
    DATASET = "Dataset"
    CODER = "Coder"


class Heading(StrEnum):
    """A column of the sheet with the texts; the themes stand between text and suggestion."""

    NUMBER = "Number"
    TEXT = "Text"
    THEME = "Theme"
    SUGGESTED = "Suggested, not counted"


class Row(Struct, frozen=True):
    """One text.

    Attributes:
        number: what sheets call it by.
        words: the text.
        themes: ids of what its coder chose; empty where no theme fits; None where it is not coded.
        suggested: ids of what the program suggests.
        beside: what else stands beside it: on the sheet for settling, what each coder chose.
    """

    number: str
    words: str
    themes: tuple[str, ...] | None = None
    suggested: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()


class Sheet(Struct, frozen=True, kw_only=True):
    """A workbook for one reader.

    Attributes:
        facts: what it is for.
        wording: the question.
        codebook: the themes to choose from; None on a sheet that is only read.
        language: of the names of themes, as far as the codebook has it.
        rows: the texts, in the order of this reader.
        beside: headings of what else stands beside each text.
    """

    facts: dict[Fact, str]
    wording: Localised
    codebook: Codebook | None
    language: str
    rows: tuple[Row, ...]
    beside: tuple[str, ...] = ()

    def name(self, theme_id: str) -> str:
        """Return what a theme is called on this sheet."""
        themes = self.codebook.themes if self.codebook else ()
        for theme in themes:
            if theme.id == theme_id:
                return theme.name.get(self.language) or next(iter(theme.name.values()))
        return theme_id

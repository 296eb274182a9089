"""The sheet on which two people work, as a workbook holds it: what it is for, and its texts."""

from enum import StrEnum

from msgspec import Struct

from dialogs.questions.base import Localised

QUOTES, HOW = "Quotes", "How to"
YES, NO = "yes", "no"


class Fact(StrEnum):
    """What a workbook says of itself, so that it comes back to where it belongs."""

    ROUND = "Round"
    DATASET = "Dataset"


class Heading(StrEnum):
    """A column; those for translations stand between wording and theme."""

    NUMBER = "Number"
    QUESTION = "Question"
    LANGUAGE = "Language"
    TEXT = "Text"
    PRINT = "Print"
    SECOND = "Second reader agrees"
    WORDING = "Wording to print"
    THEME = "Theme"


IN = "In "
"""A column for a translation is called “In ” and the tag of its language."""


class Row(Struct, frozen=True, kw_only=True):
    """One text that may be quoted, with what was decided of it earlier."""

    number: str
    question: str
    language: str
    words: str
    approved: bool = False
    wording: str = ""
    translations: dict[str, str] = {}
    theme: str = ""


class Sheet(Struct, frozen=True, kw_only=True):
    """A workbook; `wordings` are the questions by id, `languages` those of the round."""

    facts: dict[Fact, str]
    wordings: dict[str, Localised]
    languages: tuple[str, ...]
    rows: tuple[Row, ...]

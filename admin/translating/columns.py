"""The columns of the workbook for translators: what each is called, and how wide it is."""

from enum import StrEnum


class Column(StrEnum):
    """A column of the sheet with the texts, in its order; the value is its heading."""

    WHERE = "Where"
    SOURCE = "Source"
    TRANSLATION = "Translation"
    STATE = "State"
    STILL_RIGHT = "Still right?"
    LIMIT = "At most"
    TOLD = "What it is"
    QUESTION = "The question"
    EARLIER = "Earlier source"
    SCREEN = "Screen"
    REMARK = "Your remark"
    KEY = "Name"


WIDTHS = {
    Column.WHERE: 22,
    Column.SOURCE: 46,
    Column.TRANSLATION: 46,
    Column.STATE: 10,
    Column.STILL_RIGHT: 11,
    Column.LIMIT: 14,
    Column.TOLD: 30,
    Column.QUESTION: 30,
    Column.EARLIER: 30,
    Column.SCREEN: 8,
    Column.REMARK: 24,
    Column.KEY: 24,
}
"""In characters of the usual font."""

OPEN = frozenset({Column.TRANSLATION, Column.STILL_RIGHT, Column.REMARK})
"""Where a translator writes; all else is locked."""

TEXTS, SCREENS, HOW = "Texts", "Screens", "How to"
ROUND, LANGUAGE = "Round", "Language"
YES = "yes"

"""Sheets of holders as files to print: A4, black on white."""

import datetime as dt
from pathlib import Path

import msgspec

from admin import typesetting
from dialogs.holder_sheet import HolderSheet

TEMPLATE = Path(__file__).parent / "sheet.typ"


class SheetError(Exception):
    """A sheet could not be set. The message repeats nothing of it."""


def as_pdf(sheet: HolderSheet, made: dt.date) -> bytes:
    """Return the sheet as a PDF of one page, dated by the day only.

    Raises:
        SheetError: it could not be set.
    """
    try:
        return typesetting.pdf(TEMPLATE, msgspec.json.encode(sheet), day=made)
    except Exception:  # noqa: BLE001 - whatever it is, its message may quote the words
        raise SheetError("the sheets could not be set; nothing was written or opened") from None

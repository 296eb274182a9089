"""Sheets of holders as files to print: A4, black on white.

The template reads the sheet as data, so no text of a round can become typesetting code.
"""

import datetime as dt
from pathlib import Path

import msgspec
import typst

from admin import fonts
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
        return typst.compile(
            TEMPLATE,
            root=TEMPLATE.parent,
            font_paths=[fonts.FOLDER],
            ignore_system_fonts=True,
            sys_inputs={"sheet": msgspec.json.encode(sheet).decode(), "font": fonts.FAMILY},
            format="pdf",
            pdf_standards="ua-1",
            timestamp=dt.datetime.combine(made, dt.time(12), dt.UTC),
        )
    except Exception:  # noqa: BLE001 - whatever it is, its message may quote the words
        raise SheetError("the sheets could not be set; nothing was written or opened") from None

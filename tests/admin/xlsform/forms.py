"""Makes the workbooks that tests read: real files, written by openpyxl."""

from collections.abc import Sequence
from pathlib import Path

import openpyxl

from admin.xlsform import importing
from admin.xlsform.importing import Imported
from admin.xlsform.known import Plain

Rows = Sequence[Sequence[object]]

SETTINGS: Rows = (
    ("form_title", "form_id", "default_language"),
    ("Our form", "our_form", "English (en)"),
)


def workbook(folder: Path, **sheets: Rows) -> Path:
    """Write a workbook with these sheets, and return where it is."""
    book = openpyxl.Workbook()
    assert book.active is not None
    book.remove(book.active)
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(list(row))
    path = folder / "form.xlsx"
    book.save(path)
    return path


def read(folder: Path, **sheets: Rows) -> Imported:
    """Return what a workbook with these sheets comes to."""
    return importing.read(workbook(folder, **{"settings": SETTINGS, **sheets}))


def questions(imported: Imported) -> list[Plain]:
    """Return the questions."""
    listed = imported.round["questions"]
    assert isinstance(listed, list)
    return listed


def told(imported: Imported) -> list[tuple[str, str]]:
    """Return cell and sentence of everything that was told."""
    return [(f"{one.sheet}!{one.cell}", one.what) for one in imported.findings]


def tells(imported: Imported, cell: str, words: str) -> bool:
    """Return whether `words` were told about a cell."""
    return any(at == cell and words in what for at, what in told(imported))

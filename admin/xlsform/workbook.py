"""A workbook of a stranger as plain texts: `.xlsx` by openpyxl, old `.xls` by xlrd.

Nothing in it is run or followed: no macro, no link, no formula. Of a formula the result is taken
that the file has stored, which is what its author saw.
"""

import datetime as dt
import io
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import openpyxl
import xlrd
from msgspec import Struct
from openpyxl.utils import get_column_letter

from admin.xlsform.findings import Findings, FormError

MAX_BYTES = 10 * 1024 * 1024
MAX_UNPACKED = 100 * 1024 * 1024
MAX_PARTS = 2000
MAX_RATIO = 300
"""How much smaller than its contents a packed part may be; spreadsheets stay below 100."""
MAX_ROWS = 20_000
MAX_COLUMNS = 300

_ZIP = b"PK\x03\x04"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SAVE_AS = "Open it in Excel or LibreOffice and save it as .xlsx."

Value = str | int | float | bool | dt.datetime | dt.date | dt.time | None


class Sheet(Struct, frozen=True):
    """One sheet: its rows as texts, counted from 1 as in Excel. Blank cells are empty texts."""

    name: str
    rows: tuple[tuple[str, ...], ...]


def read(path: Path, findings: Findings) -> tuple[Sheet, ...]:
    """Return the sheets of a workbook.

    Raises:
        FormError: it cannot be read, or is larger or packed more tightly than any form.
    """
    try:
        size = path.stat().st_size
        head = path.read_bytes() if size <= MAX_BYTES else b""
    except OSError as error:
        raise FormError(f"{path}: cannot be read ({error.strerror}).") from None
    if size > MAX_BYTES:
        raise FormError(f"{path}: over 10 MiB. Remove pictures and unused sheets from it.")
    if head.startswith(_COMPOUND) and _ENCRYPTED in head:
        raise FormError(f"{path}: protected by a password. Save it without one.")
    try:
        if head.startswith(_ZIP):
            return _xlsx(head, path, findings)
        if head.startswith(_COMPOUND) or head[:2] == b"\x09\x08":
            return _xls(head)
    except FormError:
        raise
    except Exception:  # noqa: BLE001 - both libraries raise almost anything for a damaged file
        raise FormError(f"{path}: broken, or not a workbook. {_SAVE_AS}") from None
    raise FormError(f"{path}: not an Excel workbook. {_SAVE_AS}")


def _xlsx(packed: bytes, path: Path, findings: Findings) -> tuple[Sheet, ...]:
    _refuse_bombs(packed, path)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        sheets = tuple(_openpyxl_sheets(packed, stored=False))
        stored = tuple(_openpyxl_sheets(packed, stored=True))
    for written, shown in zip(sheets, stored, strict=True):
        _tell_formulas(written, shown, findings)
    return stored


def _refuse_bombs(packed: bytes, path: Path) -> None:
    """Refuse what would unpack to far more than a form; a part never gives more than it says."""
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        parts = archive.infolist()
        tight = any(
            one.file_size > 1024 * 1024 and one.file_size > MAX_RATIO * max(one.compress_size, 1)
            for one in parts
        )
        if len(parts) > MAX_PARTS or tight or sum(p.file_size for p in parts) > MAX_UNPACKED:
            raise FormError(f"{path}: unpacks to more than any form needs. It is not opened.")
        if any(one.flag_bits & 1 for one in parts):
            raise FormError(f"{path}: protected by a password. Save it without one.")
        for part in parts:
            if part.filename.endswith((".xml", ".rels")) and b"<!" in _start(archive, part):
                raise FormError(f"{path}: holds XML declarations that no workbook has.")


def _start(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    """Return the beginning of a part, where a document type would stand."""
    with archive.open(part) as stream:
        return (
            stream.read(4096).replace(b"\0", b"").replace(b"<!--", b"").replace(b"<![CDATA[", b"")
        )


def _openpyxl_sheets(packed: bytes, *, stored: bool) -> Iterator[Sheet]:
    book = openpyxl.load_workbook(
        io.BytesIO(packed), read_only=True, data_only=stored, keep_links=False
    )
    for sheet in book.worksheets:
        sheet.reset_dimensions()
        rows = sheet.iter_rows(max_row=MAX_ROWS + 1, max_col=MAX_COLUMNS, values_only=True)
        yield _sheet(sheet.title, rows)
    book.close()


def _xls(packed: bytes) -> tuple[Sheet, ...]:
    book = xlrd.open_workbook(file_contents=packed, logfile=io.StringIO(), on_demand=False)
    return tuple(
        _sheet(
            sheet.name,
            (
                [_xls_value(cell, book.datemode) for cell in sheet.row(index)[:MAX_COLUMNS]]
                for index in range(min(sheet.nrows, MAX_ROWS + 1))
            ),
        )
        for sheet in book.sheets()
    )


def _xls_value(cell: xlrd.sheet.Cell, datemode: int) -> Value:
    value = cell.value
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(value)
    if cell.ctype == xlrd.XL_CELL_DATE and isinstance(value, float):
        return xlrd.xldate.xldate_as_datetime(value, 1 if datemode else 0)
    return None if cell.ctype == xlrd.XL_CELL_ERROR else value


def _sheet(name: str, rows: Iterable[Iterable[object]]) -> Sheet:
    texts = [tuple(text(value) for value in row) for row in rows]
    while texts and not any(texts[-1]):
        texts.pop()
    if len(texts) > MAX_ROWS:
        raise FormError(f"The sheet “{name}” has over {MAX_ROWS} rows. Split the form.")
    return Sheet(name.strip(), tuple(texts))


def text(value: object) -> str:
    """Return a cell as its author reads it: 1 and not 1.0, TRUE, a date as 2027-02-15."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    if isinstance(value, dt.datetime | dt.date | dt.time):
        return value.isoformat()
    return str(value).replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n").strip()


def _tell_formulas(written: Sheet, shown: Sheet, findings: Findings) -> None:
    stored: list[str] = []
    missing: list[str] = []
    for number, row in enumerate(written.rows):
        for column, formula in enumerate(row):
            if not formula.startswith("=") or len(formula) == 1:
                continue
            result = shown.rows[number][column] if number < len(shown.rows) else ""
            if result != formula:
                (stored if result else missing).append(address(column, number + 1))
    if stored:
        findings.add(
            written.name,
            ", ".join(stored),
            "A formula. Its last result was taken.",
            "Nothing, if the text is right.",
        )
    if missing:
        findings.add(
            written.name,
            ", ".join(missing),
            "A formula whose result the file does not hold. The cell was read as blank.",
            "Write the text itself into the cell.",
        )


def address(column: int, row: int) -> str:
    """Return the address of a cell; columns count from 0, rows from 1."""
    return f"{get_column_letter(column + 1)}{row}"

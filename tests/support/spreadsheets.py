"""What openpyxl, and the bytes of the file, say of a workbook: formulas, links and texts."""

import csv
import io
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import openpyxl
from openpyxl.utils.escape import unescape

from tests.support.office import Opened

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_FORMULA = re.compile(rb"<f[ >/]")
_LINK = re.compile(rb"<hyperlink|relationships/hyperlink|externalLink|<ddeLink|<oleLink")


def read_workbook(path: Path) -> Opened:
    """Return what is in a workbook, by openpyxl and by its own XML."""
    found = Opened()
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            part = archive.read(name)
            found.formulas += len(_FORMULA.findall(part)) if "worksheets/" in name else 0
            found.links += len(_LINK.findall(part)) + name.startswith("xl/externalLinks")
            if name == "xl/sharedStrings.xml":
                # As the format has it; openpyxl itself takes away some escapes and leaves others.
                strings = ET.fromstring(part).iter(f"{_MAIN}si")  # noqa: S314 - we wrote it
                found.texts |= {unescape("".join(one.itertext())) for one in strings}
    book = openpyxl.load_workbook(path)
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                found.formulas += cell.data_type == "f"
                found.links += cell.hyperlink is not None
                if isinstance(cell.value, str):
                    found.texts |= {cell.value, unescape(cell.value)}
    return found


def read_csv(path: Path) -> set[str]:
    """Return every field of a CSV file."""
    text = path.read_bytes().decode("utf-8-sig")
    return {field for row in csv.reader(io.StringIO(text, newline="")) for field in row}

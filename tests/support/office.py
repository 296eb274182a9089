"""LibreOffice, as somebody's spreadsheet: opens files and says what is in their cells."""

import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree as ET

OFFICE = shutil.which("soffice")
CSV = "CSV:44,34,76,1,,0,false,true,false,false,false,-1,true"
"""Commas, quotation marks, UTF-8; numbers are detected and formulas computed."""

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_LINK = "{http://www.w3.org/1999/xlink}href"
_SPACES = f"{_TEXT}s"


@dataclass
class Opened:
    """What LibreOffice found in a file."""

    formulas: int = 0
    links: int = 0
    texts: set[str] = field(default_factory=set)


def has_calc(folder: Path) -> bool:
    """Return whether LibreOffice is here and can open tables."""
    probe = folder / "probe.csv"
    probe.write_text("1\n")
    return OFFICE is not None and bool(_converted([probe], folder / "probe", CSV))


def opened(files: Sequence[Path], folder: Path) -> list[Opened]:
    """Open all files, which are of one kind and have different names, and return what they hold."""
    flt = CSV if files[0].suffix == ".csv" else ""
    made = _converted(files, folder, flt)
    assert len(made) == len(files), "LibreOffice could not open all files"
    return [_read(folder / f"{path.stem}.fods") for path in files]


def saved_again(path: Path, folder: Path) -> Path:
    """Return a workbook as LibreOffice saves it after somebody has opened it."""
    assert _converted([path], folder, "", "xlsx"), "LibreOffice could not open the file"
    return folder / path.name


def _converted(files: Sequence[Path], folder: Path, csv: str, ending: str = "fods") -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    command = [
        str(OFFICE),
        f"-env:UserInstallation={(folder / 'profile').absolute().as_uri()}",
        "--headless",
        *([f"--infilter={csv}"] if csv else []),
        "--convert-to",
        ending,
        "--outdir",
        str(folder),
        *map(str, files),
    ]
    subprocess.run(command, capture_output=True, check=False, timeout=3600)  # noqa: S603 - our own
    return list(folder.glob(f"*.{ending}"))


def _read(path: Path) -> Opened:
    found = Opened()
    for _, element in ET.iterparse(path):  # noqa: S314 - LibreOffice wrote it
        if element.tag == f"{_TABLE}table-cell":
            found.formulas += f"{_TABLE}formula" in element.attrib
            found.links += sum(_LINK in one.attrib for one in element.iter())
            found.texts.add("\n".join(_words(one) for one in element.findall(f"{_TEXT}p")))
            element.clear()
    return found


def _words(element: ET.Element) -> str:
    return "".join(_pieces(element))


def _pieces(element: ET.Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag == _SPACES:
            yield " " * int(child.get(f"{_TEXT}c", "1"))
        elif child.tag == f"{_TEXT}tab":
            yield "\t"
        elif child.tag == f"{_TEXT}line-break":
            yield "\n"
        else:
            yield _words(child)
        yield child.tail or ""

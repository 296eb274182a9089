"""Exports of rounds full of payloads, opened again: what has become a formula, a link, or other."""

import datetime as dt
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from admin import exports
from admin.dataset import Dataset
from admin.formulas import plain, safe
from dialogs.round import Round
from tests.support import datasets, office, spreadsheets

PEOPLE = 6
"""Too few for any number: it is the texts that are looked at, and protecting is quick."""
DAY = dt.date(2026, 11, 24)

BATCH = 10
"""Files that one LibreOffice opens."""

FRAME_TEXTS = 6
"""So many payloads are about who asks, and why: in the workbook, and not in the CSV file."""


@dataclass(frozen=True)
class Sent:
    """The exports of one round, and the payloads that must be in them."""

    workbook: Path
    csv: Path
    payloads: tuple[str, ...]


@dataclass
class Found:
    """What one program makes of all files."""

    formulas: int = 0
    links: int = 0
    altered: int = 0


def exported(round_: Round, payloads: Sequence[str], folder: Path, number: int) -> Sent:
    """Write the tables of a round that holds these payloads as CSV and XLSX into a folder."""
    rows = datasets.rows_of(round_, PEOPLE)
    dataset = Dataset.open(datasets.write(folder / f"dataset{number}", round_, rows))
    out = folder / f"out{number}"
    exports.write(dataset, out, generated_on=DAY, formats=("csv", "xlsx"))
    workbook = (out / "tables.xlsx").rename(folder / f"tables{number}.xlsx")
    written = (out / "tables.csv").rename(folder / f"tables{number}.csv")
    return Sent(workbook, written, tuple(payloads))


def by_openpyxl(sent: Sequence[Sent]) -> Found:
    """Return what openpyxl, and the XML of the workbooks, say."""
    found = Found()
    for one in sent:
        _count(found, spreadsheets.read_workbook(one.workbook), one.payloads)
    return found


def by_office(sent: Sequence[Sent], folder: Path) -> Found:
    """Return what LibreOffice says of workbooks."""
    found = Found()
    for one, opened in zip(sent, _opened([one.workbook for one in sent], folder), strict=True):
        opened.texts = {_as_office(text) for text in opened.texts}
        _count(found, opened, [_as_office(payload) for payload in one.payloads])
    return found


def csv_by_office(sent: Sequence[Sent], folder: Path) -> Found:
    """Return what LibreOffice computes in CSV files; `altered` counts fields that Python reads."""
    found = Found()
    for opened in _opened([one.csv for one in sent], folder):
        found.formulas += opened.formulas
        found.links += opened.links
    for one in sent:
        fields = spreadsheets.read_csv(one.csv)
        for payload in one.payloads[FRAME_TEXTS:]:
            written = safe(payload)
            kept = written == payload or plain(written) == payload
            found.altered += written not in fields or not kept
    return found


def _opened(files: Sequence[Path], folder: Path) -> Iterator[office.Opened]:
    """Yield what LibreOffice makes of files, a batch at a time: each is read, then thrown away."""
    for start in range(0, len(files), BATCH):
        batch = folder / f"{files[0].suffix[1:]}{start}"
        yield from office.opened(files[start : start + BATCH], batch)
        shutil.rmtree(batch)


def _count(found: Found, opened: office.Opened, payloads: Sequence[str]) -> None:
    found.formulas += opened.formulas
    found.links += opened.links
    found.altered += sum(payload not in opened.texts for payload in payloads)


def _as_office(text: str) -> str:
    """Return a text as LibreOffice tells it: one kind of line break, and no tab beside one."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.replace("\t", "") if "\n" in text else text

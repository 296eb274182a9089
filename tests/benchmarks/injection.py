"""Texts made to become formulas or links: exported in every text field, and opened again.

Rounds are made in which every text that the tables show is such a text, and no two are alike. Their
tables are exported as XLSX and CSV and opened with openpyxl and LibreOffice. What must be zero:
cells with a formula, links, texts that are not as they were (in CSV: but for the apostrophe that
the codebook explains). A file that is written without care is opened first: the formulas in it
must be seen, or nothing that follows would mean anything.

LibreOffice tells every line break as one kind, and leaves out tabs in a cell of several lines; so
texts are compared there. The file itself has them whole, as the other reading shows.
"""

import os
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import openpyxl
from rich.console import Console
from rich.progress import track

from dialogs.round import Round
from tests.benchmarks import form
from tests.support import office, spreadsheets
from tests.support.injecting import Found, Sent, by_office, by_openpyxl, csv_by_office, exported
from tests.support.payloads import Filling, payloads

FULL, QUICK = 50_000, 180
QUESTIONS, OPTIONS = 5, 200
"""One of each kind with long lists: LibreOffice takes its time for a sheet, not for a line."""


def measure(quick: bool, console: Console) -> form.Outcome:
    """Export and open until every payload was in a file."""
    wanted = QUICK if quick else FULL
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if not office.has_calc(folder):
            raise SystemExit("LibreOffice Calc is not installed (libreoffice-calc-nogui).")
        _careless(folder)
        sent = _sent(folder, wanted, console)
        console.print("Opening with openpyxl and LibreOffice …")
        with ThreadPoolExecutor() as pool:
            found = {
                "XLSX, LibreOffice": pool.submit(by_office, sent, folder),
                "CSV, LibreOffice and Python": pool.submit(csv_by_office, sent, folder),
                "XLSX, openpyxl and XML": pool.submit(by_openpyxl, sent),
            }
            seen = {name: one.result() for name, one in found.items()}
    return _outcome(seen, sum(len(one.payloads) for one in sent), len(sent))


def _sent(folder: Path, wanted: int, console: Console) -> list[Sent]:
    rounds = list(_rounds(wanted))
    with ProcessPoolExecutor(max_workers=os.cpu_count()) as pool:
        jobs = [
            pool.submit(exported, round_, texts, folder, number)
            for number, (round_, texts) in enumerate(rounds)
        ]
        return [job.result() for job in track(jobs, "Rounds exported", console=console)]


def _rounds(wanted: int) -> Iterator[tuple[Round, list[str]]]:
    """Yield rounds with the payloads in them until there are enough; the first has groups."""
    filling = Filling(payloads(2 * wanted + 2000))
    done, first = 0, filling.round(questions=4, options=3, broken_down=True)
    yield first, filling.used
    while done < wanted:
        round_ = filling.round(questions=QUESTIONS, options=OPTIONS)
        done += len(filling.used)
        yield round_, filling.used


def _careless(folder: Path) -> None:
    """Stop unless a formula and a link are seen where there are some."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet["A1"] = "=1+1"
    sheet["A2"].hyperlink = "http://evil.example/"
    book.save(folder / "careless.xlsx")
    (folder / "careless.csv").write_text('"=1+1"\n')
    seen = spreadsheets.read_workbook(folder / "careless.xlsx")
    workbook = office.opened([folder / "careless.xlsx"], folder / "careless")[0]
    text = office.opened([folder / "careless.csv"], folder / "careless")[0]
    if not (
        seen.formulas and seen.links and workbook.formulas and workbook.links and text.formulas
    ):
        raise SystemExit("A formula or link that is there was not seen; nothing can be measured.")


def _outcome(found: dict[str, Found], count: int, rounds: int) -> form.Outcome:
    rows = [
        [name, str(one.formulas), str(one.links), str(one.altered)] for name, one in found.items()
    ]
    sums = {
        key: sum(getattr(one, key) for one in found.values())
        for key in ("formulas", "links", "altered")
    }
    return form.Outcome(
        form.table_of(
            f"{count} texts in {rounds} rounds", ["Opened", "Formulas", "Links", "Altered"], rows
        ),
        {"payloads": count, "rounds": rounds, **sums},
        [f"{key} is {number}, not 0." for key, number in sums.items() if number],
    )


if __name__ == "__main__":
    form.main(measure)

"""A dataset in which some have allowed their words to be quoted, and two readers with their sheet.

What somebody wrote who said no holds `CANARY`, so that it is found wherever it should not be.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq  # type: ignore[import-untyped]  # ships no types
from msgspec.structs import replace

from admin.approval import Approval
from admin.dataset import Dataset
from admin.quoting import approved, reading, writing
from admin.quoting.approved import Quotes
from admin.quoting.desk import Desk
from admin.quoting.sheet import IN, QUOTES, YES, Heading
from admin.quoting.wording import Wordings
from bot.scrubbing import scrub
from dialogs.answers import SKIPPED, answered
from dialogs.round import Round
from dialogs.session import Response
from tests.storage.material import response
from tests.support import datasets
from tests.support.closed import closed
from tests.support.coded_words import SENTENCES

CANARY = "kanarinec"
QUESTION = "own_words"
READERS = (Approval("moderator", "Youth Forum"), Approval("chair", "Youth Council"))
TWO = tuple(part for one in READERS for part in ("--approved-by", str(one)))

Cells = Mapping[str, str]
"""What stands in a row, by the headings of the columns."""


def quoting_round(*, asks: bool = True) -> Round:
    """Return the example round, asking whether words may be quoted."""
    return replace(datasets.example_round(), quotes=True) if asks else datasets.example_round()


Words = Callable[[int], str]


def said(round_: Round, people: int = 400, words: Words | None = None) -> list[Response]:
    """Return responses in all languages; of those who wrote, two of three have said yes.

    `words` says what the person with a number wrote who said yes, else it is a plain sentence.
    """
    return [_response(round_, number, words) for number in range(people)]


def make(
    folder: Path, people: int = 400, round_: Round | None = None, words: Words | None = None
) -> Dataset:
    """Write a dataset of such responses and open it."""
    asked = round_ or quoting_round()
    return closed(folder, asked, said(asked, people, words))


def pq_texts(dataset: Dataset) -> list[dict[str, str]]:
    """Return every text of a dataset, also those that may not be quoted."""
    rows: list[dict[str, str]] = pq.read_table(dataset.folder / "texts.parquet").to_pylist()
    return rows


def _response(round_: Round, number: int, words: Words | None) -> Response:
    tags = tuple(round_.languages)
    tag, turn = tags[number % len(tags)], number // len(tags)
    yes, writes = turn % 3 != 0, turn % 5 != 0
    sentences = [one for some in SENTENCES[tag].values() for one in some]
    plain = words(number) if words else sentences[turn % len(sentences)]
    answer = answered(plain if yes else f"{CANARY} {number}") if writes else SKIPPED
    made = response(round_, number, **{QUESTION: answer})
    return replace(made, language=tag, quotable=yes and writes)


def fill(path: Path, decide: Callable[[Cells], Cells], out: Path | None = None) -> Path:
    """Fill in the sheet at `path` as two readers would; `decide` returns what they write in a row.

    It is written by the library that reads it, as a spreadsheet program would save it.
    """
    book = openpyxl.load_workbook(path)
    page = book[QUOTES]
    top = [str(cell.value) for cell in page[1]]
    for row in page.iter_rows(min_row=2):
        before = {name: str(cell.value or "") for name, cell in zip(top, row, strict=True)}
        for name, text in decide(before).items():
            row[top.index(name)].value = text
    book.save(out or path)
    return out or path


def agree(cells: Cells, languages: Sequence[str] = ("en", "sq", "mk", "sr-Latn")) -> dict[str, str]:
    """Approve a text as it stands, with a translation into every other language."""
    others = [tag for tag in languages if tag != cells[Heading.LANGUAGE]]
    translated = {f"{IN}{tag}": SENTENCES[tag]["light"][0] for tag in others}
    return {str(Heading.PRINT): YES, str(Heading.SECOND): YES, **translated}


def approve(desk: Desk, decide: Callable[[Cells], Cells] = agree) -> Quotes:
    """Write the sheet of a desk, have it filled in, and return what is approved then."""
    desk.folder.mkdir(parents=True, exist_ok=True)
    path = desk.folder / "sheet.xlsx"
    path.write_bytes(writing.write(desk.sheet(200)))
    fill(path, decide)
    made = desk.next_version([reading.read(path)], READERS, wordings(desk))
    approved.add(desk.folder, made)
    return made


def wordings(desk: Desk) -> Wordings:
    """Return what judges wordings, with the real scrubber."""
    return Wordings(desk.dataset.round, scrub)

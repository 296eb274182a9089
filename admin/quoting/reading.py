"""Reads the workbook that two people hand back; says of each fault in which sheet and cell."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from admin.quoting.sheet import HOW, IN, NO, QUOTES, YES, Fact, Heading
from admin.quoting.trouble import QuotingError
from admin.xlsform import workbook
from admin.xlsform.findings import Findings
from admin.xlsform.workbook import Sheet, address

_ANSWERS = {"": None, YES: True, NO: False}
_FROM_OURS = "Copy it from the workbook that you got."


class Cell(Struct, frozen=True):
    """What stands in a cell, and where."""

    text: str
    place: str
    """File, sheet and cell, for what is said of it."""


class Decided(Struct, frozen=True, kw_only=True):
    """What was decided of one text: printed when both said yes."""

    number: Cell
    text: Cell
    first: bool
    second: bool
    wording: Cell
    translations: dict[str, Cell]
    theme: str

    @property
    def approved(self) -> bool:
        """Whether both want it printed."""
        return self.first and self.second


class Returned(Struct, frozen=True):
    """A workbook that has come back: what it says it is for, and what is decided."""

    path: Path
    facts: Mapping[Fact, str]
    decided: tuple[Decided, ...]


def read(path: Path) -> Returned:
    """Return what was handed back. Rows on which nobody has decided anything are left out.

    Raises:
        FormError: it is no workbook, or not one that is safe to open.
        QuotingError: it is not one of ours, or something in it cannot be read.
    """
    findings = Findings()
    sheets = {one.name: one for one in workbook.read(path, findings)}
    if QUOTES not in sheets or HOW not in sheets:
        raise QuotingError(
            f"{path}: the sheets “{QUOTES}” and “{HOW}” are not both there. Give back the workbook"
            " that you got, with the names of its sheets as they were."
        )
    faults = [
        f"{path}, sheet “{QUOTES}”, cell {one.cell}: this is a formula. Write the words themselves."
        for found in findings.by_row(QUOTES).values()
        for one in found
    ]
    decided = tuple(_Rows(path, sheets[QUOTES]).decided(faults))
    if faults:
        raise QuotingError.of(faults)
    facts = {row[0]: row[1] for row in sheets[HOW].rows if len(row) > 1}
    return Returned(path, {name: facts.get(name, "") for name in Fact}, decided)


class _Rows:
    """The rows of one sheet, by the headings of its columns."""

    def __init__(self, path: Path, sheet: Sheet) -> None:
        self._path, self._rows = path, sheet.rows
        top = sheet.rows[0] if sheet.rows else ()
        lacking = [one for one in Heading if one not in top]
        if lacking:
            raise QuotingError(
                f"{path}, sheet “{QUOTES}”, row 1: there is no column “{'”, “'.join(lacking)}”. The"
                " top row must stay as it was; copy it from the workbook that you got."
            )
        self._places = {name: top.index(name) for name in Heading}
        self._languages = {
            name.removeprefix(IN): place for place, name in enumerate(top) if name.startswith(IN)
        }

    def decided(self, faults: list[str]) -> Iterator[Decided]:
        """Yield what is decided; add to `faults` what cannot be read."""
        seen: dict[str, str] = {}
        for at, cells in enumerate(self._rows[1:], 2):
            first = self._answer(cells, Heading.PRINT, at, faults)
            second = self._answer(cells, Heading.SECOND, at, faults)
            if first is None and second is None:
                continue
            number = self._cell(cells, Heading.NUMBER, at)
            if second and not first:
                where = self._cell(cells, Heading.SECOND, at).place
                faults.append(
                    f"{where}: the second reader says yes, and the first does not. Both must want"
                    " it printed."
                )
            if number.text in seen:
                faults.append(
                    f"{number.place}: the same text stands at {seen[number.text]} as well. Leave"
                    " one of the two."
                )
            seen.setdefault(number.text, number.place)
            yield Decided(
                number=number,
                text=self._cell(cells, Heading.TEXT, at),
                first=bool(first),
                second=bool(second),
                wording=self._cell(cells, Heading.WORDING, at),
                translations=self._translations(cells, at),
                theme=self._cell(cells, Heading.THEME, at).text,
            )

    def _answer(
        self, cells: Sequence[str], name: Heading, at: int, faults: list[str]
    ) -> bool | None:
        cell = self._cell(cells, name, at)
        said = cell.text.casefold()
        if said not in _ANSWERS:
            faults.append(f"{cell.place}: write “{YES}” or “{NO}”, or leave it blank.")
        return _ANSWERS.get(said)

    def _translations(self, cells: Sequence[str], at: int) -> dict[str, Cell]:
        found = {tag: self._at(cells, place, at) for tag, place in self._languages.items()}
        return {tag: cell for tag, cell in found.items() if cell.text}

    def _cell(self, cells: Sequence[str], name: Heading, at: int) -> Cell:
        return self._at(cells, self._places[name], at)

    def _at(self, cells: Sequence[str], column: int, at: int) -> Cell:
        text = cells[column] if column < len(cells) else ""
        place = f"{self._path}, sheet “{QUOTES}”, cell {address(column, at)}"
        return Cell(" ".join(text.split()), place)

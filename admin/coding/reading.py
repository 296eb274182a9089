"""Reads a workbook that a coder hands back; says of each fault in which sheet, row and cell."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from admin.coding.codebook import Codebook
from admin.coding.sheet import HOW, NO_THEME, TEXTS, Fact, Heading
from admin.coding.trouble import CodingError
from admin.xlsform import workbook
from admin.xlsform.findings import Findings
from admin.xlsform.workbook import Sheet, address


class Decided(Struct, frozen=True):
    """What a coder decided of one text; no themes where none fits."""

    number: str
    words: str
    themes: tuple[str, ...]
    place: str
    """File, sheet and row, for what is said of it."""


class Returned(Struct, frozen=True):
    """A workbook that has come back: what it says it is for, its texts, and what is decided."""

    path: Path
    facts: Mapping[Fact, str]
    numbers: tuple[str, ...]
    decided: tuple[Decided, ...]

    def fact(self, name: Fact) -> str:
        """Return what it says of itself; empty where it says nothing."""
        return self.facts.get(name, "")


def read(path: Path, codebook: Codebook) -> Returned:
    """Return what a coder has handed back. Rows without a theme are not coded, and left out.

    Raises:
        FormError: it is no workbook, or not one that is safe to open.
        CodingError: it is not one of ours, or something stands in it that is no theme.
    """
    findings = Findings()
    sheets = {one.name: one for one in workbook.read(path, findings)}
    if TEXTS not in sheets or HOW not in sheets:
        raise CodingError(
            f"{path}: the sheets “{TEXTS}” and “{HOW}” are not both there. Give back the workbook "
            "that you got, with the names of its sheets as they were."
        )
    faults = [
        f"{path}, sheet “{TEXTS}”, row {row}, cell {one.cell}: this is a formula. Choose a theme "
        "from the list instead."
        for row, found in findings.by_row(TEXTS).items()
        for one in found
    ]
    rows = _Rows(path, sheets[TEXTS], codebook)
    decided = tuple(rows.decided(faults))
    if faults:
        raise CodingError.of(faults)
    facts = {row[0]: row[1] for row in sheets[HOW].rows if len(row) > 1}
    known = {name: facts[name] for name in Fact if name in facts}
    return Returned(path, known, rows.numbers(), decided)


class _Rows:
    """The rows of one sheet, by the headings of its columns."""

    def __init__(self, path: Path, sheet: Sheet, codebook: Codebook) -> None:
        self._path, self._rows = path, sheet.rows
        top = sheet.rows[0] if sheet.rows else ()
        self._names = _names(codebook)
        self._codebook = codebook
        self._themes = [n for n, text in enumerate(top) if text.startswith(f"{Heading.THEME} ")]
        lacking = [one for one in (Heading.NUMBER, Heading.TEXT) if one not in top]
        if lacking or not self._themes:
            missing = [*lacking, *([] if self._themes else [f"{Heading.THEME} 1"])]
            raise CodingError(
                f"{path}, sheet “{TEXTS}”, row 1: there is no column “{'”, “'.join(missing)}”. The "
                "top row must stay as it was; copy it from the workbook that you got."
            )
        self._number, self._text = top.index(Heading.NUMBER), top.index(Heading.TEXT)

    def numbers(self) -> tuple[str, ...]:
        """Return the numbers of all texts, each once, in the order of the sheet."""
        found = dict.fromkeys(_cell(cells, self._number) for cells in self._rows[1:])
        return tuple(filter(None, found))

    def decided(self, faults: list[str]) -> Iterator[Decided]:
        """Yield what is decided; add to `faults` what cannot be read."""
        seen: dict[str, int] = {}
        for at, cells in enumerate(self._rows[1:], 2):
            number = _cell(cells, self._number)
            place = f"{self._path}, sheet “{TEXTS}”, row {at}"
            themes = self._chosen(cells, at, place, faults)
            if themes is None:
                continue
            if not number:
                faults.append(
                    f"{place}, cell {address(self._number, at)}: the number of the text is gone. "
                    "Copy it from the workbook that you got."
                )
            elif number in seen:
                faults.append(
                    f"{place}, cell {address(self._number, at)}: the same text is in row "
                    f"{seen[number]} as well. Empty the themes of one of the two."
                )
            seen.setdefault(number, at)
            yield Decided(number, _cell(cells, self._text), themes, place)

    def _chosen(
        self, cells: Sequence[str], at: int, place: str, faults: list[str]
    ) -> tuple[str, ...] | None:
        found: dict[str, int] = {}
        for column in self._themes:
            if words := _cell(cells, column):
                theme = self._names.get(_folded(words))
                if theme is None:
                    faults.append(
                        f"{place}, cell {address(column, at)}: this is no theme of the codebook. "
                        "Choose one from the list of this cell."
                    )
                else:
                    found[theme] = column
        if NO_THEME in found and len(found) > 1:
            cell = address(found[NO_THEME], at)
            faults.append(
                f"{place}, cell {cell}: “{NO_THEME}” stands beside a theme. Empty one of the two."
            )
        return self._codebook.in_order([*found]) if found else None


def _names(codebook: Codebook) -> dict[str, str]:
    """Return what a cell may say, folded, to the id of the theme that it means."""
    names = {_folded(NO_THEME): NO_THEME}
    for theme in codebook.themes:
        names[_folded(theme.id)] = theme.id
    for theme in codebook.themes:
        names |= {_folded(name): theme.id for name in theme.name.values()}
    return names


def _folded(words: str) -> str:
    return " ".join(words.casefold().split())


def _cell(cells: Sequence[str], column: int) -> str:
    return cells[column].strip() if column < len(cells) else ""

"""A workbook for translators: pleasant to work in, and nothing in it is ever run."""

import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from admin.translating import as_xlsx
from admin.translating.columns import HOW, SCREENS, TEXTS, Column
from admin.xlsform.findings import FormError
from dialogs import round_file
from dialogs.problems import RoundFileError
from dialogs.translating.record import Record
from tests.admin.translating.handouts import handout
from tests.dialogs.translating.rounds import BUSES, SQ, everything, example
from tests.support.world import EVERYTHING_TEXT

SOFFICE = shutil.which("soffice")
STALE = Record(round="our_evenings", source="en").following(
    "sq", {BUSES: ("Buses", "Autobusë deri më vonë")}
)
PLACES = {column: place for place, column in enumerate(Column, 1)}


def written(tmp_path: Path, *gone: str) -> Path:
    path = tmp_path / "r.xlsx"
    as_xlsx.write(handout(example(*gone), "sq", STALE), path)
    return path


def texts(path: Path) -> Worksheet:
    return openpyxl.load_workbook(path)[TEXTS]


def row_of(sheet: Worksheet, key: str) -> int:
    keys = [sheet.cell(row, PLACES[Column.KEY]).value for row in range(1, sheet.max_row + 1)]
    return keys.index(key) + 1


def test_source_and_translation_stand_side_by_side_and_only_theirs_is_open(tmp_path: Path) -> None:
    sheet = texts(written(tmp_path))
    assert [str(sheet.cell(1, place).value).partition(":")[0] for place in PLACES.values()] == list(
        Column
    )
    assert sheet.cell(1, 3).value == "Translation: Shqip (sq)"
    assert sheet.freeze_panes == "A2"
    assert sheet.protection.sheet
    row = row_of(sheet, BUSES)
    is_open = {
        column for column, place in PLACES.items() if not sheet.cell(row, place).protection.locked
    }
    assert is_open == {Column.TRANSLATION, Column.STILL_RIGHT, Column.REMARK}
    for place in PLACES.values():
        cell = sheet.cell(row, place)
        assert (cell.number_format, cell.alignment.wrap_text) == ("@", True)


def test_a_screen_is_in_the_note_and_one_step_away(tmp_path: Path) -> None:
    path = written(tmp_path)
    sheet = texts(path)
    row = row_of(sheet, BUSES)
    note, link = sheet.cell(row, 2).comment, sheet.cell(row, PLACES[Column.SCREEN]).hyperlink
    assert note is not None
    assert "[ ☐ Autobusë deri më vonë ]" in note.text
    assert link is not None
    place = str(link.location).rpartition("!")[2]
    assert openpyxl.load_workbook(path)[SCREENS][place].value == note.text


def test_a_sheet_explains(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(written(tmp_path))
    assert book.sheetnames == [HOW, TEXTS, SCREENS]
    said = " ".join(str(row[1].value) for row in book[HOW].iter_rows())
    for word in ("our_evenings", "sq", "Still right?", "At most", "{name}"):
        assert word in said


def test_states_are_told_and_coloured(tmp_path: Path) -> None:
    sheet = texts(written(tmp_path, SQ))
    states = {}
    for key in (BUSES, "questions/better/text", "purpose"):
        row = row_of(sheet, key)
        state = sheet.cell(row, PLACES[Column.STATE]).value
        states[state] = sheet.cell(row, 3).fill.fgColor.rgb
    assert set(states) == {"changed", "missing", "by hand"}
    assert len(set(states.values())) == 3
    assert sheet.cell(row_of(sheet, BUSES), PLACES[Column.EARLIER]).value == "Buses"


def test_what_is_too_long_is_warned_of_while_it_is_typed(tmp_path: Path) -> None:
    rules = texts(written(tmp_path)).data_validations.dataValidation
    lengths = {(one.operator, one.formula1) for one in rules if one.type == "textLength"}
    assert lengths == {("lessThanOrEqual", "64")}
    assert any(one.type == "list" for one in rules)


FORMULA = '=HYPERLINK("https://a.example","x")'


def test_no_text_becomes_a_formula(tmp_path: Path) -> None:
    text = EVERYTHING_TEXT.replace("en: Our school days", f"en: '{FORMULA}'")
    path = tmp_path / "r.xlsx"
    as_xlsx.write(handout(round_file.load_unfinished(text, file="r.yaml"), "mk"), path)
    for sheet in openpyxl.load_workbook(path):
        types = {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value}
        assert types == {"s"}
    assert any(one.source == FORMULA for one in as_xlsx.read(path).delivered)


@pytest.mark.parametrize("unfinished", [example(), everything()], ids=["example", "everything"])
def test_what_was_written_is_read(unfinished: round_file.Unfinished, tmp_path: Path) -> None:
    path, given = tmp_path / "r.xlsx", handout(unfinished, "mk")
    as_xlsx.write(given, path)
    back = as_xlsx.read(path)
    assert (back.round, back.language) == (given.round, "mk")
    assert [(one.key, one.source, one.translation) for one in back.delivered] == [
        (one.key, one.source, one.translation) for one in given.entries
    ]


def change(path: Path, key: str, **cells: str) -> None:
    book = openpyxl.load_workbook(path)
    sheet = book[TEXTS]
    for name, value in cells.items():
        sheet.cell(row_of(sheet, key), PLACES[Column[name.upper()]], value)
    book.save(path)


def test_a_changed_text_counts_once_somebody_has_looked(tmp_path: Path) -> None:
    path = written(tmp_path)

    def buses() -> tuple[bool, str]:
        one = next(one for one in as_xlsx.read(path).delivered if one.key == BUSES)
        return one.unseen, one.remark

    assert buses() == (True, "")
    change(path, BUSES, still_right="Yes", remark="Fine.")
    assert buses() == (False, "Fine.")


def test_a_formula_is_refused_with_its_cell(tmp_path: Path) -> None:
    path = written(tmp_path)
    change(path, BUSES, translation="=1+1")
    row = row_of(texts(path), BUSES)
    with pytest.raises(RoundFileError, match=rf"r\.xlsx:{row}: Texts!C{row}: This is a formula"):
        as_xlsx.read(path)


def test_what_is_no_workbook_of_ours_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "r.xlsx"
    path.write_bytes(b"PK\x03\x04")
    with pytest.raises(FormError):
        as_xlsx.read(path)
    openpyxl.Workbook().save(path)
    with pytest.raises(RoundFileError, match="“Texts” and “How to” are not both there"):
        as_xlsx.read(path)
    book = openpyxl.load_workbook(written(tmp_path))
    book[TEXTS].delete_rows(1)
    book.save(path)
    with pytest.raises(RoundFileError, match="no column “Source”, “Translation”"):
        as_xlsx.read(path)


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_it_and_saves_the_same(tmp_path: Path) -> None:
    path, saved = written(tmp_path), tmp_path / "saved"
    command = [SOFFICE or "", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless"]
    command += ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(saved), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)  # noqa: S603
    ours, theirs = as_xlsx.read(path), as_xlsx.read(saved / path.name)
    assert [(one.key, one.source, one.translation) for one in theirs.delivered] == [
        (one.key, one.source, one.translation) for one in ours.delivered
    ]
    assert texts(saved / path.name).protection.sheet

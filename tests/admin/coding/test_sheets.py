"""What a coder chose comes back as it was chosen; what is wrong is said by sheet, row and cell."""

import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from admin.coding import reading, writing
from admin.coding.codebook import Codebook
from admin.coding.desk import Desk
from admin.coding.reading import Returned
from admin.coding.sheet import HOW, NO_THEME, TEXTS, Fact, Row, Sheet
from admin.coding.trouble import CodingError
from admin.dataset import Dataset
from tests.support import office
from tests.support.payloads import payloads
from tests.support.spreadsheets import read_workbook

THEMES = st.lists(st.sampled_from(["light", "bus", "place"]), unique=True, max_size=2)


def sheet(book: Codebook, rows: list[Row], language: str = "en") -> Sheet:
    facts = dict(zip(Fact, ("our_evenings", "own_words", "0" * 64, "volunteer"), strict=True))
    return Sheet(
        facts=facts,
        wording={"en": "What else?"},
        codebook=book,
        language=language,
        rows=tuple(rows),
    )


def saved(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def changed(made: Sheet, path: Path, change: Callable[[Worksheet], None]) -> Path:
    """Write a sheet, and let somebody change its texts."""
    book = openpyxl.load_workbook(io.BytesIO(writing.write(made)))
    change(book[TEXTS])
    book.save(path)
    return path


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    chosen=st.lists(st.none() | THEMES, min_size=1, max_size=12),
    language=st.sampled_from(["en", "sq", "mk", "sr-Latn", "tr"]),
)
def test_what_was_chosen_comes_back(
    tmp_path: Path, book: Codebook, chosen: list[list[str] | None], language: str
) -> None:
    rows = [
        Row(f"number{place}", f"words {place}", None if one is None else tuple(one))
        for place, one in enumerate(chosen)
    ]
    path = saved(tmp_path / "sheet.xlsx", writing.write(sheet(book, rows, language)))
    returned = reading.read(path, book)
    assert returned.numbers == tuple(row.number for row in rows)
    assert returned.fact(Fact.CODER) == "volunteer"
    assert [(one.number, one.words, one.themes) for one in returned.decided] == [
        (row.number, row.words, book.in_order(row.themes)) for row in rows if row.themes is not None
    ]


def test_ids_and_names_in_any_language_are_understood(tmp_path: Path, book: Codebook) -> None:
    typed = ["light", "Autobusët në mbrëmje", " МЕСТО  за дружење ", NO_THEME]

    def type_in(texts: Worksheet) -> None:
        for row, value in enumerate(typed, 2):
            texts.cell(row, 4, value)

    rows = [Row(f"n{place}", "words") for place in range(4)]
    path = changed(sheet(book, rows), tmp_path / "sheet.xlsx", type_in)
    themes = [one.themes for one in reading.read(path, book).decided]
    assert themes == [("light",), ("bus",), ("place",), ()]


def refusal(book: Codebook, tmp_path: Path, change: Callable[[Worksheet], None]) -> str:
    rows = [Row("n1", "words", ("light",)), Row("n2", "words", ("bus",))]
    path = changed(sheet(book, rows), tmp_path / "sheet.xlsx", change)
    with pytest.raises(CodingError) as refused:
        reading.read(path, book)
    return str(refused.value)


def put(cell: str, value: str | None) -> Callable[[Worksheet], None]:
    def change(texts: Worksheet) -> None:
        texts[cell] = value

    return change


@pytest.mark.parametrize(
    ("cell", "value", "said"),
    [
        ("C3", "lamps", "row 3, cell C3: this is no theme"),
        ("D2", NO_THEME, "row 2, cell D2: “– no theme fits –” stands beside a theme"),
        ("A3", "n1", "row 3, cell A3: the same text is in row 2"),
        ("A3", None, "row 3, cell A3: the number of the text is gone"),
        ("C3", "=A1", "row 3, cell C3: this is a formula"),
        ("A1", "No.", "row 1: there is no column “Number”"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(
    tmp_path: Path, book: Codebook, cell: str, value: str | None, said: str
) -> None:
    told = refusal(book, tmp_path, put(cell, value))
    assert str(tmp_path / "sheet.xlsx") in told
    assert f"sheet “{TEXTS}”, {said}" in told


def test_all_faults_are_told_at_once_and_no_words_with_them(tmp_path: Path, book: Codebook) -> None:
    def change(texts: Worksheet) -> None:
        texts["C2"], texts["C3"] = "secret one", "secret two"

    told = refusal(book, tmp_path, change)
    assert len(told.splitlines()) == 2
    assert "secret" not in told


def test_another_workbook_is_refused(tmp_path: Path, book: Codebook) -> None:
    path = tmp_path / "other.xlsx"
    other = openpyxl.Workbook()
    other.save(path)
    with pytest.raises(CodingError, match="are not both there"):
        reading.read(path, book)


def test_a_sheet_tells_of_nobody(at: Desk, said: Dataset, tmp_path: Path) -> None:
    """Besides the words stand numbers of chance: no id, language or answer of the dataset."""
    made = at.to_code("volunteer", "en", 500)[0]
    path = saved(tmp_path / "sheet.xlsx", writing.write(made))
    page = openpyxl.load_workbook(path)[TEXTS]
    words = {text.words for text in at.texts}
    for row in page.iter_rows(min_row=2, values_only=True):
        assert row[1] in words
        assert set(row[2:]) <= {None, ""}
    everything = read_workbook(path).texts
    assert not {text.id for text in at.texts} & everything
    assert not {"mk", "sr-Latn", "12_14", "girl"} & everything
    order = [text.words for text in at.texts]
    assert [str(row[1].value) for row in page.iter_rows(min_row=2)] != order
    assert openpyxl.load_workbook(path)[HOW]["B4"].value == said.round.questions[-1].id


def test_no_text_becomes_a_formula_or_a_link(tmp_path: Path, book: Codebook) -> None:
    hostile = payloads(150)
    rows = [Row(f"n{place}", words) for place, words in enumerate(hostile)]
    path = saved(tmp_path / "hostile.xlsx", writing.write(sheet(book, rows)))
    found = read_workbook(path)
    assert (found.formulas, found.links) == (0, 0)
    if office.has_calc(tmp_path):
        seen = office.opened([path], tmp_path / "office")[0]
        assert (seen.formulas, seen.links) == (0, 0)


def test_the_drop_down_offers_the_themes_and_what_is_not_open_is_locked(
    tmp_path: Path, book: Codebook
) -> None:
    rows = [Row("n1", "words", suggested=("bus", "light"))]
    path = saved(tmp_path / "sheet.xlsx", writing.write(sheet(book, rows)))
    page = openpyxl.load_workbook(path)[TEXTS]
    ranges = {str(one.sqref): one.formula1 for one in page.data_validations.dataValidation}
    assert ranges == {"C2": "'Themes'!$A$2:$A$5", "D2": "'Themes'!$A$2:$A$5"}
    assert page["E2"].value == "Buses in the evening\nLight in the streets"
    assert page.protection.sheet
    assert [cell.protection.locked for cell in page[2]] == [True, True, False, False, True]


def test_libreoffice_gives_back_what_was_chosen(tmp_path: Path, book: Codebook) -> None:
    """A coder opens the sheet in LibreOffice, and saves it from there."""
    if not office.has_calc(tmp_path):
        pytest.skip("LibreOffice Calc is not installed")
    rows = [Row("n1", "Нема светилки.\nНоќе.", ("light", "bus")), Row("n2", "=1+1", ())]
    path = saved(tmp_path / "sheet.xlsx", writing.write(sheet(book, rows, "mk")))
    again = office.saved_again(path, tmp_path / "again")
    before, after = (_decided(reading.read(one, book)) for one in (path, again))
    assert after == before == [("n1", ("light", "bus")), ("n2", ())]


def _decided(returned: Returned) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.number, one.themes) for one in returned.decided]

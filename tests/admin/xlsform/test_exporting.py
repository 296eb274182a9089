"""The workbook that a round becomes, as KoboToolbox and ODK would read it."""

from pathlib import Path

import msgspec
import openpyxl
import pytest
from pyxform.xls2xform import convert  # type: ignore[import-untyped]  # it has no stubs

from admin.xlsform import exporting
from admin.xlsform.findings import FormError
from tests.support.world import EVERYTHING


def rows(path: Path, sheet: str) -> dict[str, dict[str, object]]:
    """Return the rows of a sheet by their name, each as column to cell."""
    page = openpyxl.load_workbook(path)[sheet]
    top, *below = page.iter_rows(values_only=True)
    listed: list[dict[str, object]] = [
        {str(column): cell for column, cell in zip(top, row, strict=True)} for row in below
    ]
    return {str(row.get("name") or row.get("field")): row for row in listed}


@pytest.fixture
def form(tmp_path: Path) -> Path:
    exporting.write(EVERYTHING, tmp_path / "form.xlsx")
    return tmp_path / "form.xlsx"


def test_odk_takes_it_without_a_warning(form: Path) -> None:
    warnings: list[str] = []
    xform = convert(str(form), validate=False, warnings=warnings).xform
    assert warnings == []
    assert "selected( /data/way , 'other')" in " ".join(xform.split())


@pytest.mark.parametrize(
    ("name", "column", "cell"),
    [
        (
            "town",
            "choice_filter",
            "${region} = '' or string-length(belongs_1) = 0 or belongs_1 = ${region}",
        ),
        ("town", "type", "select_one town"),
        ("way", "parameters", "randomize=true"),
        ("way.other", "relevant", "selected(${way}, 'other')"),
        ("minutes", "relevant", "not(${way} = 'walk')"),
        ("minutes", "required", "yes"),
        ("minutes", "constraint", ". >= 0 and . <= 180"),
        ("since", "constraint", ". >= date('2022-01-01') and . <= date('2026-11-01')"),
        ("since", "appearance", "month-year"),
        (
            "better",
            "constraint",
            "count-selected(.) <= 2 and not(selected(., 'none') and count-selected(.) > 1)",
        ),
        ("tired", "parameters", "start=0 end=10 step=1 tick_labelset=tired"),
        ("tired", "hint::English (en)", "The start of school can change that."),
        ("budget.yard", "constraint", ". >= 0 and . <= 4 and ${budget.library} + . = 4"),
        ("fair", "appearance", "likert"),
        ("fair", "relevant", None),
    ],
)
def test_cells(form: Path, name: str, column: str, cell: str | None) -> None:
    assert rows(form, "survey")[name][column] == cell


def test_what_a_form_cannot_say_stands_on_a_sheet_of_its_own(form: Path) -> None:
    found = rows(form, "consult")
    assert found["addressee.body"]["text::Macedonian (mk)"] == "Училишниот одбор"
    assert found["questions.way.options.bus.emoji"]["content"] == '"🚌"'
    assert not [name for name in found if name.endswith(".text") and name.startswith("questions")]


def test_what_a_form_does_not_do_is_told() -> None:
    told = [one.what for one in exporting.sheets(EVERYTHING).findings]
    assert any("“first”: A form ranks all choices" in what for what in told)
    assert any("“fair”: A form does not know “language”" in what for what in told)


def test_a_text_is_never_a_formula_or_a_link(tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    risky = {"en": "=HYPERLINK(1)", "mk": "https://example.org"}
    question = EVERYTHING.questions[0]

    changed = msgspec.structs.replace(
        EVERYTHING,
        questions=(msgspec.structs.replace(question, text=risky), *EVERYTHING.questions[1:]),
    )
    exporting.write(changed, path)
    page = openpyxl.load_workbook(path)["survey"]
    cells = [cell for row in page.iter_rows() for cell in row if cell.value in risky.values()]
    assert [(cell.data_type, cell.hyperlink) for cell in cells] == [("s", None), ("s", None)]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FormError, match="cannot be written"):
        exporting.write(EVERYTHING, tmp_path / "nowhere" / "form.xlsx")

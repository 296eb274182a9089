"""Other programs read the files, and find the protected tables in each of them."""

import datetime as dt
import hashlib
import json
from pathlib import Path

import duckdb
import openpyxl
import pyreadstat
import pytest
from jsonstat_validator import validate_jsonstat  # type: ignore[import-untyped]  # no types

from admin import exports
from admin.dataset import Dataset
from admin.disclosure import Protected
from admin.exports import ExportError
from admin.exports.as_jsonstat import METRIC
from admin.exports.shortening import in_bytes, shortened
from admin.exports.statistical import SPSS
from admin.formulas import plain
from tests.admin.conftest import ISSUED
from tests.support.published import cells_of

Found = dict[tuple[str, str, str, str], int | None]


@pytest.fixture(scope="session")
def printed(tables: Protected) -> Found:
    """Every cell of a table by its address, None where it is hidden."""
    found: Found = {}
    for (variable, by), table in tables.tables.items():
        for (group, category), cell in table.cells.items():
            found[variable, by, group, category or "base"] = cell.count
    return found


def of_tables(found: Found) -> Found:
    return {key: number for key, number in found.items() if key[0] != "participation"}


def test_csv_and_parquet_hold_every_cell(exported: Path, printed: Found) -> None:
    for name in ("tables.csv", "tables.parquet"):
        columns = (
            "variable_id, coalesce(breakdown_id, ''), coalesce(group_id, ''), option_id, count"
        )
        rows = duckdb.sql(columns_of(exported / name, columns)).fetchall()
        assert of_tables({row[:4]: row[4] for row in rows}) == printed


def columns_of(path: Path, columns: str) -> str:
    return f"SELECT {columns} FROM '{path}'"  # noqa: S608 - our own file


def test_texts_of_csv_and_parquet_are_the_wordings(exported: Path, dataset: Dataset) -> None:
    wording = dataset.round.question("safe").text["mk"]
    assert wording in {plain(cell["question"]) for cell in cells_of(exported / "tables.csv")}
    rows = duckdb.sql(columns_of(exported / "tables.parquet", "DISTINCT question")).fetchall()
    assert (wording,) in rows


@pytest.mark.parametrize("ending", ["sav", "dta"])
def test_spss_and_stata_hold_every_cell_with_its_wordings(
    exported: Path, printed: Found, dataset: Dataset, ending: str
) -> None:
    path = exported / f"tables.{ending}"
    frame, about = pyreadstat.read_sav(path) if ending == "sav" else pyreadstat.read_dta(path)
    found: Found = {}
    for row in frame.to_dict("records"):
        count = None if row["count"] != row["count"] else int(row["count"])
        key = (row["variable_id"], row["breakdown_id"], row["group_id"], row["option_id"])
        found[key] = count
    assert of_tables(found) == printed
    labels = about.variable_value_labels["question"]
    first = frame[frame["variable_id"] == "safe"].iloc[0]
    wording = dataset.round.question("safe").text["mk"]
    holds = shortened(wording, SPSS.value_label, in_bytes) if ending == "sav" else wording
    assert labels[first["question"]] == holds


def test_json_stat_is_valid_and_holds_every_cell(exported: Path, printed: Found) -> None:
    collection = json.loads((exported / "tables.json").read_text(encoding="utf-8"))
    assert validate_jsonstat(collection)
    found: Found = {}
    for one in collection["link"]["item"]:
        assert validate_jsonstat(one)
        about = one["extension"]
        names = [one["dimension"][name]["category"]["index"] for name in one["id"]]
        groups = names[0] if len(names) == 3 else [""]
        metrics = one["dimension"][METRIC]["category"]["index"]
        place = 0
        for group in groups:
            for answer in names[-2]:
                value, status = one["value"][place], one["status"].get(str(place))
                assert (value is None) == (status in {"h", "n"})
                found[about["variable"], about["breakdown"], group, answer] = value
                place += len(metrics)
    bases = {key: number for key, number in printed.items() if key[3] != "base"}
    assert of_tables(found) == bases


def test_the_workbook_has_contents_a_sheet_a_question_and_methods(
    exported: Path, dataset: Dataset
) -> None:
    book = openpyxl.load_workbook(exported / "tables.xlsx")
    questions = [q.id for q in dataset.round.questions]
    assert book.sheetnames[:2] == ["Содржина", "Учество"]
    assert book.sheetnames[-1] == "Методи"
    for question in questions:
        (sheet,) = [one for one in book if one.title.endswith(f" {question}")]
        assert sheet["A1"].value == dataset.round.question(question).text["mk"]
        assert sheet.freeze_panes == "B6"
        assert "ВЕЖБА" in str(sheet["A2"].value)
    sheet = book["4 better"]
    texts = {cell.value for row in sheet.iter_rows() for cell in row}
    assert "*" in texts
    assert 300 in texts


def test_the_codebooks_hold_the_hash_of_every_file(exported: Path) -> None:
    markdown = (exported / "codebook.md").read_text(encoding="utf-8")
    ddi = (exported / "codebook.xml").read_text(encoding="utf-8")
    for path in exported.iterdir():
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        assert digest in markdown or path.name == "codebook.md"
        assert digest in ddi or path.name.startswith("codebook")


def test_labels_tell_the_countings_of_one_question_apart(exported: Path) -> None:
    markdown = (exported / "codebook.md").read_text(encoding="utf-8")
    asked = [part.split("\n")[2] for part in markdown.split("\n### `")[1:]]
    assert len(set(asked)) == len(asked)
    _, meta = pyreadstat.read_sav(exported / "synthetic_responses.sav")
    labels = [text for text in meta.column_labels if text and not text.endswith("…")]
    assert len(set(labels)) == len(labels)


def test_the_same_dataset_gives_the_same_bytes(
    exported: Path, dataset: Dataset, tmp_path: Path
) -> None:
    again = exports.write(dataset, tmp_path, language="mk", generated_on=ISSUED)
    assert {path.name for path in again} == {path.name for path in exported.iterdir()}
    for path in again:
        assert path.read_bytes() == (exported / path.name).read_bytes(), path.name


def test_files_bear_the_day_of_issue_and_not_the_clock(exported: Path) -> None:
    issued = dt.datetime.combine(ISSUED, dt.time())
    _, about = pyreadstat.read_sav(exported / "tables.sav", metadataonly=True)
    assert about.creation_time == issued
    _, about = pyreadstat.read_dta(exported / "tables.dta", metadataonly=True)
    assert about.creation_time == issued
    book = openpyxl.load_workbook(exported / "tables.xlsx")
    assert book.properties.created == issued


def test_synthetic_files_say_so_in_name_and_in_every_row(exported: Path) -> None:
    files = sorted(path.name for path in exported.iterdir() if "СИНТЕТИЧКО" in _head(path))
    assert [name for name in files if name.startswith("synthetic")] == [
        f"synthetic_responses.{ending}" for ending in ("csv", "dta", "parquet", "sav")
    ]
    rows = duckdb.sql(
        columns_of(exported / "synthetic_responses.parquet", "DISTINCT synthetic")
    ).fetchall()
    assert len(rows) == 1
    assert rows[0][0].startswith("СИНТЕТИЧКО")
    frame, about = pyreadstat.read_sav(exported / "synthetic_responses.sav")
    assert str(about.file_label).startswith("СИНТЕТИЧКО – ")
    assert len(frame) == 300


def _head(path: Path) -> str:
    return path.read_bytes().decode("utf-8", errors="replace")


def test_no_file_holds_the_responses(exported: Path, dataset: Dataset) -> None:
    ids = duckdb.sql(columns_of(dataset.responses, "response")).fetchall()
    whole = b"".join(path.read_bytes() for path in exported.iterdir())
    assert not any(name.encode() in whole for (name,) in ids)


def test_an_unknown_format_or_breakdown_is_refused(dataset: Dataset, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="no format “ods”"):
        exports.write(dataset, tmp_path, generated_on=ISSUED, formats=("ods",))
    with pytest.raises(ExportError, match="no breakdown “shoe”"):
        exports.write(dataset, tmp_path, generated_on=ISSUED, formats=("csv",), given="shoe")

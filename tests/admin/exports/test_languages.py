"""An export speaks one language; only what machines read is the same in all of them."""

import json
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import openpyxl
import pyarrow.parquet as pq  # type: ignore[import-untyped]  # ships no types
import pyreadstat
import pytest

from admin import exports
from admin.briefs.compiling import context_of
from admin.dataset import Dataset
from admin.exports.as_ddi import NAMESPACE
from admin.exports.shortening import ELLIPSIS, one_line
from admin.exports.source import Source
from admin.exports.statistical import SPSS, STATA, Limits, of_synthetic, of_tables
from admin.exports.synthetic import drawn
from admin.exports.workbook import MOST_IN_NAME, fitting
from admin.words import NOBODY, Words
from dialogs.confirmations import Confirmations
from tests.admin.briefs.test_languages import LANGUAGES, confirmed, english_in, of
from tests.admin.conftest import ISSUED

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
SHEETS = ("Contents", "Participation", "Methods")


def of_sheets(path: Path) -> str:
    book = openpyxl.load_workbook(path)
    cells = (cell.value for sheet in book for row in sheet.iter_rows() for cell in row)
    return " ".join((*book.sheetnames, *map(str, cells)))


def of_labels(path: Path) -> str:
    read = pyreadstat.read_sav if path.suffix == ".sav" else pyreadstat.read_dta
    _, about = read(path, metadataonly=True)
    values = [text for labels in about.variable_value_labels.values() for text in labels.values()]
    return " ".join(
        (str(about.file_label), *map(str, about.column_labels), *values, *(about.notes or ()))
    )


def of_metadata(path: Path) -> str:
    table = pq.read_table(path)
    texts = {str(value) for column in table.columns for value in column.to_pylist()}
    return " ".join((*map(str, table.schema.metadata.values()), *sorted(texts)))


def of_text(path: Path) -> str:
    return path.read_text("utf-8")


READERS: dict[str, Callable[[Path], str]] = {
    ".xlsx": of_sheets,
    ".sav": of_labels,
    ".dta": of_labels,
    ".parquet": of_metadata,
}


@pytest.mark.parametrize("language", ["sq", "ky", "ka"])
def test_no_english_is_left_in_any_file(tmp_path: Path, language: str) -> None:
    dataset = of(language, tmp_path / "dataset")
    made = exports.write(
        dataset, tmp_path / "out", language=language, generated_on=ISSUED, given="gender"
    )
    assert len(made) == 14
    for path in made:
        assert english_in(READERS.get(path.suffix, of_text)(path)) == [], path.name


def source(dataset: Dataset, language: str) -> Source:
    context = context_of(dataset, language="sq", generated_on=ISSUED, fixed_words=language)
    return Source(context, drawn(context.tables, context.round), "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_sheets_have_names_that_excel_takes(language: str) -> None:
    names = [Words(language)(text) for text in SHEETS]
    assert len({name.casefold() for name in names}) == len(SHEETS)
    assert names == [fitting(name) for name in names]
    assert max(map(len, names)) <= MOST_IN_NAME


@pytest.fixture(scope="module", params=["ka", "tg", "uz-Cyrl"])
def long_source(request: pytest.FixtureRequest, dataset: Dataset) -> Source:
    """Words of three bytes a letter, and the longest of two."""
    return source(dataset, str(request.param))


@pytest.mark.parametrize("limits", [SPSS, STATA], ids=["spss", "stata"])
def test_long_labels_fit_in_what_each_format_counts(long_source: Source, limits: Limits) -> None:
    for field in (*of_tables(long_source), *of_synthetic(long_source)):
        fitted = limits.fit(field)
        assert limits.size(fitted.label) <= limits.label
        pairs = [(field.label, fitted.label)]
        for code, text in fitted.value_labels.items():
            assert limits.size(text) <= limits.value_label
            pairs.append((field.value_labels[code], text))
        for whole, short in pairs:
            start = short.removesuffix(ELLIPSIS)
            if short != one_line(whole):
                assert short != start
                assert one_line(whole).startswith(start)


@pytest.mark.parametrize(("ending", "limits"), [("sav", SPSS), ("dta", STATA)])
def test_labels_in_letters_of_three_bytes_come_back_whole(
    dataset: Dataset, tmp_path: Path, ending: str, limits: Limits
) -> None:
    exports.write(
        dataset, tmp_path, language="sq", fixed_words="ka", generated_on=ISSUED, formats=(ending,)
    )
    made = source(dataset, "ka")
    for name, fields in (("tables", of_tables(made)), ("synthetic_responses", of_synthetic(made))):
        read = pyreadstat.read_sav if ending == "sav" else pyreadstat.read_dta
        _, about = read(tmp_path / f"{name}.{ending}", metadataonly=True)
        fitted = [limits.fit(field) for field in fields]
        assert about.column_labels == [one.label for one in fitted]
        for one in fitted:
            found = about.variable_value_labels.get(one.name, {})
            assert set(found.values()) == set(one.value_labels.values())


def test_words_may_be_in_another_language_and_are_marked(dataset: Dataset, tmp_path: Path) -> None:
    exports.write(
        dataset, tmp_path, language="sq", fixed_words="ky", generated_on=ISSUED, formats=("csv",)
    )
    book = ET.parse(tmp_path / "codebook.xml").getroot()  # noqa: S314 - our own
    assert book.get(XML_LANG) == "sq"
    kind = book.find(f".//{{{NAMESPACE}}}dataKind")
    assert kind is not None
    assert (kind.text, kind.get(XML_LANG)) == ("Корголгон таблицалар", "ky")


def test_what_machines_read_is_the_same(exported: Path, dataset: Dataset, tmp_path: Path) -> None:
    exports.write(dataset, tmp_path, language="sq", generated_on=ISSUED, formats=("jsonstat",))
    first, second = (
        json.loads((folder / "tables.json").read_text("utf-8")) for folder in (exported, tmp_path)
    )
    for one, other in zip(first["link"]["item"], second["link"]["item"], strict=True):
        assert (one["id"], one["value"], one["status"]) == (
            other["id"],
            other["value"],
            other["status"],
        )


@pytest.mark.parametrize(("known", "says_so"), [(NOBODY, True), (confirmed("sq"), False)])
def test_unreviewed_words_say_so_until_a_speaker_confirms_them(
    dataset: Dataset, tmp_path: Path, known: Confirmations, says_so: bool
) -> None:
    exports.write(
        dataset,
        tmp_path,
        language="sq",
        confirmed=known,
        generated_on=ISSUED,
        formats=("csv",),
    )
    book = (tmp_path / "codebook.md").read_text("utf-8")
    assert ("me fjalë që askush nuk i ka rishikuar" in book) is says_so

"""Themes in the brief: the numbers that were counted, protected, with how they came about."""

import csv
import datetime as dt
from pathlib import Path

import pytest

from admin import exports
from admin.briefs import build, publish
from admin.briefs.errors import BriefError
from admin.coding import codebook
from admin.coding.desk import Desk
from admin.coding.layer import Layer
from admin.dataset import Dataset
from admin.register import Register, RegisterError
from admin.right_register import Expected
from tests.admin.briefs.test_build import words_of_docx, words_of_html, words_of_pdf
from tests.support import coded_words, datasets
from tests.support.coded_words import QUESTION, Coder
from tests.support.naive import rounded

pytestmark = pytest.mark.long

FIRST = Expected(first=True)
DAY = dt.date(2026, 11, 24)
CODERS = (Coder("youth worker", careless=0.05), Coder("volunteer", careless=0.05, reads=0.7))
VARIABLE = f"{QUESTION}:themes"


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return coded_words.make(tmp_path_factory.mktemp("said"), 500)


@pytest.fixture(scope="module")
def layers(said: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of layers, settled."""
    folder = tmp_path_factory.mktemp("themes")
    coded_words.coded(said, folder, *CODERS)
    return folder


@pytest.fixture(scope="module")
def layer(said: Dataset, layers: Path) -> Layer:
    found = Desk.of(said, QUESTION, layers).layer
    assert found is not None
    return found


@pytest.fixture(scope="module")
def brief(said: Dataset, layers: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("brief")
    build(said, out, generated_on=DAY, themes=layers)
    return out


def cells(tables: Path) -> dict[tuple[str, str], dict[str, str]]:
    """Return the rows of the themes by group and theme."""
    with tables.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["variable_id"] == VARIABLE]
    return {(row["group_id"], row["option_id"]): row for row in rows}


def test_each_number_is_that_of_the_layer(brief: Path, layer: Layer, said: Dataset) -> None:
    found = cells(brief / "tables.csv")
    assert {group for group, _ in found} == {"", *said.languages}
    given = layer.final.values()
    assert found["", "base"]["count"] == str(rounded(len(given)))
    for theme in ("light", "bus", "place"):
        exact = sum(theme in themes for themes in given)
        assert found["", theme]["count"] == str(rounded(exact))
        assert found["", theme]["option"] == next(
            one.name["en"] for one in layer.codebook.themes if one.id == theme
        )
    by_language = [found[tag, "base"]["count"] for tag in said.languages]
    assert abs(sum(map(int, by_language)) - len(given)) <= 2 * len(by_language)


def test_the_brief_shows_the_themes_and_says_how_they_came_about(brief: Path) -> None:
    for text in (
        words_of_html(brief / "brief.html"),
        words_of_pdf(brief / "brief.pdf"),
        words_of_docx(brief / "brief.docx"),
    ):
        assert "Light in the streets" in text
        assert "Asks for lamps or complains of the dark." in text
        assert "Coded by: youth worker, volunteer." in text
        assert "Krippendorff’s alpha is 0.9" in text
        assert "texts have not been coded yet" not in text
        assert "A lamp at our corner would help." not in text
        assert "own_words" not in text.replace("own_words.yaml", "")
        assert not any(said in text for one in coded_words.SENTENCES["en"].values() for said in one)


def test_without_themes_a_brief_is_as_if_nobody_had_coded(
    said: Dataset, layers: Path, tmp_path: Path
) -> None:
    build(said, tmp_path, generated_on=DAY)
    assert layers.exists()
    assert cells(tmp_path / "tables.csv") == {}
    assert "texts have not been coded yet" in words_of_html(tmp_path / "brief.html")
    assert "Light in the streets" not in words_of_html(tmp_path / "brief.html")


def test_one_coder_alone_is_said_to_be_alone(tmp_path: Path, said: Dataset) -> None:
    coded_words.coded(said, tmp_path / "themes", CODERS[0])
    build(said, tmp_path / "brief", generated_on=DAY, themes=tmp_path / "themes")
    text = words_of_html(tmp_path / "brief" / "brief.html")
    assert "How far two people would agree is not known." in text
    assert "alpha" not in text


def test_a_language_that_the_codebook_lacks_is_refused(tmp_path: Path, said: Dataset) -> None:
    at = coded_words.desk(said, tmp_path)
    fewer = coded_words.CODEBOOK.replace(", mk: Автобуси навечер", "")
    (at.folder / codebook.FILE).write_text(fewer, encoding="utf-8")
    paths = coded_words.handed_back(at, CODERS[0], tmp_path / "back")
    coded_words.read(at, list(paths))
    with pytest.raises(BriefError, match="does not name all its themes in “mk”"):
        build(said, tmp_path / "brief", language="mk", generated_on=DAY, themes=tmp_path)


def test_every_export_has_the_themes_but_no_synthetic_person(
    said: Dataset, layers: Path, tmp_path: Path
) -> None:
    formats = ("csv", "xlsx", "jsonstat", "parquet")
    exports.write(said, tmp_path, language="sq", generated_on=DAY, formats=formats, themes=layers)
    assert ("", "light") in cells(tmp_path / "tables.csv")
    for name in ("tables.json", "codebook.md", "codebook.xml"):
        assert "Dritat në rrugë" in (tmp_path / name).read_text(encoding="utf-8")
    head = (tmp_path / "synthetic_responses.csv").read_text(encoding="utf-8-sig").split("\n")[0]
    assert QUESTION in head
    assert "themes" not in head


def test_what_was_published_is_coded_once(said: Dataset, tmp_path: Path) -> None:
    """Names of themes may be mended after a release; which text has which may not."""
    layers, register = tmp_path / "themes", tmp_path / "releases.jsonl"
    coded_words.coded(said, layers, CODERS[0])
    publish(
        said,
        tmp_path / "first",
        register=register,
        expected=FIRST,
        generated_on=DAY,
        themes=layers,
    )
    assert list(Register.open(register).releases[0].themes) == [QUESTION]

    at = Desk.of(said, QUESTION, layers)
    book = at.folder / codebook.FILE
    book.write_text(book.read_text("utf-8").replace("Light in the", "Lamps in the"), "utf-8")
    coded_words.read(Desk.of(said, QUESTION, layers), [])
    publish(said, tmp_path / "second", register=register, generated_on=DAY, themes=layers)

    out = tmp_path / "exports"
    exports.write(said, out, generated_on=DAY, register=register, formats=["csv"], themes=layers)
    assert "Release 2" in (out / "codebook.md").read_text("utf-8")
    assert "Coded by: youth worker." in (out / "codebook.md").read_text("utf-8")

    again = Desk.of(said, QUESTION, layers)
    other = Coder("youth worker", careless=0.3)
    coded_words.read(again, list(coded_words.handed_back(again, other, tmp_path / "more")))
    with pytest.raises(RegisterError, match="counted other themes of “own_words”"):
        publish(said, tmp_path / "third", register=register, generated_on=DAY, themes=layers)
    with pytest.raises(RegisterError, match="has themes of these questions: own_words"):
        exports.write(said, tmp_path / "exports", generated_on=DAY, register=register)


def test_a_release_without_themes_is_entered_as_before(tmp_path: Path) -> None:
    dataset = Dataset.open(datasets.make(tmp_path / "dataset", 60))
    register = tmp_path / "r.jsonl"
    kept = publish(dataset, tmp_path / "out", register=register, expected=FIRST, generated_on=DAY)
    assert kept.releases[0].themes == {}
    assert b'"themes"' not in register.read_bytes()

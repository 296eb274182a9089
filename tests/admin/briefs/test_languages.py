"""A brief speaks one language: no fixed word of another is left in it."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from admin import briefs
from admin.briefs.compiling import compiled, context_of
from admin.briefs.errors import BriefError
from admin.briefs.wording import texts_of
from admin.dataset import Dataset
from admin.register import FILE
from admin.right_register import Expected
from admin.words import fact_of, states
from dialogs.confirmations import Confirmation, Confirmations
from tests.admin.briefs.test_build import READERS
from tests.admin.conftest import ISSUED
from tests.support import datasets
from tests.support.in_language import round_in
from tests.tools.catalogues.domains import BRIEF
from tests.tools.catalogues.template import BLANK, wanted

pytestmark = pytest.mark.long

FIRST = Expected(first=True)
LANGUAGES = sorted(tag for tag, state in states().items() if state.complete and tag != "en")
LEAST = 14
"""Letters of a piece of English that no other language has by chance."""


def english() -> Iterator[str]:
    """Yield the pieces of the English wordings between their blanks."""
    for one in wanted(BRIEF).values():
        for text in (one.id, one.plural):
            pieces = (
                re.sub(r"\s+", " ", piece).strip(" .,:;()") for piece in BLANK.split(text)[::2]
            )
            yield from (piece for piece in pieces if len(piece) >= LEAST)


ENGLISH = sorted(set(english()))


def english_in(text: str) -> list[str]:
    said = re.sub(r"\s+", " ", text)
    return [piece for piece in ENGLISH if piece in said]


def of(language: str, folder: Path) -> Dataset:
    """Return a dataset of a round whose wordings are all in one language."""
    round_ = round_in(language)
    return Dataset.open(datasets.write(folder, round_, datasets.rows_of(round_, 300)))


def test_english_is_found_where_it_is(dataset: Dataset) -> None:
    assert len(ENGLISH) > 200
    brief = compiled(context_of(dataset, language="en", generated_on=ISSUED))
    assert len(english_in(" ".join(texts_of(brief)))) > 80


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_english_is_left_in_a_brief(tmp_path: Path, language: str) -> None:
    context = context_of(of(language, tmp_path), language=language, generated_on=ISSUED)
    brief = compiled(context)
    assert brief.language == language
    assert brief.label_language == ""
    assert english_in(" ".join(texts_of(brief))) == []


@pytest.mark.parametrize("language", ["sq", "ky"])
def test_no_english_is_left_in_any_file(tmp_path: Path, language: str) -> None:
    dataset = of(language, tmp_path / "dataset")
    for path in briefs.build(dataset, tmp_path / "out", language=language, generated_on=ISSUED):
        assert english_in(READERS[path.name](path)) == [], path.name


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not installed")
def test_no_letter_is_missing_in_the_pdf(tmp_path: Path) -> None:
    dataset = of("ky", tmp_path / "dataset")
    briefs.build(dataset, tmp_path / "out", language="ky", generated_on=ISSUED)
    command = ["pdftotext", str(tmp_path / "out" / "brief.pdf"), "-"]
    result = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    assert english_in(result.stdout) == []
    assert "Жаштар эмне дейт" in result.stdout
    assert "\ufffd" not in result.stdout


def test_fixed_words_may_be_in_another_language_by_request(dataset: Dataset) -> None:
    context = context_of(dataset, language="sq", generated_on=ISSUED, fixed_words="en")
    brief = compiled(context)
    assert (brief.language, brief.label_language) == ("en", "sq")


def test_a_language_without_fixed_words_is_refused_before_anything_is_written(
    tmp_path: Path,
) -> None:
    dataset = of("fr", tmp_path / "dataset")
    with pytest.raises(BriefError, match=r"not complete in “fr”.*They are in .*en, .*sq"):
        briefs.build(dataset, tmp_path / "out", language="fr", generated_on=ISSUED)
    assert not (tmp_path / "out").exists()


def test_a_draft_in_unreviewed_words_says_so_above_its_title(dataset: Dataset) -> None:
    kicker = compiled(context_of(dataset, language="sq", generated_on=ISSUED)).kicker
    assert kicker.endswith("me fjalë që askush nuk i ka rishikuar")
    context = context_of(dataset, language="sq", generated_on=ISSUED, confirmed=confirmed("sq"))
    assert compiled(context).kicker.endswith("i papublikuar")


def test_unreviewed_words_are_not_released_outside_practice(tmp_path: Path) -> None:
    round_ = datasets.example_round()
    rows = datasets.rows_of(round_, 60)
    real = Dataset.open(datasets.write(tmp_path / "d", round_, rows, practice=False))
    out, register = tmp_path / "release", tmp_path / FILE
    with pytest.raises(BriefError, match="consult confirm brief sq"):
        briefs.publish(
            real, out, register=register, expected=FIRST, language="sq", generated_on=ISSUED
        )
    assert not out.exists()
    assert not register.exists()
    briefs.publish(
        real,
        out,
        register=register,
        expected=FIRST,
        language="sq",
        generated_on=ISSUED,
        confirmed=confirmed("sq"),
    )
    assert (out / "brief.html").is_file()


def confirmed(language: str) -> Confirmations:
    fact = fact_of(language)
    one = Confirmation(what=fact.what, name=fact.name, digest=fact.digest, by="NGO", on=ISSUED)
    return Confirmations([one])

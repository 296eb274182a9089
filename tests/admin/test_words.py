"""Fixed words: numbers, lists and quotations as the language has them, and no half a language."""

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from admin import words
from admin.words import Words, WordsError, fact_of
from dialogs.confirmations import Confirmation, Confirmations

TODAY = dt.date(2026, 11, 24)


def test_a_text_is_found_by_its_english_wording() -> None:
    assert Words("en")("Reply by") == "Reply by"
    assert Words("sq")("Reply by") == "Përgjigje deri më"
    assert Words("sq").language == "sq"


def test_numbers_are_those_of_the_language() -> None:
    assert Words("en")("about {count}", count=1200) == "about 1,200"
    assert Words("sq")("about {count}", count=1200) == "rreth 1\u00a0200"


def test_a_number_decides_the_form() -> None:
    one, many = "About {number} response was lost.", "About {number} responses were lost."
    assert Words("en").plural(one, many, 1) == "About 1 response was lost."
    assert Words("en").plural(one, many, 25) == "About 25 responses were lost."
    assert Words("sq").plural(one, many, 1) == "Humbi rreth 1 përgjigje."
    assert Words("sq").plural(one, many, 25) == "Humbën rreth 25 përgjigje."


def test_lists_and_quotations_are_those_of_the_language() -> None:
    assert Words("en").listed(["a", "b", "c"]) == "a, b and c"
    assert Words("sq").listed(["a", "b", "c"]) == "a, b dhe c"
    assert Words("ky").quoted("Ооба") == "«Ооба»"


def test_a_point_that_ends_a_value_is_not_doubled() -> None:
    assert Words("en")("Mean of the answers {mean}.", mean="2.") == "Mean of the answers 2."


@pytest.mark.parametrize("language", ["fr", "xx"])
def test_a_language_without_a_catalogue_is_refused_and_the_others_named(language: str) -> None:
    with pytest.raises(WordsError, match=rf"in “{language}” \(all are missing\).*en.*sq"):
        Words(language)


def test_a_language_with_a_gap_is_refused(own_locales: Path) -> None:
    path = own_locales / "sq" / "LC_MESSAGES" / "brief.po"
    path.write_text(path.read_text("utf-8").replace("Përgjigje deri më", ""), encoding="utf-8")
    with pytest.raises(WordsError, match=r"“sq” \(1 of \d+ are missing\)"):
        Words("sq")


def test_a_header_counts_as_a_review(own_locales: Path) -> None:
    path = own_locales / "sq" / "LC_MESSAGES" / "brief.po"
    reviewed = "X-Review-State: reviewed by teacher, NGO on 2026-11-24"
    text = path.read_text("utf-8").replace("X-Review-State: drafted", reviewed)
    path.write_text(text, encoding="utf-8")
    assert Words("sq").reviewed


@pytest.fixture
def own_locales(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Catalogues that a test may change."""
    shutil.copytree(str(words.LOCALES), tmp_path / "locales")
    monkeypatch.setattr(words, "LOCALES", tmp_path / "locales")
    _forget()
    yield tmp_path / "locales"
    _forget()


def _forget() -> None:
    words._catalogue.cache_clear()
    words.states.cache_clear()


def test_english_needs_no_review_and_a_draft_does() -> None:
    assert Words("en").reviewed
    assert not Words("sq").reviewed


def test_a_confirmation_counts_for_exactly_these_words() -> None:
    fact = fact_of("sq")
    entry = Confirmation(
        what=fact.what, name=fact.name, digest=fact.digest, by="teacher, NGO", on=TODAY
    )
    assert Words("sq", Confirmations([entry])).reviewed
    assert not Words("ky", Confirmations([entry])).reviewed

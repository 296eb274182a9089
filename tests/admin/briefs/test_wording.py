"""A word of security work is told in a draft and refused in a release."""

from pathlib import Path

import pytest

from admin import briefs
from admin.briefs.compiling import compiled, context_of
from admin.briefs.errors import BriefError
from admin.briefs.wording import internal_words_in
from admin.dataset import Dataset
from admin.register import FILE
from admin.right_register import Expected
from admin.word_lists import internal_words
from tests.admin.conftest import ISSUED

FIRST = Expected(first=True)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "internal-words.yaml"
    path.write_text("en:\n  buses: the ride home\n", encoding="utf-8")
    return path


def test_the_fixed_words_of_a_brief_hold_none(dataset: Dataset) -> None:
    brief = compiled(context_of(dataset, language="en", generated_on=ISSUED))
    assert internal_words_in(brief, internal_words()) == ()


def test_a_draft_says_which_sentences_hold_one(dataset: Dataset, own: Path, tmp_path: Path) -> None:
    told: list[str] = []
    order = briefs.Order(internal_words=own, on_words=told.extend)
    briefs.build(dataset, tmp_path / "out", generated_on=ISSUED, order=order)
    assert told
    assert all("uses” in “" in one and one.endswith("the ride home.") for one in told)


def test_the_organisations_own_words_are_looked_through_as_well(
    dataset: Dataset, own: Path, tmp_path: Path
) -> None:
    words = tmp_path / "words.yaml"
    words.write_text('en:\n  decision: "Whether buses run later."\n', encoding="utf-8")
    told: list[str] = []
    order = briefs.Order(words=words, internal_words=own, on_words=told.extend)
    briefs.build(dataset, tmp_path / "out", generated_on=ISSUED, order=order)
    assert any("Whether buses run later." in one for one in told)


def test_a_release_is_refused_until_somebody_lets_it_stand(
    unpublished: Dataset, own: Path, tmp_path: Path
) -> None:
    out, register = tmp_path / "release", tmp_path / FILE
    strict = briefs.Order(internal_words=own)
    with pytest.raises(BriefError, match="Write instead: the ride home"):
        briefs.publish(
            unpublished,
            out,
            register=register,
            expected=FIRST,
            generated_on=ISSUED,
            order=strict,
        )
    assert not out.exists()
    assert not register.exists()
    briefs.publish(
        unpublished,
        out,
        register=register,
        expected=FIRST,
        generated_on=ISSUED,
        order=briefs.Order(internal_words=own, on_words=lambda _: None),
    )
    assert (out / "brief.html").is_file()

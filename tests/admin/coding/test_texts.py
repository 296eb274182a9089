"""Coders get words and nothing else, and never so few that somebody could be known by them."""

from pathlib import Path

import pytest

from admin.coding.texts import LEAST, Text, texts_of
from admin.coding.trouble import CodingError
from admin.dataset import Dataset
from tests.support import coded_words


def test_a_text_is_its_words_alone(said: Dataset) -> None:
    assert Text.__struct_fields__ == ("id", "words")
    assert len(texts_of(said, coded_words.QUESTION)) > LEAST


def test_only_free_texts_can_be_coded(said: Dataset) -> None:
    with pytest.raises(CodingError, match="This round has: own_words"):
        texts_of(said, "better")


def test_a_few_texts_are_not_laid_out(tmp_path: Path) -> None:
    few = coded_words.make(tmp_path, 12)
    with pytest.raises(CodingError, match="Fewer than 10 people"):
        texts_of(few, coded_words.QUESTION)

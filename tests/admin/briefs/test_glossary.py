"""Each word of the glossary stands beside what it means, in every language."""

from dataclasses import replace

import pytest

from admin.briefs.compiling import context_of
from admin.briefs.context import Context
from admin.briefs.model import Facts, text_of
from admin.briefs.sections import glossary
from admin.dataset import Dataset
from admin.words import Words, states
from tests.admin.conftest import ISSUED


@pytest.fixture(scope="module")
def context(dataset: Dataset) -> Context:
    return context_of(dataset, language="en", generated_on=ISSUED)


@pytest.mark.parametrize("language", sorted(tag for tag, one in states().items() if one.complete))
def test_a_word_is_short_and_has_a_meaning(context: Context, language: str) -> None:
    (facts,) = glossary.section(replace(context, words=Words(language))).blocks
    assert isinstance(facts, Facts)
    assert len(facts.rows) == 9
    for word, meaning in facts.rows:
        assert 2 <= len(word) <= 40
        assert len(text_of(meaning)) > len(word)

"""Words and sentences are told apart in every script."""

import pytest

from dialogs.lints.tools.words import sentences, words


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Stay: there is time. Or go!", 3),
        ("Մնա՛։ Ժամանակ կա։ Գնում ես։", 3),
        ("დარჩი. დრო არის.", 2),
        ("One line\nand another", 2),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert len(sentences(text)) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [("well-lit streets", 2), ("Që t’i bënte", 3), ("Ուզո՞ւմ ես մասնակցել", 3), ("12 000", 0)],
)
def test_words(text: str, count: int) -> None:
    assert len(words(text)) == count

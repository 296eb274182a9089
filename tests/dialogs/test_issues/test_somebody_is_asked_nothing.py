"""A round in which every question had a condition broke when it began for somebody."""

import pytest

from dialogs.problems import RoundFileError
from dialogs.round_file import load
from tests.support.world import EXAMPLE_TEXT


def test_a_round_asks_everybody_something() -> None:
    before, _, questions = EXAMPLE_TEXT.partition("\nquestions:\n")
    _, _, after = questions.partition("\npublication:\n")
    only = """
questions:
  - kind: free_text
    id: word
    text: {en: "W", sq: "W", mk: "W", sr-Latn: "W"}
    show_if: {question: language, is: mk}
publication:
"""
    after = after.replace("[age, gender, place]", "[age]").partition("  asks:")[0]
    with pytest.raises(RoundFileError, match="Nothing is asked of some"):
        load(before + only + after, file="round.yaml")

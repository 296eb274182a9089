"""A sentence begins as its language writes it."""

import pytest

from dialogs.sentence_case import begun
from tests.support.route import PARK, conversation


@pytest.mark.parametrize(
    ("language", "text", "as_begun"),
    [
        ("en", "the Youth Forum", "The Youth Forum"),
        ("mk", "младинскиот форум", "Младинскиот форум"),
        ("tr", "istanbul gençliği", "İstanbul gençliği"),
        ("az", "idman klubu", "İdman klubu"),
        ("sr-Latn", "ǆepni forum", "ǅepni forum"),
        ("hy", "երիտասարդներ", "Երիտասարդներ"),
        ("ka", "ახალგაზრდული საბჭო", "ახალგაზრდული საბჭო"),
        ("uz-Latn", "", ""),
    ],
)
def test_the_first_letter(language: str, text: str, as_begun: str) -> None:
    assert begun(text, language) == as_begun


def test_no_screen_in_georgian_has_the_letters_that_are_for_headlines_alone() -> None:
    """Many phones have no font for them, and show a box."""
    shown = str(conversation("ka"))
    assert PARK.organiser.name["ka"] in shown
    assert [one for one in shown if "\u1c90" <= one <= "\u1cbf"] == []

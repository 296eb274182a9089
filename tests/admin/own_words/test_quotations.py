"""What somebody is said to have said stands only as an approved quote."""

import pytest

from admin.own_words.quotations import quotation_in


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One wrote: “The park is dark.”", "“The park is dark.”"),
        ("Eine schrieb: „Der Park ist dunkel.“", "„Der Park ist dunkel.“"),
        ("Одна написала: «В парке очень темно.»", "«В парке очень темно.»"),
        ('One wrote: "The park is dark."', '"The park is dark."'),
        ("They ask for “safe stops”.", ""),
        ("Most asked for light.", ""),
        ("A so-called “night” and what one does in a “park at night”", ""),
    ],
)
def test_a_passage_of_four_words_is_a_quotation(text: str, found: str) -> None:
    assert quotation_in(text) == found

"""Long texts that are nearly the same share a band; short ones and different ones do not."""

import pytest

from dialogs.answers import answered
from storage.stuffing.same_texts import bands_of

LETTER = (
    "We ask the council for a night bus on Fridays and Saturdays, because our parents cannot always"
    " fetch us and walking home along the river is not safe after dark."
)
CYRILLIC = (
    "Бараме од советот ноќен автобус во петок и сабота, затоа што родителите не можат секогаш да нè"
    " земат, а пешачењето покрај реката не е безбедно."
)


def bands(text: str, question: str = "own_words") -> set[int]:
    return set(bands_of({question: answered(text)}, ("own_words", "other")))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (LETTER, LETTER),
        (LETTER, LETTER.upper() + " !!!"),
        (LETTER, LETTER.replace(" ", "  ").replace(",", "")),
        (LETTER, LETTER.replace("Fridays", "Sundays")),
        (LETTER, "hello, " + LETTER),
        (CYRILLIC, CYRILLIC.replace("петок", "среда")),
    ],
)
def test_slight_edits_do_not_hide_a_copy(one: str, other: str) -> None:
    assert bands(one) & bands(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            LETTER,
            "The park is dark, there are no benches, and nobody comes to repair the lamps there.",
        ),
        (LETTER, CYRILLIC),
        ("More buses!", "More buses!"),
        ("The park is dark after eight.", "The park is dark after eight."),
        ("", ""),
    ],
)
def test_what_is_short_or_different_is_no_copy(one: str, other: str) -> None:
    assert not bands(one) & bands(other)


def test_each_question_has_its_own_texts() -> None:
    assert not bands(LETTER) & bands(LETTER, "other")

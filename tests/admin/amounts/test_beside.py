"""Beside a figure of the tables a date may be typed, and no other figure."""

import pytest

from admin.amounts.beside import sentences_of, typed_beside


def beside(text: str, language: str = "en") -> str:
    """Return what is said of a text in which # stands for a figure that the program writes."""
    pieces = [one for part in text.split("#") for one in (part, None)][:-1]
    return typed_beside(pieces, language)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("# of 600", "600"),
        ("450 of #", "450"),
        ("Of 600 young people, # asked for it.", "600"),
        ("# asked for it (n = 600).", "600"),
        ("#/600", "600"),
        ("# and ½ of the others", "½"),
        ("# of ٦٠٠", "٦٠٠"),
        ("# of six hundred", "… of six"),
        ("one in # asked", "one in …"),
        ("# of 2024 young people", "… of 2024"),
        ("# of 20 in 2027", "… of 20"),
        ("# by 32 May 2027", "32"),
        ("The lamps cost 20,000 euros, # asked for them.", "20,000"),
    ],
)
def test_a_figure_is_found(text: str, found: str) -> None:
    assert f"“{found}” stands beside a figure of the tables" in beside(text)


@pytest.mark.parametrize(
    "text",
    [
        "# of #",
        "By 15 May # asked for it.",
        "By May 15, 2027, # asked for it.",
        "In 2027, in the school year 2026/27, # asked for it.",
        "By 2027-05-15, 15.5.2027 or 15/05/2027 # asked for it.",
        "Law 45/2019: # asked for it.",
        "Set aside 20,000 euros. # asked for it.",
        "# asked for it. Of 600 lamps 40 are broken.",
        "Hold two meetings with ten of them, since # asked.",
        "450 of 600",
    ],
)
def test_a_date_a_law_and_another_sentence_are_left_alone(text: str) -> None:
    assert beside(text) == ""


def test_a_language_without_a_list_has_no_totals_in_figures_either() -> None:
    assert beside("# von 600", "de")
    assert beside("Bis zum 15. Mai 2027 wollen es #.", "de") == ""


def test_an_ordinal_ends_no_sentence() -> None:
    assert sentences_of("Do 15. maja 2027. godine. To traže.") == [
        "Do 15. maja 2027. godine.",
        "To traže.",
    ]

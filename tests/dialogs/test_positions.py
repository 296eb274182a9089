"""Options named by number or letter."""

import pytest

from dialogs.positions import position

SECOND = """
    2 | 2. | 2) | (2) | [2] | 2: | #2 | # 2 | №2 | № 2 | No 2 | no. 2 | NR 2 | Nr.2 | 02
    Broj 2 | број 2 | бр. 2 | numri 2 | ٢ | ۲ | ２ | ② | 2️⃣ | ²
    b | B | b) | (b) | b. | б | Б) | ბ | Ბ | բ | Բ) | β
"""
NOWHERE = """
    0 | 5 | -2 | 2,5 | 2 3 | 1.5 | a, b | ab | z | no | no b | bus 2 | 2 buses | я
    ? | ) | 👍 | 二 | ٢٢
"""


def listed(table: str) -> list[str]:
    return [typed.strip() for line in table.strip().splitlines() for typed in line.split("|")]


@pytest.mark.parametrize("typed", listed(SECOND))
def test_the_second_of_four(typed: str) -> None:
    assert position(typed, 4, "mk") == 1
    assert position(f"  {typed}\n", 2, "en") == 1
    assert position(typed, 1, "en") is None


@pytest.mark.parametrize("typed", [*listed(NOWHERE), "", " ", "9" * 400])
def test_what_is_no_place_among_four(typed: str) -> None:
    assert position(typed, 4, "en") is None


def test_a_letter_counts_in_the_script_it_was_typed_in() -> None:
    assert position("В.", 4, "mk") == 2
    assert position("B.", 4, "mk") == 1


@pytest.mark.parametrize(
    ("letters", "language"),
    [
        ("abcdef", "en"),
        ("абвгде", "uk"),
        ("абвгде", "sq"),
        ("абвгдѓ", "mk"),
        ("абвгдђ", "sr-Latn"),
        ("აბგდევ", "ka"),
        ("աբգդեզ", "hy"),
        ("αβγδεζ", "el"),
    ],
)
def test_letters_count_in_their_own_alphabet(letters: str, language: str) -> None:
    assert [position(letter, 6, language) for letter in letters] == [0, 1, 2, 3, 4, 5]
    assert [position(letter, 5, language) for letter in letters.upper()] == [0, 1, 2, 3, 4, None]

"""Numbers as people type them."""

import pytest

from dialogs.numbers import number


@pytest.mark.parametrize(
    ("typed", "means"),
    [
        ("7", 7),
        (" 1 000 ", 1000),
        ("-3", -3),
        ("−3", -3),
        ("2,5", 2.5),
        ("2.50", 2.5),
        ("٢٥", 25),
        ("１２", 12),
    ],
)
def test_is_read(typed: str, means: float) -> None:
    assert number(typed) == means
    assert isinstance(number(typed), type(means))


@pytest.mark.parametrize(
    "typed", ["", "-", "5.", ".5", "1,2,3", "1e5", "seven", "7 min", "9" * 20, "+7", "½", "²"]
)
def test_is_no_number(typed: str) -> None:
    assert number(typed) is None

"""Names of a form as ids of a round."""

import pytest

from admin.xlsform.names import Ids
from dialogs.conditions import FACTS


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("town", "town"),
        ("Town", "town"),
        ("how-many", "how_many"),
        ("1", "q_1"),
        ("", "q"),
        ("_x", "x"),
        ("Šta želiš?", "sta_zelis"),
        ("град", "q"),
        ("a" * 30, "a" * 24),
        ("age", "age_2"),
    ],
)
def test_an_id_for_a_name(name: str, given: str) -> None:
    assert Ids("q", FACTS).take(name) == given


def test_no_two_are_alike() -> None:
    ids = Ids("q")
    assert [ids.take(name) for name in ("a", "A", "a", "a_2", "b" * 24, "b" * 25)] == [
        "a",
        "a_2",
        "a_3",
        "a_2_2",
        "b" * 24,
        "b" * 22 + "_2",
    ]

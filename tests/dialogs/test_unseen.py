"""Characters that cannot be seen are found; those that a script or an emoji needs are let be."""

import pytest

from dialogs.unseen import first_unseen, name_of


@pytest.mark.parametrize(
    "hidden",
    [
        "\x07", "\x00", "\x7f", "\x85", "\u00ad", "\u061c", "\u180e", "\u200b", "\u200e", "\u200f",
        "\u2028", "\u202a", "\u202e", "\u2060", "\u2066", "\u2069", "\u3164", "\uffa0", "\ufeff",
        "\ud800", "\ue000", "\U000e0041",
    ],
)  # fmt: skip
def test_what_cannot_be_seen_is_found_where_it_stands(hidden: str) -> None:
    assert first_unseen(f"abc{hidden}def") == 3


@pytest.mark.parametrize(
    "text",
    [
        "a\tb\nc\r\n",
        "Мајка ти",
        "përgjigje, čšž",
        "👩‍👧 a family, joined",
        "🏳️‍🌈",
        "می‌خواهم",
        "नमस्‍ते",
        "\u00a0 no-break space",
        "e\u0301 combined",
        "١٢٣",
    ],
)
def test_what_can_be_seen_is_let_be(text: str) -> None:
    assert first_unseen(text) is None


@pytest.mark.parametrize("text", ["pass\u200dword", "\u200dabc", "a \u200d b", "к\u200cо"])
def test_a_joiner_that_joins_nothing_is_found(text: str) -> None:
    assert first_unseen(text) is not None


def test_a_character_is_named_so_that_it_can_be_looked_up() -> None:
    assert name_of("\u202e") == "U+202E (right-to-left override)"
    assert name_of("\x07") == "U+0007"

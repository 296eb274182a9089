"""A text that a spreadsheet could compute has an apostrophe, and only such a text."""

import pytest

from admin.formulas import plain, safe
from tests.support.payloads import payloads


@pytest.mark.parametrize(
    "text",
    [
        "=1",
        "+1",
        "-1",
        "@A1",
        "\t1",
        "\n1",
        " =1",
        "\ufeff=1",
        "\u200b=1",
        "＝1",
        "\u00a0@x",
        "'=1",
    ],
)
def test_it_is_marked(text: str) -> None:
    assert safe(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "a=1", "12–14", "“=1”", "Улица", "  a"])
def test_it_stays_as_it_is(text: str) -> None:
    assert safe(text) == text


def test_taking_the_mark_away_gives_the_text_back() -> None:
    assert all(plain(safe(text)) == text for text in payloads(5000))

"""Texts of a round are no markup and no link in Markdown."""

import pytest

from admin.markdown import escaped


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a | b", r"a \| b"),
        ("[x](javascript:1)", r"\[x\](javascript:1)"),
        ("<b>&amp;", r"\<b\>\&amp;"),
        ("- list", r"\- list"),
        ("1. first", r"1\. first"),
        ("https://evil.example", r"https\:\/\/evil.example"),
        ("two\n\nlines", "two lines"),
        ("12–14", "12–14"),
    ],
)
def test_it_is_escaped(text: str, written: str) -> None:
    assert escaped(text) == written

"""Labels are cut between characters as a reader sees them, and names are accepted everywhere."""

import re

import pytest

from admin.exports.names import MOST, names_of
from admin.exports.shortening import characters, in_bytes, one_line, shortened


def test_what_fits_stays_whole() -> None:
    assert shortened("Улици", 5) == "Улици"
    assert shortened("Улици", 10, in_bytes) == "Улици"


@pytest.mark.parametrize("most", range(4, 30))
def test_bytes_are_kept_and_no_character_is_torn(most: int) -> None:
    text = "é́ жи👩‍👩‍👧 ქა́ y̆ конец"
    short = shortened(text, most, in_bytes)
    assert in_bytes(short) <= most
    kept = short.removesuffix("…").rstrip()
    whole = ["".join(characters(text)[:n]).rstrip() for n in range(len(characters(text)) + 1)]
    assert kept in whole


def test_a_label_is_one_line() -> None:
    assert one_line("a\nb\t\x00c  d") == "a b c d"


def test_names_are_accepted_and_differ() -> None:
    wanted = ["by", "str5", "9_lives", "a" * 40, "a" * 41, "q:a_b", "q:a:b", "_", "Ünï"]
    names = names_of(wanted)
    assert len(set(names.values())) == len(wanted)
    for name in names.values():
        assert re.fullmatch(r"[a-z][a-z0-9_]*", name)
        assert len(name) <= MOST
    assert names["by"] != "by"

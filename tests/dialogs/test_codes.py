"""Withdrawal codes survive handwriting."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.codes import ENTROPY_BYTES, find_code, new_code, row_key


@given(st.binary(min_size=ENTROPY_BYTES, max_size=ENTROPY_BYTES))
def test_a_code_is_found_again_however_it_is_written(entropy: bytes) -> None:
    code = new_code(entropy)
    for written in (code, code.lower(), code.replace("-", " "), code.replace("-", "")):
        assert find_code(f"my code: {written}!") == code


@pytest.mark.parametrize("text", ["", "no code here", "1234", "0123-4567-89AB-CDEU", "+389 7012"])
def test_what_is_no_code_is_not_found(text: str) -> None:
    assert find_code(text) is None


def test_lookalikes_are_read_as_meant() -> None:
    assert find_code("OIL0-OIL0-OIL0-OIL0") == "0110-0110-0110-0110"


def test_row_keys_do_not_show_the_code() -> None:
    assert b"0123" not in row_key("0123-4567-89AB-CDEF")
    assert len(row_key("0123-4567-89AB-CDEF")) == 32

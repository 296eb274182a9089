"""Withdrawal codes survive handwriting."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.codes import (
    ENTROPY_BYTES,
    LINK_BYTES,
    find_code,
    find_ticket,
    in_round,
    new_code,
    new_link,
    round_in,
    row_key,
    ticket_of,
)
from dialogs.events import Commanded, Notify
from dialogs.states import Phase
from tests.support.person import Person


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


@given(
    st.from_regex(r"[a-z][a-z0-9_]{0,23}", fullmatch=True),
    st.binary(min_size=LINK_BYTES, max_size=LINK_BYTES),
)
def test_a_link_names_its_round_and_lets_in(round_id: str, secret: bytes) -> None:
    link = new_link(secret)
    payload = in_round(round_id, link)
    assert len(payload) <= 64
    assert (round_in(payload), find_ticket(payload)) == (round_id, ticket_of(link))
    assert (round_in(link), find_ticket(link)) == (None, ticket_of(link))


def test_a_link_of_another_round_is_said_to_be_one() -> None:
    person = Person()
    person.meet(Commanded(name="start", rest=in_round("another", new_link(b"x" * LINK_BYTES))))
    assert any(isinstance(effect, Notify) for effect in person.effects)
    assert person.drawn.phase is Phase.LANGUAGE
    assert not person.drawn.ticket

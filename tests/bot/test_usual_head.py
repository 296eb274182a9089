"""A head that comes again is known by its bytes: the same alone, and a whole request alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.usual_head import UsualHead, usual_head
from bot.web_requests import LONGEST_BODY, Head

BEFORE = (
    b"POST /way-in HTTP/1.1\r\nHost: bot.example.org\r\nX-Secret: open sesame\r\nContent-Length: "
)
BEHIND = b"\r\nConnection: keep-alive\r\n\r\n"
HEAD = Head("/way-in", {b"content-length": b"2"})


def _request(body: bytes, length: bytes | None = None) -> bytes:
    return BEFORE + (length or b"%d" % len(body)) + BEHIND + body


def _usual() -> UsualHead:
    found = usual_head(HEAD, _request(b"{}"))
    assert found is not None
    return found


@given(st.binary(max_size=2000))
def test_the_same_head_with_any_body_is_known(body: bytes) -> None:
    assert _usual().body_in(_request(body)) == body


@given(st.integers(0, len(BEFORE + b"11" + BEHIND) - 1), st.integers(1, 255))
def test_another_head_is_not_even_if_it_differs_by_a_letter(place: int, by: int) -> None:
    data = bytearray(_request(b"Hello there"))
    data[place] = (data[place] + by) % 256
    assert _usual().body_in(bytes(data)) is None


@given(st.integers(1, len(_request(b"Hello there"))), st.binary(min_size=1, max_size=5))
def test_neither_is_less_nor_more_than_a_request(cut: int, more: bytes) -> None:
    usual, data = _usual(), _request(b"Hello there")
    assert usual.body_in(data[:-cut]) is None
    assert usual.body_in(data + more) is None


@pytest.mark.parametrize(
    "length", [b"+2", b"-2", b" 2", b"2 ", b"0x2", b"2,2", b"\xc2\xb2", b"1_0"]
)
def test_a_length_is_digits(length: bytes) -> None:
    assert _usual().body_in(_request(b"{}", length)) is None


def test_too_long_a_body_is_for_the_parser_to_refuse() -> None:
    assert _usual().body_in(_request(b"x" * LONGEST_BODY)) is not None
    assert _usual().body_in(_request(b"x" * (LONGEST_BODY + 1))) is None


def test_a_length_that_nobody_could_send_is_no_trouble() -> None:
    assert _usual().body_in(_request(b"{}", b"9" * 5000)) is None


@pytest.mark.parametrize(
    "more",
    ["Transfer-Encoding: chunked", "Expect: 100-continue", "Upgrade: h2c", "Content-Length: 2"],
)
def test_a_head_that_says_more_of_the_body_is_read_each_time(more: str) -> None:
    name = more.partition(":")[0].lower().encode()
    data = BEFORE + b"2\r\n" + more.encode() + BEHIND + b"{}"
    assert usual_head(Head("/way-in", {name: b""}), data) is None


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"POST /way-in HTTP/1.1\r\nHost: h\r\n\r\n",
        b"POST /content-length: 2 HTTP/1.1\r\nHost: h\r\n\r\n{}",
        b"POST /way-in HTTP/1.1\r\nContent-Length:2\r\n\r\n{}",
        BEFORE + b"2" + BEHIND + b"{",
        b"{}" + BEHIND,
    ],
)
def test_nor_is_one_kept_that_is_no_simple_one(data: bytes) -> None:
    assert usual_head(HEAD, data) is None

"""Sealed responses: only the holders open them, and their length says nothing."""

import pytest

from storage.padding import pad, unpad
from storage.sealing import KeyPair, PublicKey, SealError, best_suite

SEED = bytes(range(32))
SUITES = [1, 2]


@pytest.mark.parametrize("suite", SUITES)
def test_a_response_comes_back(suite: int) -> None:
    pair = KeyPair.from_seed(SEED, suite)
    box = PublicKey.from_bytes(pair.public_bytes).seal("evenings", b"row", b"content")
    assert pair.open("evenings", b"row", box) == b"content"


def test_the_library_here_can_do_the_strong_suite() -> None:
    assert best_suite() == 1


@pytest.mark.parametrize("suite", SUITES)
def test_a_seed_makes_the_same_pair_again(suite: int) -> None:
    assert (
        KeyPair.from_seed(SEED, suite).public_bytes == KeyPair.from_seed(SEED, suite).public_bytes
    )
    assert (
        KeyPair.from_seed(SEED, suite).public_bytes
        != KeyPair.from_seed(b"s" * 32, suite).public_bytes
    )


@pytest.mark.parametrize("suite", SUITES)
@pytest.mark.parametrize("wrong", ["key", "suite", "round", "row", "damage", "empty"])
def test_anything_else_is_refused(suite: int, wrong: str) -> None:
    pair = KeyPair.from_seed(SEED, suite)
    box = pair.public_key.seal("evenings", b"row", b"content")
    opener = {
        "key": KeyPair.from_seed(b"s" * 32, suite),
        "suite": KeyPair.from_seed(SEED, 3 - suite),
    }.get(wrong, pair)
    seen = {"damage": box[:-1] + bytes([box[-1] ^ 1]), "empty": b""}.get(wrong, box)
    with pytest.raises(SealError):
        opener.open(
            "mornings" if wrong == "round" else "evenings",
            b"another" if wrong == "row" else b"row",
            seen,
        )


def test_boxes_come_in_a_few_sizes_only() -> None:
    public_key = KeyPair.from_seed(SEED).public_key
    sizes = {len(public_key.seal("evenings", b"row", b"x" * size)) for size in range(0, 8_000, 37)}
    overhead = min(sizes) - 1024
    assert sizes == {overhead + size for size in (1024, 2048, 4096, 8192)}


@pytest.mark.parametrize("size", [0, 1, 1019, 1020, 1021, 2044, 2045, 100_000])
def test_padding_comes_off(size: int) -> None:
    content = b"\0" * size
    assert unpad(pad(content)) == content


@pytest.mark.parametrize("padded", [b"", b"\0" * 1023, b"\xff" * 1024, b"\0" * 1023 + b"x"])
def test_what_was_not_padded_by_us_is_refused(padded: bytes) -> None:
    with pytest.raises(ValueError, match="not padded"):
        unpad(padded)


@pytest.mark.parametrize("data", [b"", b"\x01short", b"\x03" + b"x" * 1216, b"\x02" + b"x" * 31])
def test_what_is_no_public_key_is_refused(data: bytes) -> None:
    with pytest.raises(SealError):
        PublicKey.from_bytes(data)


def test_a_pair_does_not_print_its_private_half() -> None:
    assert "private" not in repr(KeyPair.from_seed(SEED)).lower()

"""Numbers and orders say nothing of the dataset's own ids and order."""

import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from admin.coding.numbering import FILE, Numbering
from admin.coding.texts import LEAST, Text
from admin.coding.trouble import CodingError

TEXTS = [Text(f"{number:032x}", f"text {number}") for number in range(200)]
KEYED = Numbering(bytes(32))


def test_the_same_folder_gives_the_same_numbers_and_another_others(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    first = [Numbering.of(tmp_path / "a").number(text.id) for text in TEXTS]
    again = [Numbering.of(tmp_path / "a").number(text.id) for text in TEXTS]
    other = [Numbering.of(tmp_path / "b").number(text.id) for text in TEXTS]
    assert first == again
    assert len({*first, *other}) == 2 * len(TEXTS)
    assert not {text.id[:10] for text in TEXTS} & set(first)
    assert stat.S_IMODE((tmp_path / "a" / FILE).stat().st_mode) == 0o600


def test_a_key_that_was_cut_short_is_refused(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"short")
    with pytest.raises(CodingError, match="Bring it back"):
        Numbering.of(tmp_path)


def test_no_order_is_that_of_the_dataset_or_of_another_coder() -> None:
    orders = [KEYED.mixed(TEXTS, coder) for coder in ("youth worker", "volunteer")]
    places = {text.id: place for place, text in enumerate(TEXTS)}
    for order in (*orders, KEYED.batches(TEXTS, 500)[0]):
        assert sorted(order, key=lambda text: text.id) == TEXTS
        moved = [abs(places[text.id] - place) for place, text in enumerate(order)]
        assert sum(moved) / len(moved) > len(TEXTS) / 5
    assert orders[0] != orders[1]


@given(st.integers(LEAST, 200), st.integers(2 * LEAST, 300))
def test_batches_hold_every_text_once_and_never_few(texts: int, size: int) -> None:
    batches = KEYED.batches(TEXTS[:texts], size)
    assert sorted(text.id for batch in batches for text in batch) == [t.id for t in TEXTS[:texts]]
    assert all(LEAST <= len(batch) <= size for batch in batches)


def test_batches_of_a_few_are_refused() -> None:
    with pytest.raises(CodingError, match="Use 20 or more"):
        KEYED.batches(TEXTS, 12)

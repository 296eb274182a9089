"""A register that is not the right one is refused, with the reason and the remedy."""

import os
from pathlib import Path

import pytest

from admin.dataset import Dataset
from admin.register import FILE, Register, RegisterError
from admin.right_register import NOTE, Expected, note_release, to_compare, to_publish
from tests.admin.test_register import published


def test_the_note_holds_where_it_was_published(unpublished: Dataset, tmp_path: Path) -> None:
    kept = published(unpublished, tmp_path, "first")
    note = (unpublished.folder / NOTE).read_text(encoding="utf-8")
    assert kept.head in note
    assert str(tmp_path / FILE) in note
    assert Dataset.open(unpublished.folder).digest == unpublished.digest
    assert to_compare(tmp_path / FILE, unpublished) == kept


def test_a_register_with_more_than_the_note_is_the_right_one(
    unpublished: Dataset, tmp_path: Path
) -> None:
    first = published(unpublished, tmp_path, "first")
    published(unpublished, tmp_path, "second")
    note_release(unpublished, first)
    assert len(to_compare(tmp_path / FILE, unpublished).releases) == 2
    assert to_publish(tmp_path / FILE, unpublished, Expected(head=first.head)).holds(first.head)


def test_a_note_that_cannot_be_read_is_no_reason_to_begin_anew(
    unpublished: Dataset, tmp_path: Path
) -> None:
    (unpublished.folder / NOTE).write_text("{}", encoding="utf-8")
    with pytest.raises(RegisterError, match="cannot be read"):
        to_publish(tmp_path / FILE, unpublished, Expected(first=True))


def test_a_dataset_that_no_note_can_be_left_in_is_not_published(
    unpublished: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(RegisterError, match="cannot be written to"):
        to_publish(tmp_path / FILE, unpublished, Expected(first=True))


def test_an_empty_register_holds_nothing_that_was_noted(tmp_path: Path) -> None:
    assert not Register.open(tmp_path / FILE).holds("a" * 64)

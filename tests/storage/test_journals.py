"""Several rounds in one batch: each journal learns of its own round alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dialogs.ports import Changes, Finished
from storage.journal import Journal, new_key
from storage.journals import Journals
from storage.tags import round_prefix
from tests.storage.material import TODAY

ROUNDS = ("parks", "buses")


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[dict[str, Journal]]:
    made = {
        id_: Journal.open(tmp_path / f"{id_}.db", new_key(), today=TODAY, whole=True)
        for id_ in ROUNDS
    }
    yield made
    for journal in made.values():
        journal.close()


def _tag(round_id: str, name: bytes) -> bytes:
    return round_prefix(round_id) + name


def test_a_batch_is_parted_by_its_rounds(opened: dict[str, Journal]) -> None:
    changes = Changes(
        finished={b"one": Finished("parks", b"{}"), b"two": Finished("buses", b"{}")},
        withdrawn=[b"three", b"four", b"of another bot"],
        left=[_tag("parks", b"anna"), _tag("buses", b"anna")],
    )
    Journals(opened).note(changes, {b"three": "parks", b"four": "buses"})
    for id_, finished, withdrawn in (("parks", b"one", b"three"), ("buses", b"two", b"four")):
        noted = opened[id_].read()
        assert noted.finished == {finished}
        assert noted.withdrawn == {withdrawn}
        assert noted.left == {_tag(id_, b"anna")}
    Journals(opened).note(Changes(entered=[_tag("buses", b"anna")]), {})
    assert opened["parks"].read().left
    assert not opened["buses"].read().left


def test_what_is_about_one_round_is_written_for_it_alone(opened: dict[str, Journal]) -> None:
    journals, about = Journals(opened), Changes(finished={b"one": Finished("parks", b"{}")})
    assert journals.are_about(about)
    assert not journals.are_about(Changes(seen=[1]))
    assert not Journals({}).are_about(about)
    journals.note(about, {})
    assert not opened["buses"].read().finished

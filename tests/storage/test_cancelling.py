"""Cancelling: nothing is left, of this round, and everything of the other."""

from pathlib import Path

import pytest
import pytest_asyncio

from dialogs.codes import row_key
from dialogs.ports import Changes, Finished, Tally
from storage import cancelling
from storage.cancelling import NotErasedError, cancel_round
from storage.closing import close_round
from storage.db import Database
from storage.erasing import count_people
from storage.intake import RoundClosedError, State
from storage.operations import Cancel, Place
from storage.progress import silent
from storage.rounds import NotOpenError, get_round, open_round, set_state
from storage.store import SqlStore
from storage.vault import Vault
from tests.storage.material import BOT, TODAY, content, example_round, person, response

ROUND = example_round()
OTHER = example_round("other")


@pytest_asyncio.fixture
async def full(database: Database, vault: Vault) -> Database:
    store = SqlStore(database, vault.draft_key(), lambda: TODAY)
    for round_ in (ROUND, OTHER):
        await open_round(database, vault, round_, today=TODAY)
        key = vault.round_key(round_.id)
        async with store.begin(BOT) as work:
            await work.write(
                Changes(
                    drafts={person(key, 9): b"half way"},
                    entered=[person(key, 1)],
                    finished={
                        row_key(round_.id): Finished(round_.id, content(response(round_, 1)))
                    },
                    tallies={Tally(round_.id, "started", "en"): 2},
                )
            )
    return database


async def _people(database: Database, round_id: str) -> int:
    async with database.read() as connection:
        return await count_people(connection, round_id)


async def test_nothing_is_left_and_the_other_round_did_not_notice(
    full: Database, vault: Vault
) -> None:
    key = vault.round_key(ROUND.id)
    secrets = [key.secret, person(key, 1), person(key, 9), row_key(ROUND.id)]
    assert (await _people(full, ROUND.id), await _people(full, OTHER.id)) == (4, 4)
    row = await cancel_round(full, vault, ROUND.id, today=TODAY)
    assert (row.state, row.closed, row.journal_key) == (State.CANCELLED, TODAY, None)
    assert (await _people(full, ROUND.id), await _people(full, OTHER.id)) == (0, 4)
    assert vault.files_of(ROUND.id) == []
    assert len(vault.files_of(OTHER.id)) == 2
    for file in (*vault.path.parent.glob("consult.db*"), *vault.path.rglob("*.*")):
        raw = file.read_bytes()
        assert not any(secret in raw for secret in secrets), file.name


async def test_nothing_more_is_taken_and_it_never_opens_again(full: Database, vault: Vault) -> None:
    tag, draft_key = person(vault.round_key(ROUND.id), 2), vault.draft_key()
    await cancel_round(full, vault, ROUND.id, today=TODAY)
    with pytest.raises(RoundClosedError):
        async with SqlStore(full, draft_key, lambda: TODAY).begin(BOT) as work:
            await work.write(Changes(entered=[tag]))
    with pytest.raises(NotOpenError, match="is cancelled; it never opens again"):
        await open_round(full, vault, ROUND, today=TODAY)


@pytest.mark.parametrize("state", [State.OPEN, State.CLOSING])
async def test_what_a_half_done_closing_may_have_left_is_told(
    full: Database, vault: Vault, state: State
) -> None:
    """Only who closed the round knows where its dataset was to be."""
    if state is State.CLOSING:
        async with full.begin() as connection:
            await set_state(connection, ROUND.id, state)
    said = await Cancel(round=ROUND.id).perform(Place(full, vault, TODAY, silent))
    assert (".NAME.unfinished" in said) == (state is State.CLOSING)


class Interrupted(BaseException):
    """The process ends here."""


@pytest.mark.parametrize(
    ("owner", "name"), [(Vault, "destroy_round"), (Database, "compact"), (cancelling, "_verify")]
)
async def test_an_interrupted_cancelling_ends_the_same_when_called_again(
    full: Database, vault: Vault, owner: object, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_arguments: object) -> None:
        raise Interrupted

    with monkeypatch.context() as patch:
        patch.setattr(owner, name, interrupt)
        with pytest.raises(Interrupted):
            await cancel_round(full, vault, ROUND.id, today=TODAY)
    first = await cancel_round(full, vault, ROUND.id, today=TODAY)
    assert await cancel_round(full, vault, ROUND.id, today=TODAY) == first
    assert await _people(full, ROUND.id) == 0
    assert vault.files_of(ROUND.id) == []


async def test_what_could_not_be_erased_is_reported(
    full: Database, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vault, "destroy_round", lambda _round_id: None)
    with pytest.raises(NotErasedError, match="0 rows and 2 files"):
        await cancel_round(full, vault, ROUND.id, today=TODAY)


async def test_a_closed_round_is_not_cancelled_nor_a_cancelled_one_closed(
    full: Database, vault: Vault, tmp_path: Path
) -> None:
    words = vault.practice_words(ROUND.id)
    await close_round(full, vault, ROUND.id, words, tmp_path / "out", today=TODAY)
    with pytest.raises(NotOpenError, match="in the dataset already"):
        await cancel_round(full, vault, ROUND.id, today=TODAY)
    words = vault.practice_words(OTHER.id)
    await cancel_round(full, vault, OTHER.id, today=TODAY)
    with pytest.raises(NotOpenError, match="was cancelled"):
        await close_round(full, vault, OTHER.id, words, tmp_path / "other", today=TODAY)
    assert (await get_round(full, OTHER.id)).state is State.CANCELLED

"""A backup goes out while everything runs, and comes back without breaking a promise."""

import asyncio
import datetime as dt
from collections.abc import Callable, Collection
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pyarrow.parquet as pq  # type: ignore[import-untyped]  # the package ships no types
import pytest
import pytest_asyncio
from pyrage import decrypt, encrypt, x25519  # type: ignore[import-untyped]  # ships no types
from sqlalchemy import select, text

from dialogs.codes import row_key
from dialogs.ports import Changes, Finished, Proposal, Tally
from storage import backup_format, migrate
from storage.backup import backup
from storage.backup_format import BACKED_UP, LEFT_OUT, BackupError
from storage.closing import close_round
from storage.closing_record import Restore
from storage.db import Database
from storage.erasing import count_people
from storage.intake import State
from storage.journalling import journals_of
from storage.migrate import OldTablesError
from storage.replay import Returned
from storage.restoring import Restored, restore
from storage.rounds import get_round, open_round
from storage.signing import name_of
from storage.store import SqlStore
from storage.tables import ledger, metadata, round_table, sealed
from storage.tickets import make
from storage.vault import Vault
from tests.storage.conftest import Opener, create_database
from tests.storage.material import BOT, TODAY, content, example_round, person, response
from tests.support.postgres import Postgres

pytestmark = pytest.mark.long

ROUND = example_round()
LATER = TODAY + dt.timedelta(days=2)


@dataclass
class Place:
    """An installation: its database, its vault, and where backups go."""

    database: Database
    vault: Vault
    folder: Path
    identity: x25519.Identity

    @property
    def public_key(self) -> str:
        return str(self.identity.to_public())

    @property
    def key_file(self) -> Path:
        file = self.folder / "key.txt"
        file.write_text(f"# made for this test\n{self.identity}\n")
        return file

    def tag(self, number: int) -> bytes:
        return person(self.vault.round_key(ROUND.id), number)

    async def write(self, changes: Changes, day: dt.date = TODAY) -> None:
        """Handle a batch as the running bot does."""
        async with journals_of(self.database, self.vault, [ROUND.id], today=day) as journals:
            key = self.vault.draft_key()
            store = SqlStore(self.database, key, lambda: day, journals=journals)
            async with store.begin(BOT) as work:
                await work.read(updates=(), tags=changes.entered, keys=changes.withdrawn)
                await work.write(changes)

    async def finish(self, *numbers: int) -> None:
        await self.write(
            Changes(
                entered=[self.tag(number) for number in numbers],
                finished={
                    _key(number): Finished(ROUND.id, content(response(ROUND, number)))
                    for number in numbers
                },
                tallies={Tally(ROUND.id, "started", "en"): len(numbers)},
            )
        )

    async def take_back(self, number: int) -> None:
        await self.write(Changes(left=[self.tag(number)], withdrawn=[_key(number)]))

    async def backup(self, name: str = "backup.age") -> Path:
        out = self.folder / name
        await backup(self.database, self.vault, out, [self.public_key], today=TODAY)
        return out

    async def backup_then_lose(self, *numbers: int) -> Path:
        source = await self.backup()
        await self.finish(*numbers)
        return source

    async def restore(self, database: Database, source: Path) -> list[Returned]:
        restored = await restore(database, self.vault, source, self.key_file, today=LATER)
        return restored.rounds


def _key(number: int) -> bytes:
    return row_key(f"{ROUND.id}-{number}")


@pytest_asyncio.fixture
async def place(database: Database, vault: Vault, tmp_path: Path) -> Place:
    await open_round(database, vault, ROUND, today=TODAY)
    return Place(database, vault, tmp_path, x25519.Identity.generate())


@pytest.fixture
def new_place(request: pytest.FixtureRequest, new_url: str, open_database: Opener) -> Database:
    """Another database of the same kind, empty."""
    if new_url.startswith("sqlite"):
        return open_database(new_url.replace("consult.db", "restored.db"))
    server: Postgres = request.getfixturevalue("postgres")
    return open_database(create_database(server))


async def _all(database: Database) -> dict[str, list[tuple[object, ...]]]:
    async with database.read() as connection:
        return {
            name: [
                tuple(row)
                for row in await connection.execute(select(table).order_by(*table.primary_key))
            ]
            for name, table in BACKED_UP.items()
        }


async def _keys(database: Database) -> set[bytes]:
    async with database.read() as connection:
        return set((await connection.scalars(select(sealed.c.row_key))).all())


async def _tags(database: Database) -> set[bytes]:
    async with database.read() as connection:
        return set((await connection.scalars(select(ledger.c.tag))).all())


def test_every_table_is_backed_up_or_left_out_for_a_reason() -> None:
    named = [*BACKED_UP, *LEFT_OUT]
    assert sorted(named) == sorted(metadata.tables)


async def test_what_comes_back_is_what_was_there(place: Place, new_place: Database) -> None:
    await place.finish(*range(30))
    before = await _all(place.database)
    source = await place.backup()
    assert await place.restore(new_place, source) == [Returned(ROUND.id, TODAY, 0, 0, True)]
    after = await _all(new_place)
    assert len(after.pop("restore")) == 1
    assert after == {name: rows for name, rows in before.items() if name != "restore"}
    await migrate.check(new_place)


async def test_a_backup_of_one_database_restores_on_the_other(
    place: Place, new_postgres_url: str, open_database: Opener
) -> None:
    await place.finish(1, 2)
    source = await place.backup()
    other = open_database(
        new_postgres_url
        if place.database.is_sqlite
        else f"sqlite+aiosqlite:///{place.folder / 'other.db'}"
    )
    await place.restore(other, source)
    assert (await _all(other))["sealed"] == (await _all(place.database))["sealed"]


async def test_it_is_one_moment_though_people_go_on(place: Place, new_place: Database) -> None:
    await place.finish(*range(100))
    reading = asyncio.Event()

    async def go_on() -> None:
        await reading.wait()
        for number in range(100, 120):
            await place.finish(number)

    def progress(_stage: str, _done: int, _total: int) -> None:
        reading.set()

    writer = asyncio.create_task(go_on())
    out = place.folder / "backup.age"
    key = place.public_key
    counts = await backup(
        place.database, place.vault, out, [key], today=TODAY, on_progress=progress
    )
    await writer
    await place.restore(new_place, out)
    assert len(await _keys(new_place)) == len(await _tags(new_place)) == counts["sealed"]
    assert (await _tallied(new_place)) == counts["sealed"]
    assert len(await _keys(place.database)) == 120


async def _tallied(database: Database) -> int:
    async with database.read() as connection:
        return int(await connection.scalar(text("SELECT sum(count) FROM tally")) or 0)


async def test_no_key_of_the_vault_and_nothing_unfinished_is_in_it(place: Place) -> None:
    await place.finish(1)
    await place.write(Changes(drafts={place.tag(5): b"half way"}))
    source = await place.backup()
    inside = decrypt(source.read_bytes(), [place.identity])
    assert place.tag(1) in inside, "the search must be able to find"
    assert place.tag(5) not in inside
    secrets = [place.vault.draft_key(), place.vault.round_key(ROUND.id).secret]
    words = [one.encode() for one in place.vault.practice_words(ROUND.id)]
    assert not any(secret in inside for secret in (*secrets, *words))


async def test_without_the_private_key_it_shows_nothing(place: Place) -> None:
    await place.finish(1)
    source = await place.backup()
    raw = source.read_bytes()
    assert place.tag(1) not in raw
    assert ROUND.id.encode() not in raw
    assert source.stat().st_mode & 0o777 == 0o600


async def test_the_order_of_taking_part_is_not_in_it(place: Place) -> None:
    for number in range(40):
        await place.finish(number)
    inside = decrypt((await place.backup()).read_bytes(), [place.identity])
    places = [inside.index(place.tag(number)) for number in range(40)]
    assert sorted(range(40), key=places.__getitem__) == sorted(range(40), key=place.tag)


async def test_a_withdrawal_after_the_backup_does_not_come_back(
    place: Place, new_place: Database
) -> None:
    await place.finish(1, 2, 3)
    source = await place.backup()
    await place.take_back(2)
    (returned,) = await place.restore(new_place, source)
    assert (returned.lost, returned.withdrawn) == (0, 1)
    assert await _keys(new_place) == {_key(1), _key(3)}
    assert await _tags(new_place) == {place.tag(1), place.tag(3)}


async def test_a_response_after_the_backup_is_counted_as_lost_and_may_be_given_again(
    place: Place, new_place: Database
) -> None:
    await place.finish(1)
    source = await place.backup()
    await place.finish(2, 3)
    await place.take_back(3)
    (returned,) = await place.restore(new_place, source)
    assert (returned.lost, returned.withdrawn) == (1, 0)
    assert await _tags(new_place) == {place.tag(1)}
    place.database = new_place
    await place.finish(2)
    assert await _keys(new_place) == {_key(1), _key(2)}


async def test_nobody_whose_response_returns_can_answer_twice(
    place: Place, new_place: Database
) -> None:
    await place.finish(1)
    await place.take_back(1)
    again = Finished(ROUND.id, content(response(ROUND, 1)))
    await place.write(Changes(entered=[place.tag(1)], finished={_key(100): again}))
    source = await place.backup()
    await place.restore(new_place, source)
    assert await _tags(new_place) == {place.tag(1)}
    assert await _keys(new_place) == {_key(100)}


async def test_a_second_restore_counts_only_what_it_lost(place: Place, new_place: Database) -> None:
    await place.finish(1)
    await place.restore(new_place, await place.backup_then_lose(2, 3))
    place.database = new_place
    await place.finish(4)
    third = f"sqlite+aiosqlite:///{place.folder / 'third.db'}"
    database = Database.open(third)
    try:
        source = await place.backup("second.age")
        await place.finish(5)
        (returned,) = await place.restore(database, source)
        assert returned.lost == 1
        assert len((await _all(database))["restore"]) == 2
    finally:
        await database.close()


async def test_without_a_journal_nothing_is_guessed(place: Place, new_place: Database) -> None:
    await place.finish(1, 2)
    source = await place.backup()
    await place.take_back(2)
    place.vault.journal_file(ROUND.id).unlink()
    (returned,) = await place.restore(new_place, source)
    assert (returned.lost, returned.withdrawn) == (None, None)


async def test_a_journal_that_began_too_late_knows_only_some(
    place: Place, new_place: Database
) -> None:
    await place.finish(1, 2)
    source = await place.backup()
    place.vault.journal_file(ROUND.id).unlink()
    await place.write(Changes(left=[place.tag(2)], withdrawn=[_key(2)]), day=LATER)
    (returned,) = await place.restore(new_place, source)
    assert (returned.lost, returned.withdrawn) == (None, None)
    assert await _keys(new_place) == {_key(1)}


async def test_a_round_that_is_over_is_not_brought_back(place: Place, new_place: Database) -> None:
    await place.finish(1, 2)
    await make(place.database, place.vault.round_key(ROUND.id), 3)
    await place.write(Changes(proposed=[Proposal(ROUND.id, "better", "en", "More benches")]))
    source = await place.backup()
    await _close(place, place.database)
    assert await place.restore(new_place, source) == []
    assert (await get_round(new_place, ROUND.id)).state is State.CLOSED
    async with new_place.read() as connection:
        assert await count_people(connection, ROUND.id) == 0


async def _close(place: Place, database: Database, out: str = "dataset") -> tuple[Restore, ...]:
    words = place.vault.practice_words(ROUND.id)
    record = await close_round(
        database, place.vault, ROUND.id, words, place.folder / out, today=LATER
    )
    return record.restores


async def test_what_was_restored_can_be_taken_back_until_the_round_closes(
    place: Place, new_place: Database
) -> None:
    await place.finish(1, 2, 3)
    source = await place.backup()
    await place.restore(new_place, source)
    place.database = new_place
    await place.take_back(2)
    await place.write(Changes(withdrawn=[_key(3)]), day=LATER)  # by code, from another chat
    assert await _keys(new_place) == {_key(1)}
    assert await _tags(new_place) == {place.tag(1), place.tag(3)}
    await _close(place, new_place)
    written = pq.read_table(place.folder / "dataset" / "responses.parquet")
    assert written.num_rows == 1


async def test_the_closing_record_says_what_was_lost(place: Place, new_place: Database) -> None:
    await place.finish(*range(5))
    source = await place.backup()
    await place.finish(10)
    await place.take_back(0)
    await place.restore(new_place, source)
    assert await _close(place, new_place) == (
        Restore(copied=TODAY, restored=LATER, lost=1, withdrawn=1),
    )


async def test_the_wrong_private_key_and_a_damaged_file_leave_nothing(
    place: Place, new_place: Database
) -> None:
    await place.finish(*range(50))
    source = await place.backup()
    raw = source.read_bytes()
    middle = len(raw) // 2
    for wrong in (
        raw[:-700],
        raw[:middle] + bytes([raw[middle] ^ 1]) + raw[middle + 1 :],
        b"nonsense",
        b"",
    ):
        (place.folder / "wrong.age").write_bytes(wrong)
        with pytest.raises(BackupError):
            await place.restore(new_place, place.folder / "wrong.age")
    place.identity = x25519.Identity.generate()
    with pytest.raises(BackupError, match="does not open"):
        await place.restore(new_place, source)
    async with new_place.read() as connection:
        assert await connection.run_sync(migrate.differences) != []
    assert (await migrate.pending(new_place)).current is None


_NO_TEXT = b"\x82\xa4type\xa6header\xa3day\xa1\xff"


@pytest.mark.parametrize(
    "frames",
    [b"", b"\0\0\0\x02hi", b"\xff\xff\xff\xff", len(_NO_TEXT).to_bytes(4, "big") + _NO_TEXT],
)
async def test_something_else_that_is_well_encrypted_is_refused(
    place: Place, new_place: Database, frames: bytes
) -> None:
    file = place.folder / "else.age"
    file.write_bytes(encrypt(frames, [place.identity.to_public()]))
    with pytest.raises(BackupError, match=r"cut off|not a backup"):
        await place.restore(new_place, file)


@pytest.mark.parametrize(
    ("change", "error"),
    [({"revision": "9999_before"}, OldTablesError), ({"format": 2}, BackupError)],
)
async def test_a_backup_of_a_newer_version_is_refused(
    place: Place,
    new_place: Database,
    monkeypatch: pytest.MonkeyPatch,
    change: dict[str, object],
    error: type[Exception],
) -> None:
    made = backup_format.Header

    def newer(**values: object) -> backup_format.Header:
        return made(**{**values, **change})  # type: ignore[arg-type]  # on purpose

    monkeypatch.setattr("storage.backup.Header", newer)
    source = await place.backup()
    with pytest.raises(error, match="newer"):
        await place.restore(new_place, source)


async def _come_back(
    place: Place,
    new_place: Database,
    source: Path,
    *,
    vault: Vault | None = None,
    ours: bool = True,
) -> Restored:
    key = place.key_file
    used = vault or place.vault
    return await restore(new_place, used, source, key, today=LATER, not_ours=not ours)


async def test_a_backup_is_known_by_the_vault_that_made_it(
    place: Place, new_place: Database
) -> None:
    restored = await _come_back(place, new_place, await place.backup())
    assert restored.checked
    assert restored.signer == name_of(place.vault.signing_key())


def _changed(inside: bytes) -> bytes:
    """The backup of somebody who has added to its rows, and kept the signature."""
    header, other = ROUND.id.encode(), ROUND.id.encode()[::-1]
    return inside.replace(header, other)


def _unsigned(inside: bytes) -> bytes:
    """The backup of somebody who has taken the signature away."""
    frames = list(backup_format.read_frames(BytesIO(inside)))
    out = BytesIO()
    for frame in frames[:-1]:
        backup_format.write_frame(out, frame)
    return out.getvalue()


@pytest.mark.parametrize(
    ("change", "words"), [(_changed, "was changed"), (_unsigned, "is not signed")]
)
async def test_a_backup_that_somebody_else_has_written_is_refused(
    place: Place, new_place: Database, change: Callable[[bytes], bytes], words: str
) -> None:
    """Whoever has the public key of age can write a file that opens; they have no vault."""
    await place.finish(1)
    source = await place.backup()
    inside = change(decrypt(source.read_bytes(), [place.identity]))
    source.write_bytes(encrypt(inside, [place.identity.to_public()]))
    with pytest.raises(BackupError, match=words):
        await place.restore(new_place, source)
    assert (await migrate.pending(new_place)).current is None


async def _written_by_hand(place: Place, *frames: backup_format.Frame) -> Path:
    """A file of these frames, between the header of a real backup and nothing."""
    inside = BytesIO(decrypt((await place.backup()).read_bytes(), [place.identity]))
    header = next(backup_format.read_frames(inside))
    made = BytesIO()
    for frame in (header, *frames):
        backup_format.write_frame(made, frame)
    file = place.folder / "by-hand.age"
    file.write_bytes(encrypt(made.getvalue(), [place.identity.to_public()]))
    return file


async def test_a_table_that_no_backup_has_is_refused(place: Place, new_place: Database) -> None:
    """A job would be carried out by the next process that serves."""
    job = (1, "", b"{}", None, "waiting", None, "", 0, 0, "", 1)
    rows, end = backup_format.Rows(table="job", rows=[job]), backup_format.End(counts={"job": 1})
    with pytest.raises(BackupError, match="no backup has"):
        await _come_back(place, new_place, await _written_by_hand(place, rows, end), ours=False)
    assert (await migrate.pending(new_place)).current is None


async def test_rows_that_are_missing_are_noticed(place: Place, new_place: Database) -> None:
    end = backup_format.End(counts={"sealed": 5})
    with pytest.raises(BackupError, match="do not add up"):
        await _come_back(place, new_place, await _written_by_hand(place, end), ours=False)


async def test_a_backup_of_another_installation_is_taken_when_that_is_meant(
    place: Place, new_place: Database, tmp_path: Path
) -> None:
    source = await place.backup()
    other = Vault.open(tmp_path / "other")
    other.signing_key()
    with pytest.raises(BackupError, match="--not-ours"):
        await _come_back(place, new_place, source, vault=other)
    restored = await _come_back(place, new_place, source, vault=other, ours=False)
    assert restored.signer == name_of(place.vault.signing_key())


async def test_a_new_vault_cannot_check_a_backup_and_says_who_signed_it(
    place: Place, new_place: Database, tmp_path: Path
) -> None:
    source = await place.backup()
    restored = await _come_back(place, new_place, source, vault=Vault.open(tmp_path / "new"))
    assert not restored.checked
    assert restored.signer == name_of(place.vault.signing_key())


async def test_a_database_in_use_is_never_restored_over(place: Place) -> None:
    await place.finish(1)
    source = await place.backup()
    with pytest.raises(BackupError, match="into a new one only"):
        await place.restore(place.database, source)
    assert await _keys(place.database) == {_key(1)}


@pytest.mark.parametrize("to", [[], ["age1nonsense"], ["AGE-SECRET-KEY-1"]])
async def test_a_backup_needs_a_public_key(place: Place, to: Collection[str]) -> None:
    with pytest.raises(BackupError, match="key"):
        await backup(place.database, place.vault, place.folder / "b.age", list(to), today=TODAY)
    assert list(place.folder.glob("*b.age*")) == []


async def test_a_backup_is_never_written_over_and_an_interrupted_one_is_no_hindrance(
    place: Place,
) -> None:
    (place.folder / ".backup.age.unfinished").write_bytes(b"half")
    source = await place.backup()
    raw = source.read_bytes()
    with pytest.raises(BackupError, match="exists already"):
        await place.backup()
    assert source.read_bytes() == raw
    assert not (place.folder / ".backup.age.unfinished").exists()


async def test_rewriting_waits_until_no_snapshot_sees_what_was_erased(
    new_postgres_url: str, open_database: Opener
) -> None:
    database = open_database(new_postgres_url)
    await migrate.upgrade(database)
    async with database.begin() as connection:
        await connection.execute(ledger.insert(), [{"tag": bytes([one])} for one in range(200)])
    async with database.snapshot() as connection:
        await connection.execute(select(round_table))
        async with database.begin() as other:
            await other.execute(ledger.delete())
        compacting = asyncio.create_task(database.compact())
        done, _ = await asyncio.wait({compacting}, timeout=0.3)
        assert not done
    await compacting
    async with database.read() as connection:
        assert await connection.scalar(text("SELECT pg_relation_size('ledger')")) == 0

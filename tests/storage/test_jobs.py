"""Jobs: asked for by one process, done once by another, whatever happens to it."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import msgspec
import pytest
import pytest_asyncio
from pyrage import x25519  # type: ignore[import-untyped]  # ships no types
from sqlalchemy import select, update

from storage import jobs, migrate
from storage.closing import close_round
from storage.db import Database
from storage.holders import new_round_keys
from storage.intake import State
from storage.jobs import Job, JobState, NoRunnerError
from storage.operations import Backup, Close, Extend, Operation, Pause, Place, Resume
from storage.presence import Presence
from storage.rounds import get_round, open_round
from storage.runner import Runner
from storage.signing import name_of
from storage.tables import job, runner
from storage.vault import Vault
from tests.storage.conftest import Opener
from tests.storage.material import TODAY, example_round

ROUND = example_round()
OTHER = example_round("other")
SAID = dict.fromkeys(ROUND.languages, "We pause.")
PAUSE = Pause(round=ROUND.id, said=SAID)
RESUME = Resume(round=ROUND.id)


@pytest_asyncio.fixture
async def opened(database: Database, vault: Vault) -> Database:
    for round_ in (ROUND, OTHER):
        await open_round(database, vault, round_, today=TODAY)
    return database


def _explain(error: Exception) -> str:
    return f"told: {type(error).__name__}"


@asynccontextmanager
async def _running(
    database: Database, vault: Vault, done: list[Operation] | None = None
) -> AsyncIterator[Runner]:
    async def after(operation: Operation) -> None:
        if done is not None:
            done.append(operation)

    presence = Presence(database)
    await presence.assure()
    made = Runner(
        database, vault, worker=presence.worker, today=lambda: TODAY, explain=_explain, after=after
    )
    stop = asyncio.Event()
    task = asyncio.create_task(made.run(stop))
    try:
        await _until(lambda: _runners(database))
        yield made
    finally:
        stop.set()
        await task
        await presence.leave()


async def _runners(database: Database) -> bool:
    async with database.read() as connection:
        return await connection.scalar(select(runner.c.recipient)) is not None


async def _until(holds: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(60):
        while not await holds():  # noqa: ASYNC110 - what it waits for is in a database
            await asyncio.sleep(0.02)


async def _over(database: Database, number: int) -> Job:
    async with asyncio.timeout(60):
        while True:
            stands = await jobs.look(database, number)
            assert stands is not None
            if stands.state.is_over:
                return stands
            await asyncio.sleep(0.02)


async def _ask(database: Database, operation: Operation, *words: str) -> int:
    return await jobs.ask(database, operation, words=words, today=TODAY)


async def test_a_job_is_done_and_says_what_came_of_it(opened: Database, vault: Vault) -> None:
    done: list[Operation] = []
    async with _running(opened, vault, done):
        stands = await _over(opened, await _ask(opened, PAUSE))
    assert (stands.state, done) == (JobState.DONE, [PAUSE])
    assert stands.said.startswith("our_evenings is paused.")
    assert (await get_round(opened, ROUND.id)).pause == SAID


async def test_a_job_that_is_done_counts_as_done_whatever_can_be_written_down_then(
    opened: Database, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The database is away for a moment just when a job is through; the next one is not held up."""
    finish, away = jobs.finish, [True, True]

    async def stumble(database: Database, number: int, state: JobState, said: str) -> None:
        if away:
            away.pop()
            raise OSError("away")
        await finish(database, number, state, said)

    async def never(*_: object) -> None:
        raise OSError("away")

    monkeypatch.setattr(jobs, "finish", stumble)
    monkeypatch.setattr(jobs, "tell", never)
    async with _running(opened, vault) as made:
        monkeypatch.setattr(made, "_after", never)
        first, second = await _ask(opened, PAUSE), await _ask(opened, RESUME)
        assert (await _over(opened, second)).state is JobState.DONE
        assert (await _over(opened, first)).state is JobState.DONE
    assert (await get_round(opened, ROUND.id)).pause is None


async def test_without_anybody_to_do_it_nothing_is_left_behind(
    opened: Database, vault: Vault
) -> None:
    with pytest.raises(NoRunnerError, match="takes no jobs"):
        await _ask(opened, PAUSE)
    async with _running(opened, vault):
        pass
    with pytest.raises(NoRunnerError):
        await _ask(opened, PAUSE)
    assert await jobs.look(opened, 1) is None


async def test_jobs_of_a_round_are_done_in_order(opened: Database, vault: Vault) -> None:
    done: list[Operation] = []
    asked: list[Operation] = [PAUSE, RESUME] * 3
    async with _running(opened, vault, done):
        numbers = [await _ask(opened, one) for one in asked]
        for number in numbers:
            await _over(opened, number)
    assert done == asked


async def test_a_long_job_does_not_hold_up_another_round(
    opened: Database, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = asyncio.Event()

    async def wait(_self: Resume, _place: Place) -> str:
        await go_on.wait()
        return "waited"

    monkeypatch.setattr(Resume, "perform", wait)
    async with _running(opened, vault):
        slow = await _ask(opened, RESUME)
        behind = await _ask(opened, PAUSE)
        beside = await _ask(opened, Pause(round=OTHER.id, said=SAID))
        assert (await _over(opened, beside)).state is JobState.DONE
        stands = [await jobs.look(opened, number) for number in (slow, behind)]
        assert [one.state for one in stands if one] == [JobState.RUNNING, JobState.WAITING]
        assert not await jobs.take_back(opened, slow)
        assert await jobs.take_back(opened, behind)
        go_on.set()
        assert (await _over(opened, slow)).said == "waited"


async def test_an_error_is_told_and_the_next_job_is_done(opened: Database, vault: Vault) -> None:
    wrong = Extend(round=ROUND.id, closes=ROUND.closes - dt.timedelta(days=1))
    async with _running(opened, vault):
        stands = await _over(opened, await _ask(opened, wrong))
        assert (stands.state, stands.said) == (JobState.FAILED, "told: RoundChangedError")
        assert (await _over(opened, await _ask(opened, PAUSE))).state is JobState.DONE


async def test_holders_words_reach_the_process_and_no_disk(
    opened: Database, vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = vault.practice_words(ROUND.id)[:2]
    seen: list[tuple[str, ...]] = []

    async def perform(_self: Close, place: Place) -> str:
        seen.append(place.words)
        assert place.words[0] not in repr(place)
        async with opened.read() as connection:
            secret = await connection.scalar(select(job.c.secret))
        assert secret is not None
        for raw in _on_disk(tmp_path):
            assert words[0].encode() not in raw
        return "closed"

    monkeypatch.setattr(Close, "perform", perform)
    async with _running(opened, vault):
        await _over(opened, await _ask(opened, _close(tmp_path), *words))
    assert seen == [words]
    async with opened.read() as connection:
        assert (await connection.scalars(select(job.c.secret))).all() == [None]


def _on_disk(folder: Path) -> list[bytes]:
    return [file.read_bytes() for file in folder.glob("consult.db*")]


def _close(folder: Path) -> Close:
    return Close(round=ROUND.id, out=str(folder / "dataset"))


async def test_a_round_is_closed_by_the_process_that_has_it(
    opened: Database, vault: Vault, tmp_path: Path
) -> None:
    words = vault.practice_words(ROUND.id)[1:]
    async with _running(opened, vault):
        stands = await _over(opened, await _ask(opened, _close(tmp_path), *words))
    key = name_of(vault.signing_key())
    assert stands.said.startswith(f"0 responses are in {tmp_path / 'dataset'}. ")
    assert f"Signed with the key {key}:" in stands.said
    assert (await get_round(opened, ROUND.id)).state is State.CLOSED


async def _die_with(database: Database, operation: Operation, *words: str) -> int:
    """Begin a job as a process that is killed before it ends."""
    gone = str(x25519.Identity.generate().to_public())
    async with database.begin() as connection:
        await connection.execute(
            runner.insert().values(recipient=gone, worker=1, day=TODAY.toordinal())
        )
        begun = {
            "round": operation.round,
            "operation": msgspec.json.encode(operation),
            "secret": jobs._sealed(words, [gone]) if words else None,
            "state": JobState.RUNNING,
            "runner": gone,
            "stage": "",
            "done": 0,
            "total": 0,
            "said": "",
            "day": TODAY.toordinal(),
        }
        made = await connection.execute(job.insert().values(begun).returning(job.c.id))
        return int(made.scalar_one())


async def test_what_another_version_asks_for_fails_and_holds_nobody_up(
    opened: Database, vault: Vault
) -> None:
    async with _running(opened, vault):
        async with opened.begin() as connection:
            asked = {
                "round": ROUND.id,
                "operation": b'{"type":"of a later version","round":"our_evenings"}',
                "state": JobState.WAITING,
                "stage": "",
                "done": 0,
                "total": 0,
                "said": "",
                "day": TODAY.toordinal(),
            }
            made = await connection.execute(job.insert().values(asked).returning(job.c.id))
            number = int(made.scalar_one())
        stands = await _over(opened, number)
        assert (stands.state, "Restart it" in stands.said) == (JobState.FAILED, True)
        assert (await _over(opened, await _ask(opened, PAUSE))).state is JobState.DONE


async def test_what_a_dead_process_began_is_done_by_the_next(
    opened: Database, vault: Vault
) -> None:
    number = await _die_with(opened, PAUSE)
    async with _running(opened, vault):
        assert (await _over(opened, number)).state is JobState.DONE
        async with opened.read() as connection:
            assert len((await connection.scalars(select(runner.c.recipient))).all()) == 1


async def test_words_that_died_with_a_process_are_asked_for_again(
    opened: Database, vault: Vault, tmp_path: Path
) -> None:
    real = example_round("real", practice=False)
    keys = new_round_keys()
    await open_round(opened, vault, real, today=TODAY, public_key=keys.public_key)
    operation = Close(round=real.id, out=str(tmp_path / "real"))
    number = await _die_with(opened, operation, *keys.words[:2])
    async with _running(opened, vault):
        stands = await _over(opened, number)
        assert (stands.state, stands.said) == (JobState.FAILED, "told: HolderWordsError")
        again = await _over(opened, await _ask(opened, operation, *keys.words[:2]))
        assert again.state is JobState.DONE


async def test_a_closing_that_needs_no_words_any_more_goes_on_by_itself(
    opened: Database, vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = vault.practice_words(ROUND.id)[:2]

    async def interrupt(*_arguments: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("storage.closing._erase", interrupt)
        with pytest.raises(KeyboardInterrupt):
            await close_round(opened, vault, ROUND.id, words, tmp_path / "dataset", today=TODAY)
    number = await _die_with(opened, _close(tmp_path), *words)
    async with _running(opened, vault):
        assert (await _over(opened, number)).state is JobState.DONE
    assert (await get_round(opened, ROUND.id)).state is State.CLOSED


async def test_progress_can_be_watched(
    opened: Database, vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = asyncio.Event()

    async def perform(_self: Backup, place: Place) -> str:
        place.progress("backup", 3, 9)
        await go_on.wait()
        return "copied"

    monkeypatch.setattr(Backup, "perform", perform)
    async with _running(opened, vault):
        number = await _ask(opened, Backup(out=str(tmp_path / "b"), to=()))

        async def told() -> bool:
            stands = await jobs.look(opened, number)
            return stands is not None and (stands.stage, stands.done, stands.total) == (
                "backup",
                3,
                9,
            )

        await _until(told)
        go_on.set()
        await _over(opened, number)


async def test_stopping_finishes_what_is_in_hand(
    opened: Database, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = asyncio.Event()

    async def perform(_self: Resume, _place: Place) -> str:
        begun.set()
        await asyncio.sleep(0.1)
        return "finished"

    monkeypatch.setattr(Resume, "perform", perform)
    async with _running(opened, vault):
        number = await _ask(opened, RESUME)
        await begun.wait()
    stands = await jobs.look(opened, number)
    assert stands is not None
    assert stands.said == "finished"


async def test_old_jobs_are_forgotten(opened: Database, vault: Vault) -> None:
    async with _running(opened, vault):
        old = await _ask(opened, PAUSE)
        await _over(opened, old)
        async with opened.begin() as connection:
            day = TODAY.toordinal() - jobs.KEEP_DAYS - 1
            await connection.execute(update(job).values(day=day))
    async with _running(opened, vault):
        assert await jobs.look(opened, old) is None


@pytest_asyncio.fixture
async def second(new_postgres_url: str, open_database: Opener, vault: Vault) -> list[Database]:
    """Two connections to one PostgreSQL database, as two workers have them."""
    both = [open_database(new_postgres_url) for _ in range(2)]
    await migrate.upgrade(both[0])
    await open_round(both[0], vault, ROUND, today=TODAY)
    return both


async def test_two_workers_do_each_job_once(second: list[Database], vault: Vault) -> None:
    done: list[Operation] = []
    asked = [Resume(round=f"round_{number % 10}") for number in range(40)]

    async def perform(self: Resume, _place: Place) -> str:
        await asyncio.sleep(0)
        return self.round

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Resume, "perform", perform)
        async with _running(second[0], vault, done), _running(second[1], vault, done):
            numbers = [await _ask(second[0], one) for one in asked]
            over = [await _over(second[1], number) for number in numbers]
    assert {one.state for one in over} == {JobState.DONE}
    assert sorted(map(msgspec.json.encode, done)) == sorted(map(msgspec.json.encode, asked))


async def test_only_a_dead_worker_loses_its_job(
    second: list[Database], vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = asyncio.Event(), asyncio.Event()
    times: list[str] = []

    async def perform(self: Resume, _place: Place) -> str:
        times.append(self.round)
        begun.set()
        await go_on.wait()
        return "done"

    monkeypatch.setattr(Resume, "perform", perform)
    async with _running(second[0], vault):
        alive = await _ask(second[0], RESUME)
        await begun.wait()
        async with _running(second[1], vault):
            dead = await _die_with(second[1], Pause(round=ROUND.id + "_other", said=SAID))
            assert (await _over(second[1], dead)).state is JobState.FAILED
            stands = await jobs.look(second[1], alive)
            assert stands is not None
            assert stands.state is JobState.RUNNING
            go_on.set()
            await _over(second[1], alive)
    assert times == [ROUND.id]

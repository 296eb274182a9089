"""`consult round` and `consult close`, beside a running bot and without one."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import yaml
from sqlalchemy import select

from bot.cli import carrying
from bot.failing import explain
from dialogs import round_file
from storage import migrate
from storage.db import Database
from storage.intake import State
from storage.lock import ProcessLock
from storage.operations import Operation
from storage.rounds import RoundRow, get_round, newest_version, open_round
from storage.runner import Runner
from storage.tables import runner as runner_table
from storage.vault import Vault
from tests.bot.cli.conftest import Consult
from tests.storage.material import TODAY, example_round

ROUND = example_round()
FILE = Path(round_file.__file__).parent / "rounds" / "our_evenings.yaml"


def _url(folder: Path) -> str:
    return f"sqlite+aiosqlite:///{folder / 'consult.db'}"


@pytest.fixture(autouse=True)
def opened(tmp_path: Path) -> None:
    """A practice round is open."""

    async def run() -> None:
        database = Database.open(_url(tmp_path))
        await migrate.upgrade(database)
        await open_round(database, Vault.open(tmp_path / "vault"), ROUND, today=TODAY)
        await database.close()

    asyncio.run(run())


@contextmanager
def _serving(folder: Path) -> Iterator[None]:
    """A process that has the database and carries out jobs, as far as others can tell."""
    ready, stop = threading.Event(), asyncio.Event()
    loops: list[asyncio.AbstractEventLoop] = []

    async def run() -> None:
        loops.append(asyncio.get_running_loop())
        database, vault = Database.open(_url(folder)), Vault.open(folder / "vault")
        runner = Runner(
            database, vault, worker=0, today=lambda: TODAY, explain=explain, after=_nothing
        )
        running = asyncio.create_task(runner.run(stop))
        while not await _takes_jobs(database):  # noqa: ASYNC110 - what it waits for is in a database
            await asyncio.sleep(0.02)
        ready.set()
        await running
        await database.close()

    thread = threading.Thread(target=asyncio.run, args=(run(),))
    thread.start()
    ready.wait()
    try:
        yield
    finally:
        loops[0].call_soon_threadsafe(stop.set)
        thread.join()


async def _takes_jobs(database: Database) -> bool:
    async with database.read() as connection:
        return await connection.scalar(select(runner_table.c.recipient)) is not None


async def _nothing(_operation: Operation) -> None:
    return


def _row(folder: Path) -> RoundRow:
    async def look() -> RoundRow:
        database = Database.open(_url(folder), beside=True)
        try:
            return await get_round(database, ROUND.id)
        finally:
            await database.close()

    return asyncio.run(look())


def _mended(folder: Path, text: str) -> Path:
    raw = yaml.safe_load(FILE.read_text())
    next(one for one in raw["questions"] if one["id"] == "safe")["text"]["en"] = text
    file = folder / "mended.yaml"
    file.write_text(yaml.safe_dump(raw, allow_unicode=True, sort_keys=False))
    return file


def test_a_pause_is_said_in_every_language(consult: Consult, tmp_path: Path) -> None:
    done = consult(
        "round", "pause", ROUND.id, "--say", "en=We pause.", "--say", "sq=Pushojmë.",
        typed="Паузираме.\nPauziramo.\n",
    )  # fmt: skip
    assert "What people are told in mk" in done.said
    assert f"consult round resume {ROUND.id}" in done.said
    assert _row(tmp_path).pause == {
        "en": "We pause.",
        "sq": "Pushojmë.",
        "mk": "Паузираме.",
        "sr-Latn": "Pauziramo.",
    }
    assert consult("round", "resume", ROUND.id).said == "our_evenings goes on.\n"
    assert _row(tmp_path).pause is None
    assert consult("round", "pause", ROUND.id, "--say", "en").code == 2


def test_a_later_date_is_announced(consult: Consult) -> None:
    done = consult("round", "extend", ROUND.id, "2027-01-20")
    assert "closes on 2027-01-20. Write `closes: 2027-01-20`" in done.said
    assert "give a later day" in consult("round", "extend", ROUND.id, "2026-01-01").refused
    assert consult("round", "extend", ROUND.id, "tomorrow").code == 2


def test_mending_asks_whether_the_meaning_is_the_same(consult: Consult, tmp_path: Path) -> None:
    file = _mended(tmp_path, "How safe?")
    done = consult("round", "mend", file, typed="n\n")
    assert "+ en: How safe?" in done.said
    assert done.said.endswith("Mended. Counted together: none. Shown apart: safe.\n")
    again = consult("round", "mend", file)
    assert again.said == "Mended. Counted together: none. Shown apart: none.\n"
    named = consult("round", "mend", _mended(tmp_path, "Safe?"), "--same-meaning", "safe")
    assert named.said == "Mended. Counted together: safe. Shown apart: none.\n"
    wrong = consult("round", "mend", _mended(tmp_path, "So?"), "--apart", "better", typed="y\n")
    assert "not reworded" in wrong.refused


def test_cancelling_needs_the_id_typed(consult: Consult, tmp_path: Path) -> None:
    assert consult("round", "cancel", ROUND.id, typed="yes\n").code == 1
    assert _row(tmp_path).state is State.OPEN
    done = consult("round", "cancel", ROUND.id, typed=f"{ROUND.id}\n")
    assert done.said.endswith("nothing that was said is left, and it was checked.\n")
    assert _row(tmp_path).state is State.CANCELLED


def test_a_running_bot_does_it_instead(consult: Consult, tmp_path: Path) -> None:
    with _serving(tmp_path):
        done = consult("round", "extend", ROUND.id, "2027-01-20")
        assert done.said.startswith("The running process does it, as job 1.\n")
        refused = consult("round", "extend", ROUND.id, "2026-01-01")
        assert "give a later day" in refused.refused
        closed = consult("close", ROUND.id, "--out", "dataset")
    assert f"0 responses are in {tmp_path / 'dataset'}." in closed.said
    assert _row(tmp_path).state is State.CLOSED

    async def look() -> str:
        database = Database.open(_url(tmp_path))
        try:
            return (await newest_version(database, ROUND.id)).closes.isoformat()
        finally:
            await database.close()

    assert asyncio.run(look()) == "2027-01-20"


def test_closing_without_a_running_bot(consult: Consult, tmp_path: Path) -> None:
    closed = consult("close", ROUND.id, "--out", "dataset")
    assert "PRACTICE" in closed.said
    assert f"0 responses are in {tmp_path / 'dataset'}." in closed.said
    again = consult("close", ROUND.id, "--out", "dataset")
    assert (again.code, again.refused) == (0, "")


def test_a_closing_stopped_with_ctrl_c_says_how_to_go_on_and_does(
    consult: Consult, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def ctrl_c(*_arguments: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("storage.closing._erase", ctrl_c)
        stopped = consult("close", ROUND.id, "--out", "dataset")
    assert stopped.code == 130
    assert f"To go on, or to see the end: consult close {ROUND.id} --out dataset" in stopped.said
    assert _row(tmp_path).state is State.FROZEN
    assert consult("close", ROUND.id, "--out", "dataset").code == 0
    assert _row(tmp_path).state is State.CLOSED


def test_a_process_that_takes_no_jobs_is_named(
    consult: Consult, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock = ProcessLock(tmp_path / "consult.db.lock")
    lock.acquire()
    assert "takes no jobs: stop it" in consult("round", "resume", ROUND.id).refused
    lock.release()
    monkeypatch.setattr(carrying, "PATIENCE", 0)
    with _serving(tmp_path):
        monkeypatch.setattr("storage.jobs.claim", _busy)
        assert "did not begin" in consult("round", "resume", ROUND.id).refused


async def _busy(*_arguments: object) -> None:
    return None

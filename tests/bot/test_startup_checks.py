"""What keeps the bot from starting is said with a remedy; what passes by itself is waited for."""

import asyncio
import datetime as dt
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp import web
from aiohttp.test_utils import RawTestServer
from sqlalchemy.ext.asyncio import create_async_engine

from bot import startup_checks
from bot.channels.base import Hook, UnknownTokenError, UnreachableError
from bot.channels.via_aiogram import connect
from bot.practice import PracticeServer
from bot.settings import Settings
from bot.startup_checks import (
    Far,
    StartRefusedError,
    check_clock,
    check_places,
    claim_updates,
    clock_offset,
    patiently,
)
from tests.support.edge import Wire

TOKEN = "4242:practice-token-for-the-start-00000000000000"
OURS = "/telegram/ours"


@pytest_asyncio.fixture
async def server() -> AsyncIterator[PracticeServer]:
    async with PracticeServer(token=TOKEN) as running:
        yield running


async def test_a_clock_that_is_right_is_fine(server: PracticeServer) -> None:
    await check_clock(Settings(telegram_api=server.url), dt.datetime.now(dt.UTC))


@pytest.mark.parametrize("hours", [-3, 3])
async def test_a_clock_that_is_wrong_is_named(server: PracticeServer, hours: int) -> None:
    wrong = dt.datetime.now(dt.UTC) + dt.timedelta(hours=hours)
    with pytest.raises(StartRefusedError, match=rf"{abs(60 * hours)} minutes off.*set-ntp"):
        await check_clock(Settings(telegram_api=server.url), wrong)


async def test_a_time_without_a_zone_is_read_as_utc() -> None:
    async def answer(_request: web.BaseRequest) -> web.Response:
        return web.Response(headers={"Date": "Mon, 09 Nov 2026 10:00:00 -0000"})

    async with RawTestServer(answer) as messenger:
        settings = Settings(telegram_api=str(messenger.make_url("/")))
        now = dt.datetime(2026, 11, 9, 10, 0, 30, tzinfo=dt.UTC)
        assert await clock_offset(settings, now) == dt.timedelta(seconds=30)


async def test_a_messenger_that_does_not_tell_the_time_keeps_nobody_waiting() -> None:
    nobody = Settings(telegram_api="http://127.0.0.1:9")
    await check_clock(nobody, dt.datetime(2000, 1, 1, tzinfo=dt.UTC))


async def test_a_wrong_token_is_named(server: PracticeServer) -> None:
    channel = connect("4242:another-token-0000000000000000000000000", api=server.url)
    with pytest.raises(UnknownTokenError, match="BotFather"):
        await channel.open()
    await channel.close()


async def test_somebody_elses_webhook_is_not_taken_unasked() -> None:
    wire = Wire()
    wire.hook_url = "https://other.example.org/hook"
    with pytest.raises(StartRefusedError, match=r"other\.example\.org.*--take-over"):
        await claim_updates(wire, None, OURS, take_over=False)
    assert wire.hooks == []
    await claim_updates(wire, None, OURS, take_over=True)
    assert wire.hooks == [None]


async def test_our_own_webhook_is_left_or_set_without_a_question() -> None:
    wire, hook = Wire(), Hook(f"https://bot.example.org{OURS}", "word")
    wire.hook_url = hook.url
    await claim_updates(wire, hook, OURS, take_over=False)
    await claim_updates(wire, None, OURS, take_over=False)
    assert wire.hooks == [hook, None]


async def test_the_webhook_of_our_token_before_is_ours() -> None:
    wire, hook = Wire(), Hook(f"https://bot.example.org{OURS}", "word")
    wire.hook_url = "https://bot.example.org/telegram/of-the-token-before"
    await claim_updates(wire, hook, OURS, take_over=False)
    assert wire.hooks == [hook]


async def test_what_comes_late_is_waited_for() -> None:
    tries = [UnreachableError(), UnreachableError()]

    async def step() -> str:
        if tries:
            raise tries.pop()
        return "here"

    assert await patiently(step, Far.DATABASE) == "here"


async def test_a_server_that_asks_us_to_wait_is_left_alone_so_long(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    monkeypatch.setattr(asyncio, "sleep", sleep)
    tries = [UnreachableError(after=30.0)]

    async def step() -> None:
        if tries:
            raise tries.pop()

    await patiently(step, Far.SERVER)
    assert slept == [30.0]


async def test_what_never_comes_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(startup_checks, "PATIENCE", 0.0)

    async def step() -> None:
        raise UnreachableError

    with pytest.raises(StartRefusedError, match="database cannot be reached"):
        await patiently(step, Far.DATABASE)


async def test_a_database_that_is_there_and_cannot_be_used_is_not_called_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(startup_checks, "PATIENCE", 0.0)
    engine = create_async_engine(f"sqlite+aiosqlite:///{tmp_path / 'consult.db'}")

    async def step() -> None:
        """Write into a database that may not grow any more, as on a full disk."""
        async with engine.begin() as connection:
            await connection.exec_driver_sql("PRAGMA max_page_count=1")
            await connection.exec_driver_sql("CREATE TABLE t (x)")

    with pytest.raises(StartRefusedError, match=r"disk is full\. Make room"):
        await patiently(step, Far.DATABASE)
    await engine.dispose()


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    """As an ordinary user, since the kernel lets root write anywhere."""
    folder = tmp_path / "locked"
    folder.mkdir()
    folder.chmod(0o555)
    program = (
        "import sys\nfrom bot.settings import Settings\n"
        "from bot.startup_checks import StartRefusedError, check_places\n"
        "try:\n    check_places(Settings(database=sys.argv[1]))\n"
        "except StartRefusedError as refusal:\n    print(refusal)\n"
    )
    done = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", program, f"sqlite+aiosqlite:///{folder / 'consult.db'}"],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=_be_nobody if os.geteuid() == 0 else None,
    )
    assert "cannot be written to" in done.stdout, done.stderr
    assert "CONSULT_DATABASE" in done.stdout


def test_a_disk_that_came_back_read_only_is_named(disk: Path) -> None:
    """The kernel mounts a disk with errors so, and not even root can write to it then."""
    database = f"sqlite+aiosqlite:///{disk / 'consult.db'}"
    (disk / "consult.db").touch()
    check_places(Settings(database=database))
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)  # noqa: S603, S607
    with pytest.raises(StartRefusedError, match="mounted read-only"):
        check_places(Settings(database=database))


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own; only root may mount one, and not everywhere."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "none", str(place)]
    try:
        done = subprocess.run(mount, capture_output=True, text=True, check=False)  # noqa: S603
    except FileNotFoundError:
        pytest.skip("there is no mount here")
    if done.returncode != 0:
        pytest.skip(f"nothing can be mounted here: {done.stderr.strip()}")
    yield place
    subprocess.run(["umount", place], check=True)  # noqa: S603, S607


def _be_nobody() -> None:
    """Give up the right to write anywhere, and nothing else, so that the program can be read."""
    os.setgroups([])
    libc = __import__("ctypes").CDLL(None, use_errno=True)
    if libc.prctl(24, 1, 0, 0, 0) != 0:  # PR_CAPBSET_DROP, CAP_DAC_OVERRIDE
        raise OSError("cannot drop the right to write anywhere")


def test_a_place_that_can_be_written_is_fine(tmp_path: Path) -> None:
    check_places(Settings(database=f"sqlite+aiosqlite:///{tmp_path / 'consult.db'}"))
    check_places(Settings(database="postgresql+psycopg://consult@database/consult"))

"""`consult serve` as a process: what it refuses, and how it stops."""

import asyncio
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.practice import PracticeServer
from bot.practice.webhook import WebhookSettings
from tests.support.crashing.children import Child
from tests.support.world import EXAMPLE_TEXT

pytestmark = pytest.mark.long

TOKEN = "4242:practice-token-for-serving-00000000000000"


class Site:
    """A folder to serve from, and a practice server."""

    def __init__(self, folder: Path, server: PracticeServer) -> None:
        self.folder = folder
        self.server = server
        self.more: dict[str, str] = {}
        (folder / "round.yaml").write_text(EXAMPLE_TEXT)
        (folder / "token").touch(mode=0o600)
        (folder / "token").write_text(TOKEN)

    def serve(self, log: str, *more: str) -> Child:
        return self._serve(log, str(self.folder / "round.yaml"), *more)

    def serve_bots(self, log: str, bots: Path) -> Child:
        return self._serve(log, "--bots", str(bots))

    def _serve(self, log: str, *what: str) -> Child:
        environment = {
            "CONSULT_TELEGRAM_API": self.server.url,
            "CONSULT_TOKEN_FILE": str(self.folder / "token"),
            "CONSULT_DATABASE": f"sqlite+aiosqlite:///{self.folder / 'consult.db'}",
            "CONSULT_VAULT": str(self.folder / "vault"),
            "CONSULT_HEALTH_PORT": "0",
            **self.more,
        }
        return Child(["serve", *what], environment, self._log(log))

    def said(self, log: str) -> str:
        path = self._log(log)
        return path.read_text() if path.exists() else ""

    async def is_ready(self, log: str) -> None:
        async with asyncio.timeout(60):
            while "ready" not in self.said(log).splitlines():  # noqa: ASYNC110 - it is another process
                await asyncio.sleep(0.05)

    def _log(self, name: str) -> Path:
        return self.folder / f"{name}.log"


@pytest_asyncio.fixture
async def site(tmp_path: Path) -> AsyncIterator[Site]:
    async with PracticeServer(token=TOKEN) as server:
        yield Site(tmp_path, server)


async def test_a_second_process_on_sqlite_is_refused_in_plain_words(site: Site) -> None:
    first = site.serve("first")
    await site.is_ready("first")
    second = site.serve("second")
    assert await second.ended(within=60) == 1
    assert "in use by another process" in site.said("second")
    assert "Traceback" not in site.said("second")
    first.terminate()
    assert await first.ended(within=60) == 0


async def test_a_webhook_without_an_address_is_refused(site: Site) -> None:
    child = site.serve("only", "--webhook")
    assert await child.ended(within=60) == 1
    assert "CONSULT_WEBHOOK_URL" in site.said("only")
    assert "Traceback" not in site.said("only")


async def test_a_port_that_is_taken_is_told_of(site: Site) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        site.more = {
            "CONSULT_WEBHOOK_URL": "http://127.0.0.1:9",
            "CONSULT_WEBHOOK_PORT": str(taken.getsockname()[1]),
        }
        child = site.serve("only", "--webhook")
        assert await child.ended(within=60) == 1
    assert "CONSULT_WEBHOOK_PORT" in site.said("only")
    assert "Traceback" not in site.said("only")


async def test_somebody_elses_webhook_is_refused_and_taken_over_when_told_so(site: Site) -> None:
    await _set_foreign_hook(site)
    child = site.serve("asks")
    assert await child.ended(within=60) == 1
    assert "--take-over" in site.said("asks")
    taking = site.serve("takes", "--take-over")
    await site.is_ready("takes")
    assert site.server.account.webhook is None
    taking.terminate()
    assert await taking.ended(within=60) == 0


async def _set_foreign_hook(site: Site) -> None:
    await site.server.account.set_webhook(WebhookSettings(url="http://127.0.0.1:9/other"))


async def test_what_is_to_be_served_is_named_in_one_way(site: Site) -> None:
    child = site.serve("both", "--bots", str(site.folder / "bots.toml"))
    assert await child.ended(within=60) == 1
    assert "or a file of several with --bots" in site.said("both")
    assert "Traceback" not in site.said("both")


async def test_bots_of_a_file_are_served_beside_one_that_cannot_start(site: Site) -> None:
    bot = """
[{name}]
rounds = ["round.yaml"]
token_file = "{token}"
database = "sqlite+aiosqlite:///{name}.db"
vault = "{name}"
"""
    bots = site.folder / "bots.toml"
    bots.write_text(
        bot.format(name="forum", token="token") + bot.format(name="school", token="none")
    )
    child = site.serve_bots("several", bots)
    await site.is_ready("several")
    phone = site.server.phone(1001)
    await phone.say("/start")
    await phone.sees("Our evenings", timeout=60)
    assert "No token" in site.said("several")
    assert (site.folder / "forum.db").exists()
    child.terminate()
    assert await child.ended(within=60) == 0


async def test_told_to_stop_it_leaves_nothing_unconfirmed(site: Site) -> None:
    phone = site.server.phone(1001)
    child = site.serve("bot")
    await site.is_ready("bot")
    await phone.say("/start")
    await phone.sees("Our evenings", timeout=60)
    child.terminate()
    assert await child.ended(within=60) == 0
    assert len(site.server.account.updates) == 0
    await phone.say("/start")
    again = site.serve("bot")
    await phone.until(lambda shown: sum(each.from_bot for each in shown) == 2, timeout=60)
    again.terminate()
    assert await again.ended(within=60) == 0

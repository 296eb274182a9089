"""The site of the documentation, run as it stands beside a practice server."""

import asyncio
import os
import signal
import sys
from pathlib import Path

import aiohttp
import pytest

from bot.practice import PracticeServer
from tests.bot.mounting.test_examples import MOST_LINES
from tests.support.serving import free_port
from tests.support.world import EXAMPLE, EXAMPLE_TEXT

EXAMPLE_SITE = Path(__file__).parents[2] / "docs" / "examples" / "site_starlette.py"
TOKEN = "4242:practice-token-for-the-examples-0000000000"
PATIENCE = 240.0


@pytest.mark.parametrize("place", ["", "/bots"])
async def test_a_site_has_its_pages_and_a_bot(tmp_path: Path, place: str) -> None:
    port = free_port()
    site = f"http://127.0.0.1:{port}"
    (tmp_path / "round.yaml").write_text(EXAMPLE_TEXT)
    (tmp_path / "token").write_text(TOKEN)
    async with PracticeServer(token=TOKEN, webhook_first_delay=0.05) as server:
        environment = {
            **{
                name: value for name, value in os.environ.items() if not name.startswith("CONSULT_")
            },
            "CONSULT_TELEGRAM_API": server.url,
            "CONSULT_TOKEN_FILE": str(tmp_path / "token"),
            "CONSULT_DATABASE": f"sqlite+aiosqlite:///{tmp_path / 'consult.db'}",
            "CONSULT_VAULT": str(tmp_path / "vault"),
            "CONSULT_WEBHOOK_URL": site + place,
            "CONSULT_WEBHOOK_PORT": str(port),
            "CONSULT_HEALTH_PORT": "0",
        }
        with (tmp_path / "said").open("w") as said:
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, str(EXAMPLE_SITE), str(tmp_path / "round.yaml")),
                cwd=EXAMPLE_SITE.parents[2],
                env=environment,
                stdout=said,
                stderr=said,
            )
        phone = server.phone(700000001, language_code="mk")
        try:
            await phone.say("/start")
            await phone.sees(EXAMPLE.public_label["mk"], timeout=PATIENCE)
            assert await _page(site) == "Welcome to the youth forum!"
        finally:
            process.send_signal(signal.SIGTERM)
            await asyncio.wait_for(process.wait(), PATIENCE)
        await phone.say("/help")
        assert len(server.account.updates) == 1
    words = (tmp_path / "said").read_text()
    assert "Application shutdown complete" in words
    assert "/telegram/" not in words
    assert TOKEN not in words


async def _page(address: str) -> str:
    async with aiohttp.ClientSession() as session, session.get(address) as response:
        return await response.text()


def test_the_example_is_short() -> None:
    assert len(EXAMPLE_SITE.read_text().splitlines()) <= MOST_LINES + 5

"""The local web address shows what was made, and nothing else of the folder."""

from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from bot.demo.site import TYPES, serving


@pytest.fixture
async def site(tmp_path: Path) -> AsyncIterator[aiohttp.ClientSession]:
    for name in (*TYPES, "transcript.jsonl"):
        (tmp_path / name).write_text(f"this is {name}")
    async with serving(tmp_path) as address, aiohttp.ClientSession(address) as session:
        yield session


@pytest.mark.parametrize("name", TYPES)
async def test_every_result_is_served_as_what_it_is(site: aiohttp.ClientSession, name: str) -> None:
    async with site.get(f"/{name}") as answer:
        assert answer.status == 200
        assert answer.headers["Content-Type"] == TYPES[name]
        assert await answer.text() == f"this is {name}"


async def test_the_front_page_leads_to_every_result(site: aiohttp.ClientSession) -> None:
    async with site.get("/") as answer:
        page = await answer.text()
    assert [name for name in TYPES if f'href="{name}"' not in page] == []


@pytest.mark.parametrize("path", ["/transcript.jsonl", "/dataset/", "/..%2fbrief.pdf"])
async def test_nothing_else_is_served(site: aiohttp.ClientSession, path: str) -> None:
    async with site.get(path) as answer:
        assert answer.status == 404


async def test_a_browser_that_asks_for_an_icon_gets_no_error(site: aiohttp.ClientSession) -> None:
    async with site.get("/favicon.ico") as answer:
        assert answer.status == 204

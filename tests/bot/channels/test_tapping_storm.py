"""Somebody taps far faster than anybody can read: with every library each button stops waiting."""

import asyncio
from pathlib import Path

import pytest

from bot.channels import names
from bot.flood import AT_ONCE
from bot.practice import PracticeServer
from bot.practice.limits import Mode
from tests.support.serving import TOKEN, Edge, serving, settings_for
from tests.support.visitor import Visitor
from tests.support.world import EXAMPLE


@pytest.mark.parametrize("edge", list(Edge))
@pytest.mark.parametrize("library", names())
async def test_every_button_stops_waiting_and_others_go_on(
    tmp_path: Path, library: str, edge: Edge
) -> None:
    async with PracticeServer(token=TOKEN, mode=Mode.TELEGRAM, webhook_first_delay=0.05) as server:
        settings = settings_for(server, tmp_path, library).model_copy(update={"pace": "telegram"})
        greedy, other = Visitor(server, "en"), Visitor(server, "sq", 700000002)
        async with serving(EXAMPLE, settings, edge):
            await greedy.phone.say("/start")
            shown = await greedy.phone.sees("Our evenings")
            _, button = greedy.phone.button("English")
            taps = [
                await greedy.phone.press(button, message_id=shown.message_id)
                for _ in range(2 * AT_ONCE)
            ]
            toasts = await asyncio.gather(*(tap.answer() for tap in taps))
            await other.phone.say("/start")
            await other.taps("Shqip")
            await other.reads(other.say("Before you start"))
    assert len(toasts) == 2 * AT_ONCE
    assert server.counts.calls["editMessageText"] < AT_ONCE // 2, "the last one is enough"

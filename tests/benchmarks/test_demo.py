"""The benchmark of the demonstration says what was measured, and exits with 1 on a wrong cell."""

import os
from pathlib import Path

import pytest

from bot.practice import PracticeServer
from tests.benchmarks import demo
from tests.benchmarks.memory import PeakMemory
from tests.support import transcripts
from tests.support.published import Comparison

TOKEN = "42:practice"

KEYS = {
    "seconds",
    "peak_mb",
    "participants",
    "updates",
    "brief_cells_checked",
    "brief_cells_wrong",
}


def run_with(cells: Comparison) -> demo.Run:
    memory = PeakMemory(os.getpid())
    return demo.Run(3, 0.5, 1.25, 1.0, memory, 40, cells)


def test_the_keys_of_the_last_line() -> None:
    outcome = demo.outcome_of(run_with(Comparison(shown=7)))
    assert outcome.figures.keys() >= KEYS
    assert outcome.broken == []


@pytest.mark.parametrize("cells", [Comparison(shown=7, wrong=["a/b: 5"]), Comparison(shown=0)])
def test_a_wrong_cell_or_none_at_all_breaks_it(cells: Comparison) -> None:
    assert demo.outcome_of(run_with(cells)).broken


async def test_updates_are_what_the_practice_server_made(tmp_path: Path) -> None:
    async with PracticeServer(token=TOKEN) as server:
        phone = server.phone(7)
        said = await phone.say("/start")
        await phone.edit_text(said, "/help")
        await phone.send_sticker()
        await phone.block()
        await phone.unblock()
        await phone.clear_chat()
        server.transcript.write(tmp_path / "transcript.jsonl")
        made = server.counts.updates_created
    assert transcripts.updates_of(tmp_path / "transcript.jsonl") == made == 5

"""Places to die are inert unless they are ordered, and every one of them is in the code."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import bot
from bot import failpoints
from bot.app import _arm_failpoints
from bot.settings import Settings, SettingsError

ROOT = Path(bot.__file__).parent


def test_every_place_is_reached_somewhere() -> None:
    found = set()
    for path in ROOT.rglob("*.py"):
        found |= set(re.findall(r'\breach\("(\w+)"\)', path.read_text("utf-8")))
    assert found == set(failpoints.PLACES)


def test_nothing_happens_unless_ordered() -> None:
    for place in failpoints.PLACES:
        failpoints.reach(place)


def test_an_ordered_place_kills_at_its_time() -> None:
    program = (
        "from bot.failpoints import arm, reach\n"
        "assert arm('stored:3 writes:0.5') == 0.5\n"
        "for turn in range(9):\n    print(turn, flush=True)\n    reach('stored')\n"
    )
    done = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout.split()) == (-9, ["0", "1", "2"])


def test_an_unknown_place_is_refused() -> None:
    with pytest.raises(ValueError, match="no such place"):
        failpoints.arm("somewhere:1")


@pytest.mark.parametrize("api", ["https://api.telegram.org", "http://127.example.org:80"])
def test_only_a_practice_server_on_this_machine_allows_it(api: str) -> None:
    with pytest.raises(SettingsError, match="crash tests"):
        _arm_failpoints(Settings(telegram_api=api, failpoints="stored:1"))

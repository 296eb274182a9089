"""A channel is chosen by name, and only the library that was chosen is needed."""

import subprocess
import sys

import pytest

from bot import channels
from bot.channels import MissingLibraryError, channel_named, names


def test_the_names_are_those_of_the_files() -> None:
    assert names() == ["aiogram", "ptb"]


def test_people_are_known_by_the_messenger_and_not_by_the_library() -> None:
    made = [channel_named(name)("4242:practice", api="http://127.0.0.1:9") for name in names()]
    assert {each.name for each in made} == {"telegram"}


def test_a_name_that_is_not_there_is_told_which_are() -> None:
    with pytest.raises(MissingLibraryError, match="one of aiogram, ptb"):
        channel_named("fax")


def test_a_library_that_is_not_there_is_told_how_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def import_module(_name: str) -> None:
        raise ModuleNotFoundError(name="telegram")

    monkeypatch.setattr(channels, "import_module", import_module)
    with pytest.raises(MissingLibraryError, match=r"youth-consultation-bot\[ptb\]"):
        channel_named("ptb")


def test_serving_through_aiogram_imports_nothing_of_the_other() -> None:
    program = "import sys, bot.app, bot.channels as c; c.channel_named('aiogram')\n"
    program += "sys.exit('telegram' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0  # noqa: S603

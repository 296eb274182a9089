"""Names, descriptions and menus by language, through every library, at the practice server."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from msgspec.structs import replace

from bot.channels import Connect, channel_named, names
from bot.channels.base import Channel, Remedy, SendProblem
from bot.channels.telegram_profile import by_code
from bot.practice import PracticeServer, ServerError, TooManyRequests
from dialogs.languages import OWN_NAMES
from dialogs.self_introduction import Introduction, introductions
from tests.support.serving import TOKEN, Edge, serving, settings_for
from tests.support.world import EXAMPLE, TEXTS

OURS = introductions([EXAMPLE], TEXTS)
CODES = ("", "en", "sq", "mk", "sr")
LOOKS = 1 + len({tag[:2] for tag in OWN_NAMES if len(tag.partition("-")[0]) == 2})
"""How many menus are looked at: everybody's, and that of each language with a code."""


@pytest_asyncio.fixture
async def server() -> AsyncIterator[PracticeServer]:
    async with PracticeServer(token=TOKEN) as running:
        yield running


@pytest.fixture(params=names())
def library(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest_asyncio.fixture
async def channel(server: PracticeServer, library: str) -> AsyncIterator[Channel]:
    connect: Connect = channel_named(library)
    made = connect(TOKEN, api=server.url)
    yield made
    await made.close()


def _shown(server: PracticeServer) -> dict[str, Introduction]:
    """Return what is set, by the code of its language."""
    profile = server.account.profile
    menus = {code: menu for (_, code), menu in profile.commands.items()}
    found = {}
    for code in profile.descriptions:
        said = [(each["command"], each["description"]) for each in menus[code]]
        known = by_code(OURS)[code].commands
        assert said == [(each.name, each.does) for each in known]
        found[code] = Introduction(
            profile.names.get(code, profile.names[""]),
            profile.descriptions[code],
            profile.short_descriptions[code],
            known,
        )
    return found


def _set(server: PracticeServer) -> int:
    """Return how often something was set or taken away."""
    calls = server.counts.calls
    return sum(calls[name] for name in calls if name.startswith(("setMy", "deleteMy")))


async def _looked(server: PracticeServer, times: int) -> None:
    """Wait until every menu was looked at so often; the last ones are of languages without any."""
    async with asyncio.timeout(30):
        while server.counts.calls["getMyCommands"] < times * LOOKS:  # noqa: ASYNC110 - no event
            await asyncio.sleep(0.02)


async def test_every_language_has_its_own_and_all_others_the_first(
    server: PracticeServer, channel: Channel
) -> None:
    await channel.introduce(OURS)
    assert tuple(by_code(OURS)) == CODES
    shown = _shown(server)
    assert shown[""] == OURS["en"]
    assert {code: shown[code] for code in ("sq", "mk")} == {tag: OURS[tag] for tag in ("sq", "mk")}
    assert shown["sr"] == OURS["sr-Latn"]


async def test_what_is_so_already_is_not_set_again(
    server: PracticeServer, channel: Channel
) -> None:
    await channel.introduce(OURS)
    before = _set(server)
    await channel.introduce(OURS)
    assert _set(server) == before
    renamed = {**OURS, "sq": replace(OURS["sq"], name="Netët tona")}
    await channel.introduce(renamed)
    assert _set(server) == before + 1
    assert server.account.profile.names["sq"] == "Netët tona"


async def test_of_two_scripts_the_first_is_set_and_what_has_no_code_is_left(
    server: PracticeServer, channel: Channel
) -> None:
    both = {tag: replace(OURS["en"], about=tag) for tag in ("rom", "sr-Cyrl", "sr-Latn", "cnr")}
    await channel.introduce(both)
    assert server.account.profile.short_descriptions == {"": "rom", "sr": "sr-Cyrl"}


async def test_what_an_earlier_round_has_left_is_taken_away(
    server: PracticeServer, channel: Channel
) -> None:
    await channel.introduce({**OURS, "tr": replace(OURS["en"], name="Geceler")})
    await channel.introduce(OURS)
    profile = server.account.profile
    assert "tr" not in {*profile.names, *profile.descriptions, *profile.short_descriptions}
    assert {code for _, code in profile.commands} == set(CODES)
    before = _set(server)
    await channel.introduce(OURS)
    assert _set(server) == before


async def test_what_goes_wrong_is_told_apart(server: PracticeServer, channel: Channel) -> None:
    server.faults.next("setMyName", TooManyRequests(7))
    with pytest.raises(SendProblem) as problem:
        await channel.introduce(OURS)
    assert (problem.value.remedy, problem.value.after) == (Remedy.WAIT, 7)
    server.faults.next("getMyCommands", ServerError())
    with pytest.raises(SendProblem) as problem:
        await channel.introduce(OURS)
    assert problem.value.remedy is Remedy.RETRY
    with pytest.raises(SendProblem) as problem:
        await channel.introduce({"en": replace(OURS["en"], name="x" * 65)})
    assert problem.value.remedy is Remedy.GIVE_UP


async def test_a_bot_introduces_itself_once_and_a_second_start_changes_nothing(
    server: PracticeServer, library: str, tmp_path: Path
) -> None:
    settings = settings_for(server, tmp_path, library)
    async with serving(EXAMPLE, settings, Edge.POLLING):
        await _looked(server, times=1)
    before = _set(server)
    assert _shown(server)["mk"] == OURS["mk"]
    async with serving(EXAMPLE, settings, Edge.POLLING):
        await _looked(server, times=2)
    assert _set(server) == before

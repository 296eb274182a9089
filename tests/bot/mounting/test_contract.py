"""One contract for every library of a host: what is said to the guest, no handler of it hears."""

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
import pytest_asyncio
from aiogram.types import Update as AiogramUpdate
from msgspec.structs import replace
from telegram import Update as PtbUpdate
from telegram.ext import InvalidCallbackData

from bot.mounting.doorman import Doorman
from bot.mounting.guest import Guest
from bot.mounting.in_aiogram import consult_router
from bot.mounting.in_ptb import consult_handlers
from bot.practice import PracticeServer
from bot.settings import Settings
from bot.startup_checks import StartRefusedError
from dialogs.events import Media
from dialogs.screens.unread import unread
from tests.bot.mounting.hosts import HOSTS, AiogramHost, Host
from tests.support import four_scripts as short
from tests.support.serving import TOKEN, settings_for
from tests.support.visitor import Visitor

ROUND = replace(short.four_scripts(), discreet=False)
ANA, BEN = 700000001, 700000002
LINK = "see https://example.org/lamps"
SECRET = "words for nobody but the guest"


@pytest_asyncio.fixture
async def server() -> AsyncIterator[PracticeServer]:
    async with PracticeServer(token=TOKEN) as running:
        yield running


@pytest.fixture(params=HOSTS)
def settings(server: PracticeServer, tmp_path: Path, request: pytest.FixtureRequest) -> Settings:
    return settings_for(server, tmp_path, request.param)


@pytest.fixture
def host(server: PracticeServer, settings: Settings) -> Host:
    return HOSTS[settings.channel](Guest([ROUND], settings), server.url, TOKEN)


async def _hears(host: Host, text: str) -> None:
    async with asyncio.timeout(20):
        while not any(text in each for each in host.heard):  # noqa: ASYNC110 - it has no bell
            await asyncio.sleep(0.02)


async def test_links_replies_to_them_and_taps_under_them(
    server: PracticeServer, host: Host
) -> None:
    visitor, other = Visitor(server, "en"), server.phone(BEN)
    phone = visitor.phone
    async with host.running():
        await visitor.agrees(begin="/consult")
        shown = phone.version
        said = await phone.say(LINK)
        shown = await phone.changed(shown)
        await phone.say(f"more of {LINK}", reply_to=said)
        shown = await phone.changed(shown)
        await phone.edit_text(said, f"rather {LINK}")
        await visitor.reads(unread(Media.EDITED, visitor.say))
        place = await phone.send_location(live_seconds=60)
        await visitor.reads(unread(Media.PLACE, visitor.say))
        await phone.move(place, 42.0, 21.0)
        await visitor.answers(f"my words: {LINK}")
        assert phone.newest is not None
        await visitor.taps(visitor.say("📨 Send my answers"))
        await visitor.reads(visitor.say("✅ Saved. Thank you!"))
        assert host.heard == []
        await other.say("from somebody else")
        while not any("for the host" in each for each in host.heard):
            await phone.say(f"for the host: {LINK}")  # until the guest has seen that it is over
            await asyncio.sleep(0.3)
        await _hears(host, "from somebody else")
    assert not any("lamps" in each for each in host.heard if "for the host" not in each)


async def test_a_mistake_of_ours_costs_the_host_nothing(
    server: PracticeServer,
    host: Host,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fails(_door: Doorman, raw: bytes) -> bool:
        raise ValueError(raw)

    monkeypatch.setattr(Doorman, "take", fails)
    async with host.running():
        await server.phone(ANA).say(SECRET)
        await _hears(host, SECRET)
    assert "left to the host" in caplog.text
    assert SECRET not in caplog.text


ALL_THAT_IS_SAID: dict[str, dict[str, object]] = {
    "a kind that nobody has heard of": {"hologram": {"text": SECRET}},
    "a text that is no Unicode": {"text": f"\ud83d {SECRET}"},
    "a reply to a link": {
        "text": SECRET,
        "reply_to_message": {
            "message_id": 1,
            "date": 1,
            "chat": {"id": ANA, "type": "private"},
            "text": LINK,
            "link_preview_options": {"prefer_small_media": True},
        },
    },
}


async def test_whatever_is_sent_while_answering_is_the_guests(
    server: PracticeServer, host: Host
) -> None:
    visitor = Visitor(server, "en")
    async with host.running():
        await visitor.agrees(begin="/consult")
        for number, content in enumerate(ALL_THAT_IS_SAID.values(), start=1000):
            shown = visitor.phone.version
            await host.gets({"update_id": number, "message": {**_written(number), **content}})
            await visitor.phone.changed(shown)
    assert host.heard == []


async def test_a_kind_that_nobody_has_heard_of_is_answered(
    server: PracticeServer, host: Host
) -> None:
    visitor = Visitor(server, "en")
    async with host.running():
        await visitor.agrees(begin="/consult")
        await host.gets({"update_id": 1000, "message": {**_written(1000), "hologram": {}}})
        await visitor.reads(unread(Media.OTHER, visitor.say))


def _written(number: int) -> dict[str, object]:
    chat = {"id": ANA, "type": "private", "first_name": "A"}
    sender = {"id": ANA, "is_bot": False, "first_name": "A"}
    return {"message_id": number, "date": 1_700_000_000, "chat": chat, "from": sender}


@pytest.mark.parametrize("settings", ["aiogram"], indirect=True)
async def test_what_aiogram_reads_a_second_time_and_what_comes_to_another_bot(
    server: PracticeServer, host: Host
) -> None:
    assert isinstance(host, AiogramHost)
    visitor = Visitor(server, "en")
    update = {"update_id": 1000, "message": {**_written(1000), "text": LINK}}
    update["message"]["link_preview_options"] = {"is_disabled": True}  # type: ignore[index]
    async with host.running():
        await visitor.agrees(begin="/consult")
        shown = visitor.phone.version
        await host.dispatcher.feed_update(host.bot, AiogramUpdate.model_validate(update))
        await visitor.phone.changed(shown)
        assert host.heard == []
        another = AiogramHost(Guest([], Settings()), server.url, "77:of-another-bot-000000000000")
        await host.dispatcher.feed_raw_update(another.bot, update)
        await _hears(host, LINK)
        await another.bot.session.close()


async def test_a_guest_whose_token_is_of_another_bot_does_not_start(
    server: PracticeServer, settings: Settings
) -> None:
    """Its host would run, and the consultation would never hear a word."""
    token = "4343:practice-token-of-a-bot-that-nobody-writes-to"
    async with PracticeServer(token=token) as elsewhere:
        assert settings.token_file is not None
        settings.token_file.write_text(token)
        strange = settings.model_copy(update={"telegram_api": elsewhere.url})
        host = HOSTS[settings.channel](Guest([ROUND], strange), server.url, TOKEN)
        with pytest.raises(StartRefusedError, match="token of your bot"):
            await host.begins()


async def test_a_guest_begins_again_with_its_host(server: PracticeServer, host: Host) -> None:
    visitor = Visitor(server, "en")
    async with host.running():
        await visitor.agrees(begin="/consult")
    async with host.running():
        await visitor.answers("said after the host has begun again")
    assert host.heard == []


async def test_a_guest_that_runs_is_not_started_a_second_time(settings: Settings) -> None:
    guest = Guest([ROUND], settings)
    await guest.start()
    with pytest.raises(StartRefusedError, match="runs already"):
        await guest.start()
    await guest.stop()
    await guest.start()
    await guest.stop()


async def test_where_it_cannot_come_first_it_does_not_start() -> None:
    with pytest.raises(StartRefusedError, match="in no Dispatcher"):
        await consult_router(Guest([], Settings())).emit_startup()
    guest = Guest([], Settings())
    assert len(consult_handlers(guest)) == 1
    with pytest.raises(StartRefusedError, match="start\\(application\\)"):
        await guest.start()


class _Noting(Guest):
    """Notes what it is handed."""

    handed: object = None

    def take(self, update: Callable[[], object], *, bot: int | None = None) -> bool:
        self.handed = update()
        return bot is None


def test_a_host_of_ptb_that_keeps_what_its_buttons_mean_hands_over_what_ours_carry() -> None:
    """With `arbitrary_callback_data` PTB puts an object in the place of what it has not made."""
    guest = _Noting([], Settings())
    tap = {"id": "7", "from": _written(1)["from"], "chat_instance": "1", "data": "k:ours"}
    update = PtbUpdate.de_json({"update_id": 1, "callback_query": tap}, None)
    assert update.callback_query is not None
    with update.callback_query._unfrozen():
        update.callback_query.data = InvalidCallbackData("k:ours")  # type: ignore[assignment]
    assert consult_handlers(guest)[0].check_update(update)
    assert isinstance(guest.handed, dict)
    assert guest.handed["callback_query"]["data"] == "k:ours"

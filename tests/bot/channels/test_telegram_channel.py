"""The Telegram channel, through every library, call by call against the practice server."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
import pytest_asyncio
from aiohttp import web
from msgspec.structs import replace

from bot.channels import Connect, channel_named, names
from bot.channels.base import (
    Arrival,
    Channel,
    Delivery,
    Hook,
    OtherReceiverError,
    Remedy,
    SendProblem,
    UnknownTokenError,
    UnreachableError,
)
from bot.channels.telegram_channel import AT_ONCE
from bot.channels.telegram_updates import arrival_of
from bot.practice import BadGateway, Dropped, PracticeServer, ServerError, TooManyRequests
from bot.practice.faults import Fault
from dialogs.events import Commanded, Notify, Said, Show, Unsay
from dialogs.letters import Letter
from dialogs.prompts import Choice, Prompt
from dialogs.session import Session
from dialogs.states import MoveName

TOKEN = "4242:practice-token-for-the-channel-000000000000"
CHAT = 1001


@pytest_asyncio.fixture
async def server() -> AsyncIterator[PracticeServer]:
    async with PracticeServer(token=TOKEN) as running:
        yield running


@pytest.fixture(params=names())
def connect(request: pytest.FixtureRequest) -> Connect:
    return channel_named(request.param)


@pytest_asyncio.fixture
async def channel(server: PracticeServer, connect: Connect) -> AsyncIterator[Channel]:
    made = connect(TOKEN, api=server.url)
    yield made
    await made.close()


def _screen(text: str, **more: object) -> Delivery:
    made = Delivery(
        arrival=Arrival(update_id=0, user="", chat=CHAT, message_id=None),
        session=Session(),
        effects=(Show(Prompt(language="en", heading=text), fresh=True),),
    )
    return replace(made, **more)


def _bot_says(server: PracticeServer) -> list[str]:
    return [each.text for each in server.phone(CHAT).screen if each.from_bot]


async def test_a_batch_is_not_so_large_that_all_wait_long_for_each_other(
    server: PracticeServer, channel: Channel
) -> None:
    for number in range(AT_ONCE + 2):
        await server.phone(CHAT).say(f"{number}")
    first = await channel.receive(wait=0)
    channel.stored(first)
    assert len(first) == AT_ONCE
    assert len(await channel.receive(wait=0)) == 2


async def test_updates_come_again_until_they_are_said_to_be_stored(
    server: PracticeServer, channel: Channel
) -> None:
    await server.phone(CHAT).say("/start")
    await server.phone(CHAT).say("Здраво")
    first = await channel.receive(wait=0)
    assert [each.incoming for each in first] == [Commanded(name="start"), Said(text="Здраво")]
    assert await channel.receive(wait=0) == first
    channel.stored(first)
    assert await channel.receive(wait=0) == []
    assert server.counts.updates_confirmed == 2


async def test_numbers_may_start_anywhere_after_a_silence(
    server: PracticeServer, channel: Channel
) -> None:
    """Bot API, `Update.update_id`: after a week without updates the next number is random."""
    await server.phone(CHAT).say("before")
    channel.stored(await channel.receive(wait=0))
    await channel.receive(wait=0)
    server.account.updates.after_a_week_of_silence(next_id=5)
    await server.phone(CHAT).say("after")
    (update,) = await channel.receive(wait=0)
    assert (update.update_id, update.incoming) == (5, Said(text="after"))


async def test_an_update_of_an_unknown_shape_holds_nobody_up(
    server: PracticeServer, channel: Channel
) -> None:
    server.account.updates.put("message", CHAT, {"message_id": "not a number"})
    await server.phone(CHAT).say("hi")
    strange, good = await channel.receive(wait=0)
    assert (strange.readable, strange.incoming) == (False, None)
    assert good.incoming == Said(text="hi")


@pytest.mark.parametrize("raw", [None, [], "x", 3, {}, {"update_id": "1"}, {"message": {}}])
def test_what_has_no_number_is_no_update(raw: object) -> None:
    assert arrival_of(json.dumps(raw).encode()) is None


async def test_a_hook_is_set_seen_and_removed(server: PracticeServer, channel: Channel) -> None:
    assert (await channel.hook()).url == ""
    await server.phone(CHAT).say("waits")
    await channel.set_hook(Hook("http://127.0.0.1:9/hook", "word"))
    state = await channel.hook()
    assert (state.url, state.waiting) == ("http://127.0.0.1:9/hook", 1)
    with pytest.raises(OtherReceiverError, match="Stop it"):
        await channel.receive(wait=0)
    await channel.set_hook(None)
    assert len(await channel.receive(wait=0)) == 1


async def test_a_token_that_is_not_known_is_said_to_be(
    server: PracticeServer, connect: Connect
) -> None:
    stranger = connect(TOKEN[:-1] + "1", api=server.url)
    with pytest.raises(UnknownTokenError, match="CONSULT_TOKEN_FILE"):
        await stranger.open()
    await stranger.close()


@pytest.mark.parametrize("api", ["http://127.0.0.1:9", "http://nowhere.invalid"])
async def test_a_server_that_is_away_is_said_to_be(connect: Connect, api: str) -> None:
    """What never left us is not in doubt, so that an outage loses no reminder."""
    alone = connect(TOKEN, api=api)
    for step in (alone.open, alone.hook, lambda: alone.receive(wait=0)):
        with pytest.raises(UnreachableError):
            await step()
    with pytest.raises(SendProblem) as problem:
        await alone.deliver(_screen("hello"))
    assert (problem.value.remedy, problem.value.doubtful) == (Remedy.RETRY, False)
    await alone.close()


async def test_closing_confirms_what_is_stored(server: PracticeServer, connect: Connect) -> None:
    closing = connect(TOKEN, api=server.url)
    await server.phone(CHAT).say("hi")
    closing.stored(await closing.receive(wait=0))
    await closing.close()
    assert server.counts.updates_confirmed == 1


@pytest.mark.parametrize("fault", [ServerError(), BadGateway(), Dropped(), TooManyRequests(1)])
async def test_whatever_telegram_answers_receiving_can_go_on(
    server: PracticeServer, channel: Channel, fault: Fault
) -> None:
    await server.phone(CHAT).say("hi")
    server.faults.next("getUpdates", fault)
    with pytest.raises(UnreachableError):
        await channel.receive(wait=0)
    assert len(await channel.receive(wait=0)) == 1


@pytest.mark.parametrize("method", ["getUpdates", "getMe", "getWebhookInfo", "deleteWebhook"])
async def test_how_long_telegram_wants_us_to_wait_is_passed_on(
    server: PracticeServer, channel: Channel, method: str
) -> None:
    server.faults.next(method, TooManyRequests(30))
    calls: dict[str, Callable[[], Awaitable[object]]] = {
        "getUpdates": lambda: channel.receive(wait=0),
        "getMe": channel.open,
        "getWebhookInfo": channel.hook,
        "deleteWebhook": lambda: channel.set_hook(None),
    }
    with pytest.raises(UnreachableError) as trouble:
        await calls[method]()
    assert trouble.value.after == 30


@pytest.mark.parametrize(
    ("fault", "remedy", "doubtful"),
    [
        (ServerError(), Remedy.RETRY, False),
        (BadGateway(), Remedy.RETRY, True),
        (Dropped(), Remedy.RETRY, True),
        (TooManyRequests(3), Remedy.WAIT, False),
    ],
)
async def test_trouble_in_sending_is_told_apart(
    server: PracticeServer,
    channel: Channel,
    fault: Fault,
    remedy: Remedy,
    *,
    doubtful: bool,
) -> None:
    await server.phone(CHAT).say("/start")
    server.faults.next("sendMessage", fault)
    with pytest.raises(SendProblem) as problem:
        await channel.deliver(_screen("hello"))
    assert (problem.value.remedy, problem.value.doubtful) == (remedy, doubtful)
    assert problem.value.after == (3 if remedy is Remedy.WAIT else 0)


async def test_a_token_that_was_taken_back_gives_up_nobodys_message(
    server: PracticeServer, channel: Channel
) -> None:
    """The next start has the new one."""
    await server.phone(CHAT).say("/start")
    server.token = TOKEN[::-1]
    letter = Letter(chat=CHAT, prompt=Prompt(language="en", heading="hello"))
    with pytest.raises(SendProblem) as screen:
        await channel.deliver(_screen("hello"))
    with pytest.raises(SendProblem) as posted:
        await channel.post(letter)
    for problem in (screen.value, posted.value):
        assert (problem.remedy, problem.doubtful) == (Remedy.RETRY, False)


async def test_a_screen_that_is_so_already_is_left_and_one_that_cannot_be_is_given_up(
    server: PracticeServer, channel: Channel
) -> None:
    await server.phone(CHAT).say("/start")
    shown = await channel.deliver(_screen("same"))
    same = Show(Prompt(language="en", heading="same"), fresh=False)
    tapped = Arrival(update_id=1, user="1", chat=CHAT, message_id=shown)
    assert await channel.deliver(_screen("same", arrival=tapped, effects=(same,))) == shown
    with pytest.raises(SendProblem) as problem:
        await channel.deliver(_screen("long" * 2000))
    assert problem.value.remedy is Remedy.GIVE_UP


async def test_nobody_is_written_to_who_blocked_us_or_never_was(
    server: PracticeServer, channel: Channel
) -> None:
    letter = Letter(chat=CHAT, prompt=Prompt(language="en", heading="hello"))
    with pytest.raises(SendProblem) as unknown:
        await channel.post(letter)
    await server.phone(CHAT).say("/start")
    await channel.post(letter)
    await server.phone(CHAT).block()
    with pytest.raises(SendProblem) as blocked:
        await channel.post(letter)
    assert {unknown.value.remedy, blocked.value.remedy} == {Remedy.STOP}
    assert _bot_says(server) == ["hello"]


async def test_a_screen_that_was_lost_is_drawn_in_the_place_of_the_old_one(
    server: PracticeServer, channel: Channel
) -> None:
    typed = await server.phone(CHAT).say("my words")
    old = await channel.deliver(_screen("old"))
    again = _screen("new", screen=old, again=True)
    await channel.deliver(again)
    await channel.deliver(again)
    assert _bot_says(server) == ["new"]
    await channel.deliver(_screen("new", effects=(Unsay(),), unsaid=(typed,), again=True))
    assert len(server.phone(CHAT).screen) == 1


@pytest.mark.parametrize(("certain", "shown"), [(True, 1), (False, 2)])
async def test_a_screen_that_was_drawn_is_not_drawn_twice_where_that_is_certain(
    server: PracticeServer, channel: Channel, *, certain: bool, shown: int
) -> None:
    """A crash after the old screen was deleted: its absence tells that the new one is there."""
    await server.phone(CHAT).say("/start")
    old = await channel.deliver(_screen("old"))
    await channel.deliver(_screen("new", screen=old))
    await channel.deliver(_screen("new", screen=old, again=True, certain=certain))
    assert _bot_says(server) == ["new"] * shown


@pytest.mark.parametrize("gone", [False, True])
async def test_of_two_copies_the_tapped_one_stays(
    server: PracticeServer, channel: Channel, *, gone: bool
) -> None:
    """Found by the crash benchmark: the other copy was changed, where nobody was looking."""
    await server.phone(CHAT).say("/start")
    other = await channel.deliver(_screen("old"))
    tapped = await channel.deliver(_screen("older"))
    assert tapped is not None
    if gone:
        await server.phone(CHAT).delete_message(tapped)
    shown = await channel.deliver(
        _screen(
            "current",
            arrival=Arrival(update_id=1, user="1", chat=CHAT, message_id=tapped),
            effects=(Show(Prompt(language="en", heading="current"), fresh=False),),
            screen=other,
        )
    )
    assert shown == (other if gone else tapped)
    assert _bot_says(server) == ["current"]


async def test_what_is_gone_goes_in_one_call_and_an_old_one_keeps_no_other(
    server: PracticeServer, channel: Channel
) -> None:
    await server.phone(CHAT).say("/start")
    old = await channel.deliver(_screen("old"))
    server.clock.advance(timedelta(hours=49))
    typed = await server.phone(CHAT).say("my words")
    effects = (*_screen("new").effects, Unsay())
    await channel.deliver(_screen("new", effects=effects, unsaid=(typed,), screen=old))
    assert [each.text for each in server.phone(CHAT).screen] == ["/start", "…", "new"]
    assert server.counts.calls["deleteMessages"] == 3


async def test_words_that_telegram_keeps_are_spoken_of(
    server: PracticeServer, channel: Channel
) -> None:
    """Somebody changes what they wrote days ago; only they can delete it, and no more stays."""
    typed = [await server.phone(CHAT).say("my words")]
    server.clock.advance(timedelta(hours=49))
    typed += [await server.phone(CHAT).say(word) for word in ("and", "more")]
    effects = (*_screen("new").effects, Unsay("It is still there."))
    shown = await channel.deliver(_screen("new", effects=effects, unsaid=tuple(typed)))
    assert [each.text for each in server.phone(CHAT).screen] == [
        "my words",
        "It is still there.\n\nnew",
    ]
    again = _screen("new", effects=effects, unsaid=tuple(typed), screen=shown, again=True)
    await channel.deliver(again)
    assert "It is still there." in server.phone(CHAT).screen[-1].text


async def test_a_button_stops_waiting_before_its_screen_is_drawn(
    server: PracticeServer, channel: Channel
) -> None:
    phone = server.phone(CHAT)
    await phone.say("/start")
    keyboard = Prompt(language="en", heading="old", rows=((Choice("On", MoveName.NEXT),),))
    await channel.deliver(_screen("", effects=(Show(keyboard, fresh=True),)))
    channel.stored(await channel.receive(wait=0))
    tap = await phone.tap("On")
    (arrival,) = await channel.receive(wait=0)
    effects = (Notify("In passing"), *_screen("new").effects)
    left = await channel.acknowledge(_screen("new", arrival=arrival, effects=effects))
    assert (await tap.answer()).text == "In passing"
    assert (left.arrival.query_id, left.effects) == (None, effects[1:])
    assert await channel.acknowledge(left) == left


@pytest.mark.parametrize("text", [b"\\ud800", b"\xff"])
async def test_text_that_is_no_unicode_holds_nobody_up(connect: Connect, text: bytes) -> None:
    strange = b'{"update_id": 7, "message": {"message_id": 2, "chat": {"id": 1, "type": "private"}'
    strange += b', "from": {"id": 1}, "text": "' + text + b'"}}'
    good = b'{"update_id": 8, "message": {"message_id": 1, "chat": {"id": 1, "type": "private"}, '
    good += b'"from": {"id": 1}, "text": "hi"}}'
    async with _always(b'{"ok": true, "result": [' + strange + b", " + good + b"]}") as url:
        channel = connect(TOKEN, api=url)
        first, second = await channel.receive(wait=0)
        await channel.close()
    assert (first.update_id, first.readable) == (7, False)
    assert second.incoming == Said(text="hi")


@pytest.mark.parametrize(
    "body", [b"", b"\xff", b"[]", b"{}", b'{"ok": true}', b'{"ok": true, "result": 3}']
)
async def test_an_answer_that_is_none_is_no_answer(connect: Connect, body: bytes) -> None:
    async with _always(body) as url:
        channel = connect(TOKEN, api=url)
        with pytest.raises(UnreachableError):
            await channel.receive(wait=0)
        with pytest.raises(SendProblem) as problem:
            await channel.deliver(_screen("hello"))
        await channel.close()
    assert (problem.value.remedy, problem.value.doubtful) == (Remedy.RETRY, True)


@asynccontextmanager
async def _always(body: bytes) -> AsyncIterator[str]:
    """Run a server that answers everything with `body`; its address."""

    async def answer(_request: web.BaseRequest) -> web.Response:
        return web.Response(body=body, content_type="application/json")

    runner = web.ServerRunner(web.Server(answer))
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()

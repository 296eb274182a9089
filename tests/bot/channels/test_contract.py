"""One contract for every library: whole conversations, as a phone shows them, both ways round."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
import pytest_asyncio
from msgspec.structs import replace
from sqlalchemy import func, select

from bot.channels import channel_named, names
from bot.channels.base import Hook, UnknownTokenError
from bot.practice import BadGateway, Dropped, PracticeServer, ServerError, TooManyRequests
from bot.practice.faults import Fault, Moment
from bot.practice.people import Fate, Person
from bot.practice.personas import WORDS as WISHES
from bot.practice.personas import Habit, Persona
from bot.practice.phone import Phone
from bot.settings import Settings
from bot.startup_checks import StartRefusedError
from dialogs.events import Media
from dialogs.screens.unread import unread
from storage.db import Database
from storage.tables import sealed
from tests.support import four_scripts as short
from tests.support.serving import TOKEN, Edge, serving, settings_for
from tests.support.visitor import Visitor
from tests.support.world import EXAMPLE, TEXTS

pytestmark = pytest.mark.long

ROUND = short.four_scripts()
FAULTS: list[Fault] = [
    TooManyRequests(1),
    ServerError(),
    BadGateway(),
    Dropped(),
    Dropped(Moment.AFTER),
]

Serve = Callable[[], AbstractAsyncContextManager[None]]


@pytest_asyncio.fixture
async def server() -> AsyncIterator[PracticeServer]:
    async with PracticeServer(token=TOKEN, webhook_first_delay=0.05) as running:
        yield running


@pytest.fixture(params=names())
def settings(server: PracticeServer, tmp_path: Path, request: pytest.FixtureRequest) -> Settings:
    return settings_for(server, tmp_path, request.param)


@pytest.fixture(params=list(Edge))
def edge(request: pytest.FixtureRequest) -> Edge:
    return Edge(request.param)


@pytest.fixture
def serve(settings: Settings, edge: Edge) -> Serve:
    return lambda: serving(ROUND, settings, edge)


async def _sealed(settings: Settings) -> int:
    database = Database.open(settings.database)
    try:
        async with database.read() as connection:
            return int((await connection.scalar(select(func.count()).select_from(sealed))) or 0)
    finally:
        await database.close()


@pytest.mark.parametrize("language", list(short.NAMES))
async def test_a_conversation_from_start_to_taking_it_back(
    server: PracticeServer, serve: Serve, settings: Settings, language: str
) -> None:
    visitor = Visitor(server, language)
    async with serve():
        await visitor.agrees()
        await visitor.answers()
        await visitor.is_gone(short.WORDS[language])
        await visitor.reads(short.WORDS[language])
        await visitor.taps(visitor.say("📨 Send my answers"))
        await visitor.reads(visitor.say("✅ Saved. Thank you!"))
    assert await _sealed(settings) == 1
    async with serve():
        await visitor.taps(visitor.say("Take back my answers"))
        await visitor.step("Take back your answers?", "Yes, take them back")
        await visitor.reads(visitor.say("Taken back."))
    assert await _sealed(settings) == 0
    assert sum(each.from_bot for each in visitor.phone.screen) == 1


@pytest.mark.parametrize("language", ["mk", "hy"])
async def test_everything_besides_answering(
    server: PracticeServer, serve: Serve, language: str
) -> None:
    visitor = Visitor(server, language)
    phone, say = visitor.phone, visitor.say
    async with serve():
        await visitor.agrees()
        await phone.say("/help")
        await visitor.step("Somebody to talk to", "⬅ Back to the question")
        await phone.say("/privacy")
        await visitor.step("What we keep", "⬅ Back to the question")
        await visitor.reads(short.WHERE[language])
        await visitor.taps(say("☰ More"))
        await visitor.step("What would you like to do?", "⏸ Pause")
        await visitor.step("Take your time", "⬅ Back to the question")
        await phone.say(short.PLACE[language])
        await visitor.taps(say("✖ Show the whole list"))
        sends: list[tuple[Callable[[], Awaitable[object]], Media]] = [
            (phone.send_photo, Media.PHOTO),
            (phone.send_sticker, Media.STICKER),
        ]
        for send, media in sends:
            await send()
            await visitor.reads(unread(media, say))
        await visitor.taps(say("⏹ Stop"))
        await visitor.step("Stop and erase?", "Yes, stop and erase")
        await visitor.reads(say("Stopped."))


async def test_what_is_typed_ahead_is_taken_in_order(
    server: PracticeServer, settings: Settings, edge: Edge
) -> None:
    visitor = Visitor(server, "mk")
    async with serving(EXAMPLE, settings, edge):
        await visitor.agrees(EXAMPLE.questions[0].text["mk"])
        for question in EXAMPLE.questions[:3]:
            await visitor.phone.say(next(iter(question.levels())).label["mk"])
        await visitor.reads(EXAMPLE.question("better").text["mk"])


@asynccontextmanager
async def _slowly_served(server: PracticeServer, settings: Settings) -> AsyncIterator[Visitor]:
    """Let somebody agree at the pace that a messenger allows.

    There, screens wait for longer than it takes to note one.
    """
    visitor = Visitor(server, "en")
    slowly = settings.model_copy(update={"pace": "telegram"})
    async with serving(ROUND, slowly, Edge.POLLING):
        await visitor.agrees()
        yield visitor


async def test_of_words_typed_quickly_none_stay_and_one_screen(
    server: PracticeServer, settings: Settings
) -> None:
    async with _slowly_served(server, settings) as visitor:
        for word in ("um", "no", "wait"):
            await visitor.phone.say(word)
        await visitor.is_gone("wait")
    assert [each.from_bot for each in visitor.phone.screen] == [True]


async def test_who_sends_twice_and_says_something_right_after_keeps_the_code(
    server: PracticeServer, settings: Settings
) -> None:
    async with _slowly_served(server, settings) as visitor:
        await visitor.answers()
        await visitor.is_gone(short.WORDS["en"])
        sent = await visitor.phone.tap("📨 Send my answers")
        await sent.again()
        await visitor.phone.say("thanks")
        await visitor.is_gone("thanks")
        await visitor.reads("Please tap one of the buttons.")
        await visitor.reads("🔑 Your code: ")


async def test_who_blocks_the_bot_is_forgotten_and_may_come_back(
    server: PracticeServer, serve: Serve
) -> None:
    visitor = Visitor(server, "ka")
    async with serve():
        await visitor.agrees()
        await visitor.phone.block()
        await visitor.phone.unblock()
        await visitor.agrees()
        await visitor.answers()


async def test_a_message_that_is_edited_is_told_that_it_does_not_count(
    server: PracticeServer, settings: Settings, edge: Edge
) -> None:
    visitor = Visitor(server, "en")
    async with serving(replace(ROUND, discreet=False), settings, edge):
        said = await visitor.phone.say("/start")
        await visitor.taps("English")
        await visitor.reads("Before you start")
        version = visitor.phone.version
        await visitor.phone.edit_text(said, "something else")
        await visitor.phone.changed(version)
        await visitor.reads(unread(Media.EDITED, visitor.say))


async def test_a_place_shared_live_is_answered_once(
    server: PracticeServer, settings: Settings, edge: Edge
) -> None:
    visitor = Visitor(server, "en")
    async with serving(replace(ROUND, discreet=False), settings, edge):
        await visitor.agrees()
        place = await visitor.phone.send_location(live_seconds=3600)
        await visitor.reads(unread(Media.PLACE, visitor.say))
        written = server.counts.calls["sendMessage"]
        for step in range(3):
            await visitor.phone.move(place, 42.0 + step, 21.4)
        await visitor.taps("▶")
        await visitor.taps(f"{short.PLACE['en']} 9")
        await visitor.reads(short.WHAT["en"])
        assert server.counts.calls["sendMessage"] == written


async def test_an_album_is_answered_once_and_nothing_of_it_stays(
    server: PracticeServer, serve: Serve
) -> None:
    visitor = Visitor(server, "ka")
    fetched = server.counts.calls["getFile"]
    async with serve():
        await visitor.phone.send_album(4, caption="▲")
        await visitor.phone.say("/start")
        await visitor.is_gone("/start")
    answers = [shown for shown in visitor.phone.screen if shown.from_bot]
    assert [unread(Media.PHOTO, visitor.say) in each.text for each in answers] == [True, False]
    assert len(visitor.phone.screen) == len(answers)
    assert server.counts.calls["getFile"] == fetched


async def test_trouble_on_the_way_is_got_over(
    server: PracticeServer, serve: Serve, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.sender.LONGEST_PAUSE", 0.2)
    visitor = Visitor(server, "mk")
    async with serve():
        await visitor.agrees()
        for method in ("editMessageText", "sendMessage", "deleteMessages", "getUpdates"):
            for fault in FAULTS:
                server.faults.next(method, fault)
        await visitor.answers()
        await visitor.is_gone(short.WORDS["mk"])
        await visitor.taps(visitor.say("📨 Send my answers"))
        await visitor.reads(visitor.say("✅ Saved. Thank you!"))
    assert await _sealed(settings) == 1


async def test_many_at_once_each_in_their_own_language(
    server: PracticeServer, settings: Settings, edge: Edge
) -> None:
    people = [
        Person(
            _persona(language, number),
            _phone(server, language, number),
            EXAMPLE,
            TEXTS,
            server.clock,
        )
        for number, language in enumerate(list(EXAMPLE.languages) * 2)
    ]
    async with serving(EXAMPLE, settings, edge):
        fates = await asyncio.gather(*(person.live() for person in people))
    assert set(fates) == {Fate.FINISHED}
    assert await _sealed(settings) == len(people)


def _phone(server: PracticeServer, language: str, number: int) -> Phone:
    return server.phone(700000100 + number, language_code=language.partition("-")[0])


def _persona(language: str, number: int) -> Persona:
    habits = {Habit.TYPES, Habit.SENDS_STICKER} if number % 2 else {Habit.CHANGES, Habit.GOES_BACK}
    return Persona(
        number=number,
        language=language,
        age=18,
        wishes={
            "gender": "girl",
            "place": "hill",
            "way_home": "bus",
            "better": ("lighting", "sport"),
            "safe": "4",
            "first": ("lamps", "pitches", "concerts"),
            "own_words": WISHES[language][0],
        },
        habits=frozenset(habits),
        turning_point=2,
        arrives=0.0,
        pace=0.0,
    )


async def test_somebody_elses_hook_or_token_is_refused_at_the_start(
    server: PracticeServer, settings: Settings
) -> None:
    other = channel_named(settings.channel)(TOKEN, api=server.url)
    await other.set_hook(Hook("http://127.0.0.1:9/other", "word"))
    await other.close()
    with pytest.raises(StartRefusedError, match="--take-over"):
        async with serving(EXAMPLE, settings, Edge.POLLING):
            pass
    assert settings.token_file is not None
    settings.token_file.write_text(TOKEN[:-1] + "1")
    with pytest.raises(UnknownTokenError, match="BotFather"):
        async with serving(EXAMPLE, settings, Edge.POLLING):
            pass

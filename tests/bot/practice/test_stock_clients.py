"""Both stock Telegram clients work against the practice server unchanged, and are refused alike."""

from collections.abc import AsyncIterator

import pytest
import telegram
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from telegram.error import BadRequest, Forbidden, InvalidToken, RetryAfter, TelegramError
from telegram.request import HTTPXRequest

from bot.practice import Mode, PracticeServer
from bot.practice.faults import TooManyRequests

TOKEN = "4242:practice-token-for-the-tests-only-0000000"
WRONG = "4242:another-token-that-is-not-the-bots-own-000"
CHAT = 1001
Rows = list[list[tuple[str, str]]]


class Aiogram:
    """aiogram, as it comes."""

    refused, forbidden, flood, unauthorized = (
        TelegramBadRequest,
        TelegramForbiddenError,
        TelegramRetryAfter,
        TelegramUnauthorizedError,
    )
    base: type[Exception] = TelegramAPIError

    def __init__(self, url: str, token: str = TOKEN) -> None:
        session = AiohttpSession(api=TelegramAPIServer.from_base(url))
        self.bot = Bot(token, session=session)

    async def close(self) -> None:
        await self.bot.session.close()

    async def me(self) -> int:
        return (await self.bot.get_me()).id

    async def updates(self, offset: int | None = None) -> list[tuple[int, str]]:
        found = await self.bot.get_updates(offset=offset, timeout=0)
        return [(u.update_id, (u.message.text if u.message else "") or "") for u in found]

    async def send(self, text: str, rows: Rows | None = None, *, html: bool = False) -> int:
        from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup  # noqa: PLC0415

        keys = [
            [InlineKeyboardButton(text=t, callback_data=d) for t, d in row] for row in rows or []
        ]
        markup = InlineKeyboardMarkup(inline_keyboard=keys) if rows else None
        mode = "HTML" if html else None
        sent = await self.bot.send_message(CHAT, text, reply_markup=markup, parse_mode=mode)
        return sent.message_id

    async def edit(self, message_id: int, text: str) -> None:
        await self.bot.edit_message_text(text, chat_id=CHAT, message_id=message_id)

    async def delete(self, message_id: int) -> None:
        await self.bot.delete_message(CHAT, message_id)

    async def answer(self, query_id: str, text: str | None = None) -> None:
        await self.bot.answer_callback_query(query_id, text=text)


class Ptb:
    """python-telegram-bot, as it comes."""

    refused, forbidden, flood, unauthorized = BadRequest, Forbidden, RetryAfter, InvalidToken
    base: type[Exception] = TelegramError

    def __init__(self, url: str, token: str = TOKEN) -> None:
        self.bot = telegram.Bot(token, base_url=f"{url}/bot", request=HTTPXRequest())

    async def close(self) -> None:
        await self.bot._request[1].shutdown()
        await self.bot._request[0].shutdown()

    async def me(self) -> int:
        return (await self.bot.get_me()).id

    async def updates(self, offset: int | None = None) -> list[tuple[int, str]]:
        found = await self.bot.get_updates(offset=offset, timeout=0)
        return [(u.update_id, (u.message.text if u.message else "") or "") for u in found]

    async def send(self, text: str, rows: Rows | None = None, *, html: bool = False) -> int:
        keys = [
            [telegram.InlineKeyboardButton(t, callback_data=d) for t, d in row]
            for row in rows or []
        ]
        markup = telegram.InlineKeyboardMarkup(keys) if rows else None
        mode = "HTML" if html else None
        sent = await self.bot.send_message(CHAT, text, reply_markup=markup, parse_mode=mode)
        return sent.message_id

    async def edit(self, message_id: int, text: str) -> None:
        await self.bot.edit_message_text(text, chat_id=CHAT, message_id=message_id)

    async def delete(self, message_id: int) -> None:
        await self.bot.delete_message(CHAT, message_id)

    async def answer(self, query_id: str, text: str | None = None) -> None:
        await self.bot.answer_callback_query(query_id, text=text)


Client = Aiogram | Ptb


@pytest.fixture
async def server() -> AsyncIterator[PracticeServer]:
    async with PracticeServer(token=TOKEN) as running:
        yield running


@pytest.fixture(params=[Aiogram, Ptb])
async def client(request: pytest.FixtureRequest, server: PracticeServer) -> AsyncIterator[Client]:
    made: Client = request.param(server.url)
    yield made
    await made.close()


async def test_the_bot_knows_itself(client: Client) -> None:
    assert await client.me() == 4242


async def test_updates_wait_until_they_are_confirmed(
    server: PracticeServer, client: Client
) -> None:
    phone = server.phone(CHAT)
    await phone.say("/start")
    await phone.say("Здраво")
    first = await client.updates()
    assert [text for _, text in first] == ["/start", "Здраво"]
    assert await client.updates() == first
    assert await client.updates(offset=first[-1][0]) == first[-1:]
    assert await client.updates(offset=first[-1][0] + 1) == []


async def test_a_message_its_edit_and_its_end_are_seen_on_the_phone(
    server: PracticeServer, client: Client
) -> None:
    phone = server.phone(CHAT)
    await phone.say("/start")
    sent = await client.send("<b>Мбрёма</b> &amp; ë", [[("Go", "k:1")]], html=True)
    shown = phone.screen[-1]
    assert (shown.text, shown.keyboard[0][0].text) == ("Мбрёма & ë", "Go")
    await client.edit(sent, "changed")
    assert phone.screen[-1].text == "changed"
    await client.delete(sent)
    assert len(phone.screen) == 1


async def test_a_tap_is_answered_once(server: PracticeServer, client: Client) -> None:
    phone = server.phone(CHAT)
    await phone.say("/start")
    await client.send("?", [[("Yes", "y")]])
    tap = await phone.tap("Yes")
    await client.answer(tap.query_id, "thank you")
    assert (await tap.answer()).text == "thank you"
    with pytest.raises(client.refused, match=r"(?i)query is too old"):
        await client.answer(tap.query_id)


@pytest.mark.parametrize(
    ("text", "rows", "html", "says"),
    [
        ("x" * 4097, None, False, "message is too long"),
        ("😀" * 2049, None, False, "message is too long"),
        (" \n ", None, False, "text must be non-empty"),
        ("<b>open", None, True, "can't parse entities"),
        ("x", [[("A", "é" * 33)]], False, "BUTTON_DATA_INVALID"),
        ("x", [[("A", "1")] * 9], False, "reply markup is too long"),
    ],
)
async def test_what_telegram_refuses_is_refused(
    server: PracticeServer,
    client: Client,
    *,
    text: str,
    rows: Rows | None,
    html: bool,
    says: str,
) -> None:
    await server.phone(CHAT).say("/start")
    with pytest.raises(client.refused, match=f"(?i){says}"):
        await client.send(text, rows, html=html)


async def test_an_unchanged_edit_is_refused(server: PracticeServer, client: Client) -> None:
    await server.phone(CHAT).say("/start")
    sent = await client.send("same")
    with pytest.raises(client.refused, match=r"(?i)message is not modified"):
        await client.edit(sent, "same")


async def test_missing_messages_are_named(server: PracticeServer, client: Client) -> None:
    await server.phone(CHAT).say("/start")
    with pytest.raises(client.refused, match=r"(?i)message to edit not found"):
        await client.edit(999, "x")
    with pytest.raises(client.refused, match=r"(?i)message to delete not found"):
        await client.delete(999)


async def test_nobody_is_written_to_who_did_not_begin(client: Client) -> None:
    with pytest.raises(client.refused, match=r"(?i)chat not found"):
        await client.send("x")


async def test_a_blocked_bot_is_told_so(server: PracticeServer, client: Client) -> None:
    phone = server.phone(CHAT)
    await phone.say("/start")
    await phone.block()
    with pytest.raises(client.forbidden, match="blocked by the user"):
        await client.send("x")


async def test_a_flood_wait_names_its_seconds(
    server: PracticeServer, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    await server.phone(CHAT).say("/start")
    server.faults.next("sendMessage", TooManyRequests(7))
    with pytest.raises(client.flood) as caught:
        await client.send("x")
    assert "7" in str(caught.value)


async def test_telegram_mode_holds_a_chat_to_its_speed() -> None:
    async with PracticeServer(token=TOKEN, mode=Mode.TELEGRAM) as server:
        await server.phone(CHAT).say("/start")
        client = Aiogram(server.url)
        try:
            with pytest.raises(TelegramRetryAfter):
                await _send_ten(client)
        finally:
            await client.close()


async def _send_ten(client: Client) -> None:
    for _ in range(10):
        await client.send("x")


@pytest.mark.parametrize("kind", [Aiogram, Ptb])
async def test_a_wrong_token_opens_nothing(
    server: PracticeServer, kind: type[Aiogram] | type[Ptb]
) -> None:
    client = kind(server.url, WRONG)
    with pytest.raises(client.unauthorized):
        await client.me()
    await client.close()

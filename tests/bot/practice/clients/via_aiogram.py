"""aiogram, as it comes."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramConflictError,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.types import (
    BotCommand,
    BufferedInputFile,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    ReplyParameters,
    TelegramObject,
    Update,
)
from aiogram.webhook.aiohttp_server import SimpleRequestHandler

from tests.bot.practice.clients.base import (
    CHAT,
    PATIENCE,
    TOKEN,
    Inbox,
    Received,
    Rows,
    WebhookState,
)
from tests.bot.practice.hooks import serving


class Aiogram:
    """aiogram's Bot and Dispatcher."""

    errors: Mapping[int, type[Exception]] = {
        400: TelegramBadRequest,
        401: TelegramUnauthorizedError,
        403: TelegramForbiddenError,
        404: TelegramNotFound,
        409: TelegramConflictError,
        413: TelegramEntityTooLarge,
        429: TelegramRetryAfter,
        500: TelegramServerError,
    }
    lost: type[Exception] = TelegramNetworkError
    late: type[Exception] = TelegramNetworkError
    garbled: type[Exception] = ClientDecodeError

    def __init__(self, url: str, token: str = TOKEN, patience: float = PATIENCE) -> None:
        session = AiohttpSession(api=TelegramAPIServer.from_base(url), timeout=patience)
        self.session = session
        self.bot = Bot(token, session=session)

    async def close(self) -> None:
        """Without the quarter of a second that the session grants TLS; there is none here."""
        if self.session._session is not None:
            await self.session._session.close()

    def sentence(self, error: Exception) -> str:
        assert isinstance(error, TelegramAPIError)
        return error.message

    def wait(self, error: Exception) -> float:
        assert isinstance(error, TelegramRetryAfter)
        return error.retry_after

    async def me(self) -> tuple[int, str]:
        me = await self.bot.get_me()
        return me.id, me.first_name

    async def updates(
        self,
        offset: int | None = None,
        *,
        limit: int | None = None,
        timeout: int = 0,  # noqa: ASYNC109
        allowed: Sequence[str] | None = None,
    ) -> list[Received]:
        found = await self.bot.get_updates(
            offset, limit, timeout, list(allowed) if allowed is not None else None
        )
        return [_received(update) for update in found]

    @asynccontextmanager
    async def polling(self) -> AsyncIterator[Inbox]:
        dispatcher, inbox = self._dispatcher()
        running = asyncio.create_task(
            dispatcher.start_polling(self.bot, handle_signals=False, close_bot_session=False)
        )
        try:
            yield inbox
        finally:
            await dispatcher.stop_polling()
            await running

    @asynccontextmanager
    async def webhook(self, port: int, secret: str) -> AsyncIterator[Inbox]:
        dispatcher, inbox = self._dispatcher()
        handler = SimpleRequestHandler(dispatcher, self.bot, secret_token=secret)
        async with serving(handler.handle, port):
            yield inbox

    def _dispatcher(self) -> tuple[Dispatcher, Inbox]:
        dispatcher, inbox = Dispatcher(), Inbox()

        async def take(_event: TelegramObject, event_update: Update) -> None:
            inbox.put(_received(event_update))

        dispatcher.message.register(take)
        dispatcher.callback_query.register(take)
        return dispatcher, inbox

    async def set_webhook(
        self,
        url: str,
        *,
        secret: str | None = None,
        allowed: Sequence[str] | None = None,
        drop: bool = False,
    ) -> None:
        await self.bot.set_webhook(
            url,
            secret_token=secret,
            allowed_updates=list(allowed) if allowed is not None else None,
            drop_pending_updates=drop,
        )

    async def delete_webhook(self, *, drop: bool = False) -> None:
        await self.bot.delete_webhook(drop_pending_updates=drop)

    async def webhook_info(self) -> WebhookState:
        info = await self.bot.get_webhook_info()
        error = info.last_error_message
        return WebhookState(info.url, info.pending_update_count, error, info.allowed_updates or [])

    async def send(
        self,
        text: str,
        rows: Rows = (),
        *,
        html: bool = False,
        reply_to: int | None = None,
        chat: int = CHAT,
    ) -> int:
        sent = await self.bot.send_message(
            chat,
            text,
            parse_mode="HTML" if html else None,
            reply_markup=_markup(rows) if rows else None,
            reply_parameters=ReplyParameters(message_id=reply_to) if reply_to else None,
        )
        return sent.message_id

    async def edit(self, message_id: int, text: str, rows: Rows = (), *, chat: int = CHAT) -> None:
        markup = _markup(rows) if rows else None
        await self.bot.edit_message_text(
            text, chat_id=chat, message_id=message_id, reply_markup=markup
        )

    async def edit_buttons(self, message_id: int, rows: Rows, *, chat: int = CHAT) -> None:
        await self.bot.edit_message_reply_markup(
            chat_id=chat, message_id=message_id, reply_markup=_markup(rows)
        )

    async def delete(self, message_id: int, *, chat: int = CHAT) -> None:
        await self.bot.delete_message(chat, message_id)

    async def answer(self, query_id: str, text: str = "", *, alert: bool = False) -> None:
        await self.bot.answer_callback_query(query_id, text=text, show_alert=alert)

    async def send_document(
        self, file: bytes | str, name: str = "brief.pdf", caption: str = "", *, chat: int = CHAT
    ) -> str:
        document = file if isinstance(file, str) else BufferedInputFile(file, name)
        sent = await self.bot.send_document(chat, document, caption=caption)
        assert sent.document is not None
        return sent.document.file_id

    async def send_photo(self, file: bytes | str, caption: str = "", *, chat: int = CHAT) -> str:
        photo = file if isinstance(file, str) else BufferedInputFile(file, "chart.png")
        sent = await self.bot.send_photo(chat, photo, caption=caption)
        assert sent.photo is not None
        return sent.photo[-1].file_id

    async def chat(self, chat: int = CHAT) -> tuple[int, str, str | None]:
        found = await self.bot.get_chat(chat)
        return found.id, found.type, found.first_name

    async def set_commands(self, commands: Mapping[str, str], language: str = "") -> None:
        listed = [BotCommand(command=name, description=text) for name, text in commands.items()]
        await self.bot.set_my_commands(listed, language_code=language)

    async def commands(self, language: str = "") -> dict[str, str]:
        listed = await self.bot.get_my_commands(language_code=language)
        return {each.command: each.description for each in listed}

    async def set_name(self, name: str, language: str = "") -> None:
        await self.bot.set_my_name(name, language)

    async def name(self, language: str = "") -> str:
        return (await self.bot.get_my_name(language)).name

    async def set_description(self, text: str, language: str = "") -> None:
        await self.bot.set_my_description(text, language)

    async def description(self, language: str = "") -> str:
        return (await self.bot.get_my_description(language)).description


def _markup(rows: Rows) -> InlineKeyboardMarkup:
    keyboard = [
        [InlineKeyboardButton(text=label, callback_data=data) for label, data in row]
        for row in rows
    ]
    return InlineKeyboardMarkup(inline_keyboard=keyboard)


def _received(update: Update) -> Received:
    words = ""
    if update.message is not None:
        words = update.message.text or ""
    elif update.callback_query is not None:
        words = update.callback_query.data or ""
    return Received(update.update_id, update.event_type, words)

"""python-telegram-bot, as it comes."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any, TypeAlias

from telegram import (
    Bot,
    BotCommand,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    ReplyParameters,
    Update,
)
from telegram.error import (
    BadRequest,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.ext import Application, ApplicationBuilder, ContextTypes, TypeHandler
from telegram.request import HTTPXRequest

from tests.bot.practice.clients.base import (
    CHAT,
    PATIENCE,
    TOKEN,
    Inbox,
    Received,
    Rows,
    WebhookState,
)
from tests.bot.practice.hooks import hook_url

AnyApplication: TypeAlias = "Application[Any, Any, Any, Any, Any, Any]"


class Ptb:
    """python-telegram-bot's Bot and Application."""

    errors: Mapping[int, type[Exception]] = {
        400: BadRequest,
        401: InvalidToken,
        403: Forbidden,
        404: InvalidToken,
        409: Conflict,
        413: NetworkError,
        429: RetryAfter,
        500: NetworkError,
    }
    lost: type[Exception] = NetworkError
    late: type[Exception] = TimedOut
    garbled: type[Exception] = NetworkError

    def __init__(self, url: str, token: str = TOKEN, patience: float = PATIENCE) -> None:
        self.base_url = f"{url}/bot"
        self.requests = _request(patience), _request(patience)
        calls, polls = self.requests
        self.bot = Bot(token, base_url=self.base_url, request=calls, get_updates_request=polls)

    async def close(self) -> None:
        for request in self.requests:
            await request.shutdown()

    def sentence(self, error: Exception) -> str:
        assert isinstance(error, TelegramError)
        return error.message

    def wait(self, error: Exception) -> float:
        assert isinstance(error, RetryAfter)
        seconds = error.retry_after
        return seconds if isinstance(seconds, int) else seconds.total_seconds()

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
        found = await self.bot.get_updates(offset, limit, timeout, allowed)
        return [_received(update) for update in found]

    @asynccontextmanager
    async def polling(self) -> AsyncIterator[Inbox]:
        application, inbox = self._application()
        async with application:
            assert application.updater is not None
            await application.updater.start_polling()
            await application.start()
            try:
                yield inbox
            finally:
                await application.updater.stop()
                await application.stop()

    @asynccontextmanager
    async def webhook(self, port: int, secret: str) -> AsyncIterator[Inbox]:
        application, inbox = self._application()
        async with application:
            assert application.updater is not None
            await application.updater.start_webhook(
                "127.0.0.1",
                port,
                "hook",
                webhook_url=hook_url(port),
                secret_token=secret,
            )
            await application.start()
            try:
                yield inbox
            finally:
                await application.updater.stop()
                await application.stop()

    def _application(self) -> tuple[AnyApplication, Inbox]:
        inbox = Inbox()

        async def take(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
            inbox.put(_received(update))

        builder = ApplicationBuilder().token(self.bot.token).base_url(self.base_url)
        builder = builder.request(_request(PATIENCE)).get_updates_request(_request(PATIENCE))
        application = builder.build()
        application.add_handler(TypeHandler(Update, take))
        return application, inbox

    async def set_webhook(
        self,
        url: str,
        *,
        secret: str | None = None,
        allowed: Sequence[str] | None = None,
        drop: bool = False,
    ) -> None:
        await self.bot.set_webhook(
            url, secret_token=secret, allowed_updates=allowed, drop_pending_updates=drop
        )

    async def delete_webhook(self, *, drop: bool = False) -> None:
        await self.bot.delete_webhook(drop_pending_updates=drop)

    async def webhook_info(self) -> WebhookState:
        info = await self.bot.get_webhook_info()
        error = info.last_error_message
        return WebhookState(info.url, info.pending_update_count, error, list(info.allowed_updates))

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
            reply_parameters=ReplyParameters(reply_to) if reply_to else None,
        )
        return sent.message_id

    async def edit(self, message_id: int, text: str, rows: Rows = (), *, chat: int = CHAT) -> None:
        markup = _markup(rows) if rows else None
        await self.bot.edit_message_text(text, chat, message_id, reply_markup=markup)

    async def edit_buttons(self, message_id: int, rows: Rows, *, chat: int = CHAT) -> None:
        await self.bot.edit_message_reply_markup(chat, message_id, reply_markup=_markup(rows))

    async def delete(self, message_id: int, *, chat: int = CHAT) -> None:
        await self.bot.delete_message(chat, message_id)

    async def answer(self, query_id: str, text: str = "", *, alert: bool = False) -> None:
        await self.bot.answer_callback_query(query_id, text, show_alert=alert)

    async def send_document(
        self, file: bytes | str, name: str = "brief.pdf", caption: str = "", *, chat: int = CHAT
    ) -> str:
        sent = await self.bot.send_document(chat, file, caption=caption, filename=name)
        assert sent.document is not None
        return sent.document.file_id

    async def send_photo(self, file: bytes | str, caption: str = "", *, chat: int = CHAT) -> str:
        sent = await self.bot.send_photo(chat, file, caption=caption, filename="chart.png")
        return sent.photo[-1].file_id

    async def chat(self, chat: int = CHAT) -> tuple[int, str, str | None]:
        found = await self.bot.get_chat(chat)
        return found.id, found.type, found.first_name

    async def set_commands(self, commands: Mapping[str, str], language: str = "") -> None:
        listed = [BotCommand(name, text) for name, text in commands.items()]
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


def _request(patience: float) -> HTTPXRequest:
    """A request that loads no certificates: there is no TLS on loopback, and loading is slow."""
    return HTTPXRequest(read_timeout=patience, httpx_kwargs={"verify": False})


def _markup(rows: Rows) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(label, callback_data=data) for label, data in row] for row in rows]
    )


def _received(update: Update) -> Received:
    kind = next(name for name in Update.ALL_TYPES if getattr(update, name) is not None)
    words = ""
    if update.message is not None:
        words = update.message.text or ""
    elif update.callback_query is not None:
        words = update.callback_query.data or ""
    return Received(update.update_id, kind, words)

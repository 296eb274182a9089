"""Telegram through aiogram: its types and calls, our own receiving.

aiogram's own polling confirms updates before they are handled; here an update is confirmed by the
`offset` of a later call, when everything is stored. aiogram also reads a batch as a whole, so that
one update of a shape it does not know would hold up all others; here each is read by itself.
"""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress

import msgspec
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramConflictError,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from msgspec import Struct
from msgspec.structs import replace

from bot.channels.base import (
    Arrival,
    Delivery,
    Hook,
    HookState,
    OtherReceiverError,
    Remedy,
    SendProblem,
    UnknownTokenError,
    UnreachableError,
)
from bot.channels.rendering import keyboard_of, text_of
from bot.channels.telegram_calls import Begun, Calls
from bot.channels.telegram_updates import WANTED, arrival_of, arrivals_of
from bot.channels.telegram_wire import (
    Answer,
    AnswerCallbackQuery,
    DeleteMessages,
    EditMessageText,
    GetUpdates,
    SendMessage,
)
from bot.failpoints import reach
from dialogs.events import Notify, Show, Unsay
from dialogs.letters import Letter
from dialogs.prompts import Prompt
from dialogs.session import Session

TOAST_LIMIT = 200
MOST_CONNECTIONS = 100
"""How many updates Telegram may bring at once (Bot API, setWebhook); all of them are one batch."""

SLACK_SECONDS = 10.0
"""So much longer than asked for may a poll take, before we take it for lost."""

_SAME = "message is not modified"
_TOO_OLD = "can't be deleted"
_EMPTY = "…"


class _Sent(Struct):
    message_id: int


_sent = msgspec.json.Decoder(Answer[_Sent])


class AiogramChannel:
    """A Telegram bot. `api` is the address of the Bot API server."""

    name = "telegram"

    def __init__(self, token: str, *, api: str) -> None:
        session = AiohttpSession(api=TelegramAPIServer.from_base(api))
        self._bot = Bot(token, session=session)
        self._calls = Calls(self._bot, api)
        self._offset: int | None = None

    async def open(self) -> int:
        async with _reaching():
            return (await self._bot.get_me()).id

    async def hook(self) -> HookState:
        async with _reaching():
            info = await self._bot.get_webhook_info()
        return HookState(info.url, info.pending_update_count)

    async def set_hook(self, hook: Hook | None) -> None:
        async with _reaching():
            if hook is None:
                await self._bot.delete_webhook(drop_pending_updates=False)
                return
            await self._bot.set_webhook(
                hook.url,
                secret_token=hook.secret,
                max_connections=MOST_CONNECTIONS,
                allowed_updates=WANTED,
                drop_pending_updates=False,
            )

    def read(self, body: bytes) -> Arrival | None:
        return arrival_of(body)

    async def receive(self, *, wait: float) -> list[Arrival]:
        asking = GetUpdates(int(wait), WANTED, self._offset)
        async with _reaching():
            answer = await self._calls.begin(asking, within=wait + SLACK_SECONDS).answer()
        try:
            arrivals = arrivals_of(answer)
        except ValueError as error:
            raise UnreachableError(type(error).__name__) from None
        if not arrivals:
            self._offset = None  # confirmed; after a silence Telegram may start from a lower number
        return arrivals

    def stored(self, arrivals: Sequence[Arrival]) -> None:
        if arrivals:
            self._offset = max(each.update_id for each in arrivals) + 1

    async def acknowledge(self, delivery: Delivery) -> Delivery:
        arrival, query_id = delivery.arrival, delivery.arrival.query_id
        if query_id is None:
            return delivery
        notice = _notice_in(delivery)
        try:
            await _unless_refused(self._calls.begin(_answer(query_id, notice)))
        except (TelegramAPIError, ClientDecodeError):
            return delivery  # it is tried again with the screen
        effects = tuple(one for one in delivery.effects if not isinstance(one, Notify))
        return replace(delivery, arrival=replace(arrival, query_id=None), effects=effects)

    async def deliver(self, delivery: Delivery) -> int | None:
        try:
            return await (self._redraw(delivery) if delivery.again else self._draw(delivery))
        except (TelegramAPIError, ClientDecodeError, msgspec.DecodeError) as error:
            raise _problem(error) from None

    async def post(self, letter: Letter) -> None:
        try:
            await self._show(letter.chat, letter.prompt, letter.session)
        except (TelegramAPIError, ClientDecodeError, msgspec.DecodeError) as error:
            raise _problem(error) from None

    async def close(self) -> None:
        try:
            if self._offset is not None:
                await self._bot.get_updates(offset=self._offset, limit=1, timeout=0)
        except (TelegramAPIError, ClientDecodeError):
            return  # unconfirmed updates come again and are recognised
        finally:
            await self._calls.close()
            await self._bot.session.close()

    async def _draw(self, delivery: Delivery) -> int | None:
        notice = _notice_in(delivery)
        query_id = delivery.arrival.query_id
        if query_id is None:
            return await self._shown(delivery, notice)
        answering = self._calls.begin(_answer(query_id, notice))
        if notice:
            await _unless_refused(answering)
            return await self._shown(delivery, "")
        try:
            shown = await self._shown(delivery, "")
        except BaseException:
            answering.forget()
            raise
        if shown in {None, delivery.arrival.message_id}:
            await _unless_refused(answering)
        else:
            answering.forget()  # to try again would bring a second new message
        return shown

    async def _shown(self, delivery: Delivery, notice: str) -> int | None:
        """Show what is to be seen, then remove at once what is not to be seen any more."""
        arrival = delivery.arrival
        shown = screen = said = None
        for effect in delivery.effects:
            match effect:
                case Show(prompt, fresh) if fresh or arrival.message_id is None:
                    shown, screen = await self._send(delivery, prompt, notice), delivery.screen
                case Show(prompt):
                    shown, screen = await self._edit_or_send(delivery, prompt), delivery.screen
                case Unsay():
                    said = arrival.message_id
        if not await self._clear(arrival.chat, None if screen == shown else screen, said):
            await self._own_up(delivery, shown)
        return shown

    async def _redraw(self, delivery: Delivery) -> int | None:
        """Draw what may have been drawn before.

        A new screen is sent before the old one is deleted. So, where we are certain which one was
        the old one, its absence tells that the new one is there.
        """
        chat, shown = delivery.arrival.chat, None
        for effect in delivery.effects:
            match effect:
                case Show(prompt) if delivery.screen is None:
                    shown = await self._send(delivery, prompt, "")
                case Show(prompt):
                    there = await self._edit(chat, delivery.screen, prompt, delivery.session)
                    if not there and not delivery.certain:
                        shown = await self._send(delivery, prompt, "")
                case Unsay():
                    if not await self._delete(chat, delivery.arrival.message_id):
                        await self._own_up(delivery, shown or delivery.screen)
        return shown

    async def _own_up(self, delivery: Delivery, screen: int | None) -> None:
        """Say above a screen that what the person has written stays."""
        sorry = next((one.otherwise for one in delivery.effects if isinstance(one, Unsay)), "")
        for effect in delivery.effects:
            if isinstance(effect, Show) and screen is not None and sorry:
                chat = delivery.arrival.chat
                await self._edit(chat, screen, effect.prompt, delivery.session, sorry)

    async def _send(self, delivery: Delivery, prompt: Prompt, notice: str) -> int:
        shown = await self._show(delivery.arrival.chat, prompt, delivery.session, notice)
        reach("sent")
        return shown

    async def _show(self, chat: int, prompt: Prompt, session: Session, notice: str = "") -> int:
        call = SendMessage(chat, text_of(prompt, notice), keyboard_of(prompt, session))
        return _sent.decode(await self._calls.make(call)).result.message_id

    async def _edit_or_send(self, delivery: Delivery, prompt: Prompt) -> int | None:
        """Change the message that was tapped, where the person is looking.

        Returns:
            The message that shows the screen now.
        """
        chat, tapped, other = delivery.arrival.chat, delivery.arrival.message_id, delivery.screen
        if await self._edit(chat, tapped, prompt, delivery.session):
            return tapped
        if other not in {None, tapped} and await self._edit(chat, other, prompt, delivery.session):
            return other
        return await self._send(delivery, prompt, "")

    async def _edit(
        self,
        chat: int,
        message_id: int | None,
        prompt: Prompt,
        session: Session,
        notice: str = "",
    ) -> bool:
        """Change a message; whether it is there to be changed."""
        text, keyboard = text_of(prompt, notice), keyboard_of(prompt, session)
        call = EditMessageText(chat, message_id, text, keyboard)
        try:
            await self._calls.make(call)
        except TelegramBadRequest as error:
            return _SAME in error.message
        return True

    async def _clear(self, chat: int, screen: int | None, said: int | None) -> bool:
        """Remove a screen of ours and what a person has said, at once where Telegram lets us.

        Returns:
            False when what was said is still there.
        """
        if await self._delete(chat, screen, said):
            return True
        gone = await self._delete(chat, said)  # one that is too old has kept the other
        await self._remove(chat, screen)
        return gone

    async def _remove(self, chat: int, screen: int | None) -> None:
        """Delete a screen of ours; where Telegram deletes nothing that old, leave nothing on it."""
        if await self._delete(chat, screen):
            return
        with suppress(TelegramBadRequest):
            await self._bot.edit_message_text(_EMPTY, chat_id=chat, message_id=screen)

    async def _delete(self, chat: int, *messages: int | None) -> bool:
        """Delete messages; False when one is still there, older than Telegram lets us delete."""
        known = [each for each in messages if each is not None]
        if not known:
            return True
        try:
            await self._calls.make(DeleteMessages(chat, known))
        except TelegramBadRequest as error:
            return _TOO_OLD not in error.message
        return True


def _notice_in(delivery: Delivery) -> str:
    return next((each.text for each in delivery.effects if isinstance(each, Notify)), "")


def _answer(query_id: str, notice: str) -> AnswerCallbackQuery:
    return AnswerCallbackQuery(query_id, notice[:TOAST_LIMIT])


async def _unless_refused(answering: Begun) -> None:
    try:
        await answering.answer()
    except TelegramBadRequest:
        return  # too old: the button has stopped waiting by itself


@asynccontextmanager
async def _reaching() -> AsyncIterator[None]:
    """Say in our own words what went wrong; nothing of a request is in an error, not its token."""
    try:
        yield
    except (TelegramUnauthorizedError, TelegramNotFound):
        raise UnknownTokenError(
            "Telegram does not know this token. Ask @BotFather for the current one (/token) and "
            "put it into the file that CONSULT_TOKEN_FILE names."
        ) from None
    except TelegramConflictError:
        raise OtherReceiverError(
            "Another program receives this bot's messages. Stop it; if you do not know it, get a "
            "new token from @BotFather (/revoke)."
        ) from None
    except (TelegramAPIError, ClientDecodeError) as error:
        raise UnreachableError(type(error).__name__) from None


def _problem(error: Exception) -> SendProblem:
    match error:
        case TelegramForbiddenError() | TelegramNotFound():
            return SendProblem(Remedy.STOP)
        case TelegramRetryAfter():
            return SendProblem(Remedy.WAIT, after=error.retry_after)
        case TelegramServerError():
            return SendProblem(Remedy.RETRY)
        case TelegramNetworkError() | ClientDecodeError() | msgspec.DecodeError():
            return SendProblem(Remedy.RETRY, doubtful=True)
        case TelegramBadRequest() if "chat not found" in error.message.lower():
            return SendProblem(Remedy.STOP)
    return SendProblem(Remedy.GIVE_UP)

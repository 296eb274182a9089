"""Which calls draw a delivery, and in which order: the same for every library."""

from collections.abc import Sequence
from contextlib import suppress

from msgspec.structs import replace

from bot.channels.base import ButtonProblem, Delivery
from bot.channels.rendering import drawn
from bot.channels.telegram_library import Begun, Library
from bot.channels.telegram_trouble import CallError, RefusedError, send_problem
from bot.channels.telegram_wire import (
    NO_KEYBOARD,
    AnswerCallbackQuery,
    DeleteMessages,
    EditMessageText,
    LetGo,
    SendMessage,
    encode,
)
from bot.failpoints import reach
from dialogs.events import Notify, Show, Unsay, first
from dialogs.prompts import Prompt
from dialogs.session import Session

TOAST_LIMIT = 200

_SAME = "message is not modified"
_TOO_OLD = "can't be deleted"
_EMPTY = "…"


class Screens:
    """Draws through a library. Every call may raise CallError, and `draw` ButtonProblem."""

    def __init__(self, library: Library) -> None:
        self._library = library

    async def acknowledge(self, delivery: Delivery) -> Delivery:
        """Let a pressed button stop waiting now; return what is left to be drawn."""
        query_id = delivery.arrival.query_id
        if query_id is None:
            return delivery
        await _unless_refused(self._answer(query_id, _notice_in(delivery)))
        return _without_button(delivery)

    async def draw(self, delivery: Delivery) -> int | None:
        """Draw what a delivery says; return the message that shows the screen, if it is new."""
        notice = _notice_in(delivery)
        query_id = delivery.arrival.query_id
        if query_id is None:
            return await self._shown(delivery, notice)
        answering = self._answer(query_id, notice)
        if notice:
            await _unless_refused(answering)
            return await self._shown(delivery, "")
        try:
            shown = await self._shown(delivery, "")
        except BaseException:
            answering.forget()
            raise
        try:
            await _unless_refused(answering)
        except CallError as error:  # to draw again could bring a second new message
            raise ButtonProblem(send_problem(error), shown) from None
        return shown

    async def _shown(self, delivery: Delivery, notice: str) -> int | None:
        """Show what is to be seen, then remove at once what is not to be seen any more."""
        arrival = delivery.arrival
        shown = screen = None
        said: tuple[int, ...] = ()
        for effect in delivery.effects:
            match effect:
                case Show(prompt, fresh) if fresh or arrival.message_id is None:
                    shown, screen = await self._send(delivery, prompt, notice), delivery.screen
                case Show(prompt):
                    shown, screen = await self._edit_or_send(delivery, prompt), delivery.screen
                case Unsay():
                    said = delivery.unsaid
        former = None if screen == shown else screen
        if (former or said) and not await self._clear(arrival.chat, former, said):
            await self._own_up(delivery, shown)
        return shown

    async def redraw(self, delivery: Delivery) -> int | None:
        """Draw what may have been drawn before.

        A new screen is sent before the old one is deleted. So, where we are certain which one was
        the old one, its absence tells that the new one is there.
        """
        shown = None
        for effect in delivery.effects:
            match effect:
                case Show(prompt) if delivery.screen is None:
                    shown = await self._send(delivery, prompt, "")
                case Show(prompt):
                    there = await self._edit(delivery, delivery.screen, prompt)
                    if not there and not delivery.certain:
                        shown = await self._send(delivery, prompt, "")
                case Unsay():
                    if not await self._unsay(delivery.arrival.chat, delivery.unsaid):
                        await self._own_up(delivery, shown or delivery.screen)
        return shown

    async def _own_up(self, delivery: Delivery, screen: int | None) -> None:
        """Say above a screen that what the person has written stays."""
        removing, shown = first(delivery.effects, Unsay), first(delivery.effects, Show)
        if removing and removing.otherwise and shown and screen is not None:
            await self._edit(delivery, screen, shown.prompt, removing.otherwise)

    async def _send(self, delivery: Delivery, prompt: Prompt, notice: str) -> int:
        chat, session = delivery.arrival.chat, delivery.session
        shown = await self.show(chat, prompt, session, delivery.round, notice)
        reach("sent")
        return shown

    async def show(
        self, chat: int, prompt: Prompt, session: Session, round_: str, notice: str = ""
    ) -> int:
        """Write a new message with a screen, and return its number."""
        text, keyboard = drawn(prompt, session, round_, notice)
        return await self._library.send(SendMessage(chat, text, keyboard))

    async def _edit_or_send(self, delivery: Delivery, prompt: Prompt) -> int | None:
        """Change the message that was tapped, where the person is looking.

        Returns:
            The message that shows the screen now.
        """
        tapped, other = delivery.arrival.message_id, delivery.screen
        if await self._edit(delivery, tapped, prompt):
            return tapped
        if other not in {None, tapped} and await self._edit(delivery, other, prompt):
            return other
        return await self._send(delivery, prompt, "")

    async def _edit(
        self, delivery: Delivery, message_id: int | None, prompt: Prompt, notice: str = ""
    ) -> bool:
        """Change a message; whether it is there to be changed."""
        text, keyboard = drawn(prompt, delivery.session, delivery.round, notice)
        call = EditMessageText(delivery.arrival.chat, message_id, text, keyboard)
        try:
            await self._library.edit(call)
        except RefusedError as error:
            return _SAME in error.description
        return True

    async def _clear(self, chat: int, screen: int | None, said: Sequence[int]) -> bool:
        """Remove a screen of ours and what a person has said, at once where Telegram lets us.

        Returns:
            False when what was said is still there.
        """
        if await self._delete(chat, screen, *said):
            return True
        gone = await self._unsay(chat, said)  # one that is too old has kept the others
        await self._remove(chat, screen)
        return gone

    async def _unsay(self, chat: int, said: Sequence[int]) -> bool:
        """Remove what a person has said; False when some of it is still there."""
        if await self._delete(chat, *said):
            return True
        return len(said) > 1 and all([await self._delete(chat, one) for one in said])

    async def _remove(self, chat: int, screen: int | None) -> None:
        """Delete a screen of ours; where Telegram deletes nothing that old, leave nothing on it."""
        if await self._delete(chat, screen):
            return
        with suppress(RefusedError):
            await self._library.edit(EditMessageText(chat, screen, _EMPTY, NO_KEYBOARD))

    async def _delete(self, chat: int, *messages: int | None) -> bool:
        """Delete messages; False when one is still there, older than Telegram lets us delete."""
        known = [each for each in messages if each is not None]
        if not known:
            return True
        try:
            await self._library.delete(DeleteMessages(chat, known))
        except RefusedError as error:
            return _TOO_OLD not in error.description
        return True

    def _answer(self, query_id: str, notice: str) -> Begun:
        return self._library.answer(AnswerCallbackQuery(query_id, notice[:TOAST_LIMIT]))


def let_go(delivery: Delivery) -> tuple[bytes, Delivery]:
    """Return what the answer to a webhook's request says so that a button stops waiting.

    And what is left to be drawn. Such an answer may hold one call, whose result nobody learns; this
    one is the one that may be lost.
    """
    query_id = delivery.arrival.query_id
    if query_id is None:
        return b"", delivery
    call = LetGo(query_id, _notice_in(delivery)[:TOAST_LIMIT])
    return encode(call), _without_button(delivery)


def _without_button(delivery: Delivery) -> Delivery:
    """Return what is left of a delivery when its button has stopped waiting."""
    arrival = replace(delivery.arrival, query_id=None)
    effects = tuple(one for one in delivery.effects if not isinstance(one, Notify))
    return replace(delivery, arrival=arrival, effects=effects)


def _notice_in(delivery: Delivery) -> str:
    notice = first(delivery.effects, Notify)
    return notice.text if notice else ""


async def _unless_refused(answering: Begun) -> None:
    try:
        await answering.done()
    except RefusedError:
        return  # too old: the button has stopped waiting by itself

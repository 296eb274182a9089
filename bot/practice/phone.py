"""A person's phone: their private chat with the bot, as the client shows it.

Real Telegram apps do not speak the Bot API, so this side is a Python object in the server's
process. It can do what a thumb can do, and it shows what the screen shows.
"""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime

from bot.practice import transcript
from bot.practice.account import Account, Query, Toast
from bot.practice.chats import Chat, Message, Person
from bot.practice.entities import FormattedText, with_commands
from bot.practice.keyboards import Button
from bot.practice.transcript import ScreenMessage
from bot.practice.wire import JsonObject

PATIENCE = 30.0  # real seconds that waiting methods wait unless told otherwise


class NoSuchButtonError(LookupError):
    """The button is not on the screen; the message lists those that are."""


class NoSuchMessageError(LookupError):
    """The message is not on the screen, or is not one the person can do this to."""


class BotIsBlockedError(RuntimeError):
    """The person has blocked the bot; the app offers only to unblock it."""


class Tap:
    """One tap on a button, and the bot's answer to come."""

    def __init__(self, phone: "Phone", query: Query, button: Button, message_id: int) -> None:
        self.button = button
        self.message_id = message_id
        self.query_id = query.query_id
        self._phone = phone
        self._query = query

    @property
    def answered(self) -> bool:
        """Whether the bot has answered."""
        return self._query.answer.done()

    async def answer(self, timeout: float = PATIENCE) -> Toast:  # noqa: ASYNC109 - real seconds
        """What the bot answered.

        Raises:
            TimeoutError: nothing for `timeout` real seconds.
        """
        async with asyncio.timeout(timeout):
            return await asyncio.shield(self._query.answer)

    async def again(self) -> "Tap":
        """The same tap once more, as impatient thumbs do."""
        return await self._phone.press(self.button, message_id=self.message_id)


class Phone:
    """One person's chat with the bot. Made by `PracticeServer.phone`."""

    def __init__(self, account: Account, chat: Chat) -> None:
        self._account = account
        self._chat = chat

    @property
    def person(self) -> Person:
        """Whose phone it is."""
        return self._chat.person

    @property
    def user_id(self) -> int:
        """The person's number, which is the chat's number too."""
        return self._chat.chat_id

    @property
    def screen(self) -> Sequence[ScreenMessage]:
        """The visible messages, oldest first."""
        return tuple(self._chat.screen.values())

    @property
    def newest(self) -> ScreenMessage | None:
        """The bot's newest visible message."""
        return next((shown for shown in reversed(self.screen) if shown.from_bot), None)

    @property
    def reply_keyboard(self) -> tuple[tuple[str, ...], ...]:
        """The keyboard at the foot of the chat; tapping there means `say` with that text."""
        return self._chat.reply_keyboard

    @property
    def blocked(self) -> bool:
        """Whether the person has blocked the bot."""
        return self._chat.blocked

    @property
    def version(self) -> int:
        """Rises with everything the bot visibly does in this chat."""
        return self._chat.version

    # Watching.

    async def changed(self, since: int | None = None, timeout: float = PATIENCE) -> int:  # noqa: ASYNC109
        """Wait until the bot did something visible after version `since` (default: from now on).

        Returns:
            The version reached.

        Raises:
            TimeoutError: nothing for `timeout` real seconds.
        """
        async with asyncio.timeout(timeout):
            await self._chat.wait_beyond(self.version if since is None else since)
        return self.version

    async def until(
        self,
        condition: Callable[[Sequence[ScreenMessage]], bool],
        timeout: float = PATIENCE,  # noqa: ASYNC109
    ) -> Sequence[ScreenMessage]:
        """Wait until the screen fulfils a condition, and return it.

        Raises:
            TimeoutError: it did not for `timeout` real seconds.
        """
        async with asyncio.timeout(timeout):
            while not condition(self.screen):
                await self._chat.wait_beyond(self.version)
        return self.screen

    async def sees(self, text: str, timeout: float = PATIENCE) -> ScreenMessage:  # noqa: ASYNC109
        """Wait for a message of the bot that contains `text`; the newest such message.

        Raises:
            TimeoutError: there was none for `timeout` real seconds.
        """
        screen = await self.until(lambda shown: _find(shown, text) is not None, timeout)
        found = _find(screen, text)
        assert found is not None  # noqa: S101 - the condition just held
        return found

    def button(self, text: str, *, message_id: int | None = None) -> tuple[ScreenMessage, Button]:
        """The button with this label, in the newest message that has it.

        Raises:
            NoSuchButtonError: there is none, and these are the ones there are.
        """
        for shown in reversed(self.screen):
            if message_id in (None, shown.message_id):
                for button in _buttons(shown):
                    if button.text == text:
                        return shown, button
        available = [button.text for shown in self.screen for button in _buttons(shown)]
        raise NoSuchButtonError(f"no button {text!r}; there are {available}")

    # Doing.

    async def say(self, text: str, reply_to: int | None = None) -> int:
        """Send words or a command; the number of the new message."""
        return await self._send(with_commands(text), "text", {}, reply_to=reply_to)

    async def tap(self, button_text: str, *, message_id: int | None = None) -> Tap:
        """Tap the button with this label, in the newest message that has it.

        Raises:
            NoSuchButtonError: it is not on the screen.
        """
        shown, button = self.button(button_text, message_id=message_id)
        return await self.press(button, message_id=shown.message_id)

    async def press(self, button: Button, *, message_id: int) -> Tap:
        """Tap a button seen earlier, even if the bot has just changed or removed it.

        The Bot API allows that to happen: see "CallbackQuery.data".

        Raises:
            NoSuchButtonError: it has no callback data, so nothing would be sent.
        """
        self._check_not_blocked()
        if button.callback_data is None:
            raise NoSuchButtonError(f"the button {button.text!r} sends nothing to the bot")
        self._chat.record(
            transcript.Tapped(
                self._now(), self.user_id, message_id, button.text, button.callback_data
            ),
            visible=False,
        )
        query = self._account.receive_tap(self._chat, message_id, button)
        await asyncio.sleep(0)
        return Tap(self, query, button, message_id)

    async def edit_text(self, message_id: int, new_text: str) -> None:
        """Change one's own message.

        Raises:
            NoSuchMessageError: it is not on the screen, or not one's own words.
        """
        self._check_not_blocked()
        message = self._own_message(message_id)
        message.content = with_commands(new_text)
        message.edited = self._now()
        self._account.receive_edit(self._chat, message)
        await asyncio.sleep(0)

    async def forward(self, text: str, from_name: str = "A friend") -> int:
        """Forward somebody else's words."""
        date = int(self._now().timestamp())
        origin: JsonObject = {"type": "hidden_user", "date": date, "sender_user_name": from_name}
        return await self._send(FormattedText(text), "text", {"forward_origin": origin})

    async def send_sticker(self, emoji: str = "👍") -> int:
        """Send a sticker."""
        sticker = self._file(type="regular", width=512, height=512, emoji=emoji)
        sticker = {**sticker, "is_animated": False, "is_video": False}
        return await self._send(FormattedText(""), "sticker", {"sticker": sticker})

    async def send_photo(self, caption: str = "") -> int:
        """Send a photo."""
        photo = self._file(width=800, height=800, file_size=50_000)
        return await self._send(FormattedText(caption), "photo", {"photo": [photo]})

    async def send_album(self, photos: int = 3, caption: str = "") -> list[int]:
        """Send several photos together: a message each, all with the number of the album.

        The app puts the caption to the first one.
        """
        album = str(self._account.next_message_id())
        captions = [caption, *[""] * (photos - 1)]
        return [await self._send_of_album(album, each) for each in captions]

    async def _send_of_album(self, album: str, caption: str) -> int:
        photo = self._file(width=800, height=800, file_size=50_000)
        media: JsonObject = {"media_group_id": album, "photo": [photo]}
        return await self._send(FormattedText(caption), "photo", media)

    async def send_voice(self, seconds: int = 5) -> int:
        """Send a voice message."""
        voice = self._file(duration=seconds, mime_type="audio/ogg", file_size=20_000)
        return await self._send(FormattedText(""), "voice", {"voice": voice})

    async def send_video(self, seconds: int = 5, caption: str = "") -> int:
        """Send a video."""
        video = self._file(width=640, height=360, duration=seconds, file_size=500_000)
        return await self._send(FormattedText(caption), "video", {"video": video})

    async def send_document(self, file_name: str = "notes.pdf", caption: str = "") -> int:
        """Send a file."""
        document = self._file(file_name=file_name, file_size=10_000)
        content = FormattedText(caption)
        return await self._send(content, "document", {"document": document}, file_name=file_name)

    async def send_location(
        self, latitude: float = 42.0, longitude: float = 21.4, *, live_seconds: int = 0
    ) -> int:
        """Send a place; for `live_seconds` it goes along with the person (see `move`)."""
        place: JsonObject = {"latitude": latitude, "longitude": longitude}
        if live_seconds:
            place = {**place, "live_period": live_seconds}
        return await self._send(FormattedText(""), "location", {"location": place})

    async def move(self, message_id: int, latitude: float, longitude: float) -> None:
        """Be somewhere else while a place is shared live; the bot sees a change of the message.

        Raises:
            NoSuchMessageError: no place is shared live with it.
        """
        self._check_not_blocked()
        message = self._chat.messages.get(message_id)
        place = message.media.get("location") if message else None
        if message is None or not isinstance(place, dict) or "live_period" not in place:
            raise NoSuchMessageError(f"no place is shared live with message {message_id}")
        message.media = {"location": {**place, "latitude": latitude, "longitude": longitude}}
        message.edited = self._now()
        self._account.receive_edit(self._chat, message)
        await asyncio.sleep(0)

    async def send_contact(self, phone_number: str = "+000", first_name: str = "Somebody") -> int:
        """Send a contact card."""
        contact: JsonObject = {"phone_number": phone_number, "first_name": first_name}
        return await self._send(FormattedText(""), "contact", {"contact": contact})

    async def send_poll(self, question: str = "?", options: Sequence[str] = ("1", "2")) -> int:
        """Send a poll."""
        poll: JsonObject = {
            "id": str(self._account.next_message_id()),
            "question": question,
            "options": [
                {"text": option, "voter_count": 0, "persistent_id": str(number)}
                for number, option in enumerate(options)
            ],
            "total_voter_count": 0,
            "is_closed": False,
            "is_anonymous": True,
            "type": "regular",
            "allows_multiple_answers": False,
            "allows_revoting": False,
            "members_only": False,
        }
        return await self._send(FormattedText(""), "poll", {"poll": poll})

    async def delete_message(self, message_id: int) -> None:
        """Delete a message for both sides. The bot is not told.

        Raises:
            NoSuchMessageError: it is not on the screen.
        """
        if message_id not in self._chat.screen:
            raise NoSuchMessageError(f"no message {message_id} on the screen")
        self._chat.remove(message_id, by_bot=False)
        await asyncio.sleep(0)

    async def clear_chat(self, *, for_both: bool = False) -> None:
        """Empty the screen; with `for_both` the server forgets the messages too."""
        self._chat.clear(for_both=for_both)
        await asyncio.sleep(0)

    async def block(self) -> None:
        """Block the bot."""
        self._chat.blocked = True
        self._chat.record(transcript.Blocked(self._now(), self.user_id), visible=False)
        self._account.receive_membership(self._chat, "member", "kicked")
        await asyncio.sleep(0)

    async def unblock(self) -> None:
        """Let the bot write again."""
        self._chat.blocked = False
        self._chat.record(transcript.Unblocked(self._now(), self.user_id), visible=False)
        self._account.receive_membership(self._chat, "kicked", "member")
        await asyncio.sleep(0)

    async def _send(
        self,
        content: FormattedText,
        kind: str,
        media: JsonObject,
        *,
        reply_to: int | None = None,
        file_name: str | None = None,
    ) -> int:
        self._check_not_blocked()
        if reply_to is not None:
            media = {**media, "reply_to_message": self._quoted(reply_to)}
        message = Message(
            message_id=self._account.next_message_id(),
            from_bot=False,
            date=self._now(),
            content=content,
            kind=kind,
            media=media,
            reply_to=reply_to,
            file_name=file_name,
        )
        self._account.receive(self._chat, message)
        await asyncio.sleep(0)
        return message.message_id

    def _quoted(self, message_id: int) -> JsonObject:
        message = self._chat.messages.get(message_id)
        if message is None:
            raise NoSuchMessageError(f"no message {message_id} to reply to")
        return self._account.message_json(self._chat, message)

    def _own_message(self, message_id: int) -> Message:
        message = self._chat.messages.get(message_id)
        if message is None or message.from_bot or message.kind != "text":
            raise NoSuchMessageError(f"no message {message_id} that this person can edit")
        return message

    def _check_not_blocked(self) -> None:
        if self._chat.blocked:
            raise BotIsBlockedError("unblock the bot first")

    def _file(self, **described: str | int) -> JsonObject:
        number = self._account.next_message_id()
        return {"file_id": f"phone-{number}", "file_unique_id": f"phone-{number}", **described}

    def _now(self) -> datetime:
        return self._account.clock.now()


def _buttons(shown: ScreenMessage) -> list[Button]:
    return [button for row in shown.keyboard for button in row]


def _find(screen: Sequence[ScreenMessage], text: str) -> ScreenMessage | None:
    return next(
        (shown for shown in reversed(screen) if shown.from_bot and text in shown.text), None
    )

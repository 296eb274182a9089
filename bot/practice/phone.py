"""One person's phone: the chat with the bot as the client shows it, and what a thumb can do."""

import asyncio
from collections.abc import Sequence

from msgspec import Struct

from bot.practice.chats import Chat, Chats, StoredMessage
from bot.practice.entities import FormattedText, to_html, with_commands
from bot.practice.keyboards import Button, InlineRows
from bot.practice.transcript import Happened
from bot.practice.updates import UpdateQueue
from bot.practice.wire import JsonObject, unix_time, without_nulls


class NoSuchButtonError(LookupError):
    """No message on the screen has this button."""


class ScreenMessage(Struct, frozen=True):
    """A message on the screen."""

    message_id: int
    from_bot: bool
    text: str
    html: str
    keyboard: InlineRows
    edited: bool


class Tap(Struct, frozen=True):
    """A button that was pressed; `answer` gets the toast when the bot has answered."""

    query_id: str
    answer: asyncio.Future[str]


class Phone:
    """What one simulated person can see and do."""

    def __init__(self, chat: Chat, chats: Chats, updates: UpdateQueue) -> None:
        self._chat = chat
        self._chats = chats
        self._updates = updates

    @property
    def chat_id(self) -> int:
        """The chat's id, which is the person's."""
        return self._chat.person.id

    @property
    def screen(self) -> Sequence[ScreenMessage]:
        """The messages in the chat, oldest first."""
        return [
            ScreenMessage(
                each.message_id,
                each.from_bot,
                each.body.text,
                to_html(each.body),
                each.inline,
                each.edited is not None,
            )
            for each in self._chat.messages.values()
        ]

    @property
    def version(self) -> int:
        """Grows with everything that happens in the chat."""
        return self._chat.version

    async def changed(self, since: int) -> int:
        """Wait until something has happened after version `since`; return the version now."""
        while self._chat.version <= since:
            await self._chat.changed.wait()
        return self._chat.version

    async def say(self, text: str) -> int:
        """Type and send a text; return the message's id."""
        return self._send(with_commands(text))

    async def send_sticker(self) -> int:
        """Send a sticker."""
        sticker: JsonObject = {
            "file_id": "practice",
            "file_unique_id": "practice",
            "type": "regular",
            "width": 512,
            "height": 512,
            "is_animated": False,
            "is_video": False,
        }
        return self._send(FormattedText(""), {"sticker": sticker})

    async def send_voice(self) -> int:
        """Send a voice message."""
        voice: JsonObject = {"file_id": "practice", "file_unique_id": "practice", "duration": 3}
        return self._send(FormattedText(""), {"voice": voice})

    async def send_photo(self) -> int:
        """Send a photo."""
        size: JsonObject = {
            "file_id": "practice",
            "file_unique_id": "practice",
            "width": 90,
            "height": 90,
        }
        return self._send(FormattedText(""), {"photo": [size]})

    async def edit_text(self, message_id: int, text: str) -> None:
        """Change a message that was sent before."""
        message = self._chat.messages[message_id]
        message.body = with_commands(text)
        message.edited = self._chats.clock.now()
        self._chat.note(Happened.SAID, message)
        self._add("edited_message", self._chat.message_json(message))

    async def tap(self, button_text: str) -> Tap:
        """Press the button with this text, in the newest message that has it.

        Raises:
            NoSuchButtonError: there is none.
        """
        message, button = self._find(button_text)
        query = self._chats.new_query(self._chat)
        self._chat.note(Happened.TAPPED, message, text=button.text, data=button.callback_data or "")
        content = {
            "id": query.id,
            "from": self._chat.person.json,
            "chat_instance": str(self._chat.person.id),
            "message": self._chat.message_json(message),
            "data": button.callback_data,
        }
        self._add("callback_query", without_nulls(content))
        return Tap(query.id, query.answer)

    async def block(self) -> None:
        """Block the bot."""
        self._chat.blocked = True
        self._chat.note(Happened.BLOCKED)
        self._membership("member", "kicked")

    async def unblock(self) -> None:
        """Let the bot write again."""
        self._chat.blocked = False
        self._chat.note(Happened.UNBLOCKED)
        self._membership("kicked", "member")

    def _send(self, body: FormattedText, media: JsonObject | None = None) -> int:
        if self._chat.blocked:
            self._chat.blocked = False  # writing to a bot lets it write again
        self._chat.started = True
        message = self._chats.add_message(self._chat, body, from_bot=False, media=media)
        self._add("message", self._chat.message_json(message))
        return message.message_id

    def _find(self, text: str) -> tuple[StoredMessage, Button]:
        for message in reversed(self._chat.messages.values()):
            for button in (button for row in message.inline for button in row):
                if button.text == text:
                    return message, button
        raise NoSuchButtonError("no message on the screen has this button")

    def _membership(self, before: str, after: str) -> None:
        member = self._chat.bot.json
        self._add(
            "my_chat_member",
            {
                "chat": self._chat.json,
                "from": self._chat.person.json,
                "date": unix_time(self._chats.clock.now()),
                "old_chat_member": _member(member, before),
                "new_chat_member": _member(member, after),
            },
        )

    def _add(self, kind: str, content: JsonObject) -> None:
        self._updates.add(self._chat.person.id, kind, content)


def _member(user: JsonObject, status: str) -> JsonObject:
    until: JsonObject = {"until_date": 0} if status == "kicked" else {}
    return {"user": user, "status": status, **until}

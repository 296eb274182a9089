"""What goes over the wire on every update and every screen, and nothing more.

Only the fields we look at are read, and only those we set are written; all else of the Bot API is
the libraries'. Field names are those of the Bot API.
"""

from typing import Generic, TypeVar

import msgspec
from msgspec import Raw, Struct, field

PARSE_MODE = "HTML"

Result = TypeVar("Result")


class User(Struct, frozen=True, gc=False):
    """Somebody. `language_code` is what their app is set to."""

    id: int
    is_bot: bool = False
    language_code: str | None = None


class Chat(Struct, frozen=True, gc=False):
    """A place to talk; we talk where `type` is `private` only."""

    id: int
    type: str


class Message(Struct, frozen=True, gc=False):
    """A message. What is in it that is no text is never looked at, only that it is there."""

    message_id: int
    chat: Chat
    sender: User | None = field(name="from", default=None)
    text: str | None = None
    media_group_id: str | None = None
    location: object = None
    forward_origin: object = None
    via_bot: object = None


class CallbackQuery(Struct, frozen=True, gc=False):
    """A tap on a button."""

    id: str
    sender: User = field(name="from")
    message: Message | None = None
    data: str | None = None


class Member(Struct, frozen=True, gc=False):
    """What somebody is in a chat now; `kicked` in a private one: they blocked the bot."""

    status: str


class ChatMemberUpdated(Struct, frozen=True, gc=False):
    """Somebody has blocked the bot or lets it write again, or has put it into a group."""

    chat: Chat
    sender: User = field(name="from")
    new_chat_member: Member
    old_chat_member: Member | None = None


class Update(Struct, frozen=True, gc=False):
    """One thing that has happened."""

    update_id: int
    message: Message | None = None
    edited_message: Message | None = None
    callback_query: CallbackQuery | None = None
    my_chat_member: ChatMemberUpdated | None = None


class Button(Struct, frozen=True, gc=False):
    """A button under a message."""

    text: str
    callback_data: str


class Keyboard(Struct, frozen=True, gc=False):
    """The buttons under a message, in rows."""

    inline_keyboard: list[list[Button]]


class GetUpdates(Struct, frozen=True, omit_defaults=True):
    """Fetch updates; those before `offset` are confirmed by it."""

    timeout: int
    allowed_updates: list[str]
    offset: int | None = None
    limit: int = 100


class SendMessage(Struct, frozen=True, omit_defaults=True, tag_field="parse_mode", tag=PARSE_MODE):
    """Write a new message; `reply_markup` is a `Keyboard` in JSON."""

    chat_id: int
    text: str
    reply_markup: Raw


class EditMessageText(
    Struct, frozen=True, omit_defaults=True, tag_field="parse_mode", tag=PARSE_MODE
):
    """Change a message; `reply_markup` is a `Keyboard` in JSON."""

    chat_id: int
    message_id: int | None
    text: str
    reply_markup: Raw


class AnswerCallbackQuery(Struct, frozen=True, omit_defaults=True):
    """Let a button stop waiting, with a few words over the screen if there are any."""

    callback_query_id: str
    text: str = ""


class LetGo(
    AnswerCallbackQuery,
    frozen=True,
    omit_defaults=True,
    tag_field="method",
    tag="answerCallbackQuery",
):
    """The same, said in the answer to the request that has brought the tap."""


class DeleteMessages(Struct, frozen=True):
    """Remove messages; those that are not there are passed over."""

    chat_id: int
    message_ids: list[int]


class Answer(Struct, Generic[Result], frozen=True):
    """What the Bot API answers to a call that has worked."""

    ok: bool
    result: Result


Call = SendMessage | EditMessageText | AnswerCallbackQuery | DeleteMessages | GetUpdates

NAMES: dict[type[Call], str] = {
    SendMessage: "sendMessage",
    EditMessageText: "editMessageText",
    AnswerCallbackQuery: "answerCallbackQuery",
    DeleteMessages: "deleteMessages",
    GetUpdates: "getUpdates",
}

encode = msgspec.json.Encoder().encode

NO_KEYBOARD = Raw(encode(Keyboard([])))

"""What no stock client would send, and other clients do."""

import aiohttp
import pytest

from bot.practice import PracticeServer
from bot.practice.params import Params
from tests.bot.practice.clients import CHAT, TOKEN
from tests.bot.practice.refused import RawCase, named

TEXT: dict[str, object] = {"chat_id": CHAT, "text": "x"}


def _markup(rule: str, markup: object, text: str, method: str = "sendMessage") -> RawCase:
    fields = {**TEXT, "message_id": 2, "reply_markup": markup}
    return RawCase(rule, 400, f"Bad Request: {text}", method, fields)


MARKUPS = [
    _markup("MARKUP_UNREADABLE", "{", "can't parse reply keyboard markup JSON object"),
    _markup("MARKUP_NOT_OBJECT", [1], "object expected as reply markup"),
    _markup(
        "KEYBOARD_NOT_LIST",
        {"inline_keyboard": 1},
        'field "inline_keyboard" must be of type Array',
    ),
    _markup(
        "KEYBOARD_NOT_ROWS",
        {"inline_keyboard": [{}]},
        'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
    ),
    _markup("KEYBOARD_NOT_ROWS", {"keyboard": [1]}, 'field "keyboard" must be an Array of Arrays'),
    _markup(
        "BUTTON_UNREADABLE",
        {"inline_keyboard": [["Yes"]]},
        "can't parse inline keyboard button: InlineKeyboardButton must be an Object",
    ),
    _markup(
        "BUTTON_UNREADABLE",
        {"inline_keyboard": [[{"callback_data": "y"}]]},
        "can't parse inline keyboard button: Can't find field \"text\"",
    ),
    _markup(
        "BUTTON_UNREADABLE",
        {"inline_keyboard": [[{"text": "Yes"}]]},
        "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ),
    _markup(
        "BUTTON_URL_INVALID",
        {"inline_keyboard": [[{"text": "Go", "url": "."}]]},
        "inline keyboard button URL '.' is invalid: Wrong HTTP URL",
    ),
    _markup(
        "MARKUP_NOT_INLINE",
        {"keyboard": [["Yes"]]},
        "inline keyboard expected",
        "editMessageText",
    ),
]


def _entity(entity: object, text: str) -> RawCase:
    fields = {**TEXT, "entities": [entity]}
    sentence = f"Bad Request: can't parse MessageEntity: {text}"
    return RawCase("ENTITY_UNREADABLE", 400, sentence, "sendMessage", fields)


ENTITIES = [
    _entity("bold", "expected an Object"),
    _entity({"type": "bold", "offset": 0}, 'Can\'t find field "length"'),
    _entity({"type": "bold", "offset": "a", "length": 1}, 'Field "offset" must be of type Number'),
    _entity({"type": "text_link", "offset": 0, "length": 1}, 'Can\'t find field "url"'),
    _entity({"type": "loud", "offset": 0, "length": 1}, "Unsupported type specified"),
]


def _call(rule: str, says: str, method: str, **fields: object) -> RawCase:
    return RawCase(rule, 400, f"Bad Request: {says}", method, fields)


CALLS = [
    _call("CHAT_ID_EMPTY", "chat_id is empty", "sendMessage", text="x"),
    _call("CHAT_NOT_FOUND", "chat not found", "sendMessage", text="x", chat_id="@channel"),
    _call("TEXT_EMPTY", "message text is empty", "sendMessage", chat_id=CHAT),
    _call(
        "UNSUPPORTED_PARSE_MODE", "unsupported parse_mode", "sendMessage", **TEXT, parse_mode="RTF"
    ),
    _call("NO_MESSAGE_ID", "message identifier is not specified", "editMessageText", text="x"),
    _call("CHAT_ID_EMPTY", "chat_id is empty", "editMessageText", text="x", message_id=2),
    _call("EDITED_NOT_FOUND", "message to edit not found", "editMessageText", **TEXT),
    _call("NO_CHAT_TO_DELETE_IN", "chat identifier is not specified", "deleteMessage"),
    _call(
        "NO_MESSAGE_IDS", "message identifiers are not specified", "deleteMessages", chat_id=CHAT
    ),
    _call(
        "TOO_MANY_MESSAGE_IDS",
        "too many message identifiers specified",
        "deleteMessages",
        chat_id=CHAT,
        message_ids=list(range(1, 102)),
    ),
    _call("NO_FILE", "there is no document in the request", "sendDocument", chat_id=CHAT),
    _call("NO_FILE", "there is no photo in the request", "sendPhoto", chat_id=CHAT),
    _call(
        "WRONG_ACTION",
        "wrong parameter action in request",
        "sendChatAction",
        chat_id=CHAT,
        action="yawning",
    ),
    _call("COMMANDS_UNREADABLE", "can't parse commands JSON object", "setMyCommands", commands="["),
    _call("COMMANDS_NOT_LIST", "expected an Array of BotCommand", "setMyCommands", commands={}),
    _call(
        "COMMAND_UNREADABLE",
        "can't parse BotCommand: expected an Object",
        "setMyCommands",
        commands=["start"],
    ),
    _call(
        "COMMAND_UNREADABLE",
        "can't parse BotCommand: Can't find field \"description\"",
        "setMyCommands",
        commands=[{"command": "start"}],
    ),
    _call(
        "SCOPE_UNREADABLE",
        "can't parse BotCommandScope: Unsupported type specified",
        "setMyCommands",
        scope={"type": "everywhere"},
    ),
    RawCase("METHOD_NOT_FOUND", 404, "Not Found: method not found", "sendTelepathy", {}),
]

CASES = [*MARKUPS, *ENTITIES, *CALLS]


@pytest.mark.usefixtures("phone")
@pytest.mark.parametrize("case", CASES, ids=named)
async def test_refused(case: RawCase, server: PracticeServer, http: aiohttp.ClientSession) -> None:
    await server.call("sendMessage", Params({"chat_id": str(CHAT), "text": "message 2"}))
    address = f"{server.url}/bot{TOKEN}/{case.method}"
    async with http.post(address, json=case.fields) as response:
        assert response.status == case.code
        assert await response.json() == {
            "ok": False,
            "error_code": case.code,
            "description": case.text,
        }

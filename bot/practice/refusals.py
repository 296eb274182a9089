"""What Telegram refuses, in its own words, and where each rule is written down.

A method raises one of these by calling it: `raise CHAT_NOT_FOUND()`. The codes decide which
exception a client library raises; the texts are what bots in the field match on.

Sources named below: "Bot API" is https://core.telegram.org/bots/api; "Client.cpp" is the official
server, github.com/tdlib/telegram-bot-api; "TDLib" is github.com/tdlib/td, on which it stands;
"RPC" is the list of errors of the methods underneath, https://core.telegram.org/api/errors;
"PTB" is `telegram.constants` of python-telegram-bot.
"""

from dataclasses import dataclass

from bot.practice.wire import JsonObject


class Refused(Exception):  # noqa: N818 - it is Telegram's answer, not our error
    """A call was refused; carries what the client is told."""

    def __init__(self, code: int, text: str, parameters: JsonObject | None = None) -> None:
        super().__init__(text)
        self.code = code
        self.text = text
        self.parameters = parameters


@dataclass(frozen=True)
class Refusal:
    """One rule of Telegram: its error code, its sentence, and where we know it from."""

    code: int
    text: str
    source: str

    def __call__(self, **details: object) -> Refused:
        """The exception to raise, with the blanks of the sentence filled in."""
        return Refused(self.code, self.text.format(**details) if details else self.text)


def too_many_requests(retry_after: int) -> Refused:
    """429 with the seconds to wait. Source: Bot API, "ResponseParameters"."""
    text = f"Too Many Requests: retry after {retry_after}"
    return Refused(429, text, {"retry_after": retry_after})


# Who is calling, and what.
UNAUTHORIZED = Refusal(401, "Unauthorized", 'Bot API, "Authorizing your bot"')
NOT_FOUND = Refusal(404, "Not Found", "PTB _baserequest.py: malformed token or unknown method")
METHOD_NOT_FOUND = Refusal(404, "Not Found: method not found", "Client.cpp on_cmd")
TOO_LARGE = Refusal(413, "Request Entity Too Large", 'Bot API, "Sending files"; PTB FileSizeLimit')
NO_BOUNDARY = Refusal(400, "Bad Request: boundary not found", "TDLib HttpReader.cpp read_next")
INTERNAL = Refusal(500, "Internal Server Error", 'Bot API, "Making requests"')

# Receiving updates.
OTHER_POLL = Refusal(
    409,
    "Conflict: terminated by other getUpdates request; "
    "make sure that only one bot instance is running",
    "Client.cpp process_get_updates_query",
)
WEBHOOK_TOOK_OVER = Refusal(
    409, "Conflict: terminated by setWebhook request", "Client.cpp process_set_webhook_query"
)
WEBHOOK_IS_ACTIVE = Refusal(
    409,
    "Conflict: can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first",
    'Bot API, getUpdates, note 1; Client.cpp "process_get_updates_query"',
)
WEBHOOK_URL_INVALID = Refusal(
    400, "Bad Request: invalid webhook URL specified", "Client.cpp do_set_webhook"
)
WEBHOOK_PORT = Refusal(
    400,
    "Bad Request: bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443",
    "WebhookActor.cpp start_up; Bot API, setWebhook",
)
WEBHOOK_NEEDS_HTTPS = Refusal(
    400,
    "Bad Request: bad webhook: An HTTPS URL must be provided for webhook",
    "WebhookActor.cpp start_up; plain HTTP only to a local address, as the server's --local mode",
)
SECRET_TOO_LONG = Refusal(
    400, "Bad Request: secret token is too long", "Bot API, setWebhook: 1-256 characters"
)
SECRET_HAS_BAD_CHARACTERS = Refusal(
    400,
    "Bad Request: secret token contains unallowed characters",
    "Bot API, setWebhook: only A-Z, a-z, 0-9, _ and -",
)

# Whom a message goes to.
CHAT_ID_EMPTY = Refusal(400, "Bad Request: chat_id is empty", "Client.cpp check_chat")
CHAT_NOT_FOUND = Refusal(400, "Bad Request: chat not found", "Client.cpp check_chat")
NEVER_STARTED = Refusal(
    403,
    "Forbidden: bot can't initiate conversation with a user",
    "Bot FAQ: bots can't start conversations; seen in github.com/TelegramBotAPI/errors#2 and "
    "github.com/lnp2pBot/bot#159",
)
BLOCKED = Refusal(
    403,
    "Forbidden: bot was blocked by the user",
    "Client.cpp fail_query_with_error USER_IS_BLOCKED",
)

# What a message says.
TEXT_EMPTY = Refusal(400, "Bad Request: message text is empty", "Client.cpp get_input_message_text")
TEXT_BLANK = Refusal(400, "Bad Request: text must be non-empty", "TDLib fix_formatted_text")
TEXT_TOO_LONG = Refusal(
    400, "Bad Request: message is too long", "Bot API, sendMessage: 1-4096 after entities parsing"
)
EDITED_TEXT_TOO_LONG = Refusal(
    400,
    "Bad Request: MESSAGE_TOO_LONG",
    "Bot API, editMessageText: 1-4096; RPC messages.editMessage",
)
TEXT_FAR_TOO_LONG = Refusal(
    400, "Bad Request: text is too long", "Client.cpp get_formatted_text: over 32768 bytes"
)
CAPTION_TOO_LONG = Refusal(
    400, "Bad Request: message caption is too long", "Bot API, sendDocument: 0-1024; TDLib"
)
CANT_PARSE_ENTITIES = Refusal(
    400, "Bad Request: can't parse entities: {detail}", "Client.cpp get_formatted_text; TDLib"
)
UNSUPPORTED_PARSE_MODE = Refusal(
    400,
    "Bad Request: unsupported parse_mode",
    "Client.cpp get_formatted_text (Telegram also reads Markdown, the practice server HTML only)",
)
ENTITY_UNREADABLE = Refusal(
    400, "Bad Request: can't parse MessageEntity: {detail}", "Client.cpp get_text_entity"
)
REPLIED_NOT_FOUND = Refusal(
    400, "Bad Request: message to be replied not found", "Bot API, ReplyParameters; Client.cpp"
)
NO_FILE = Refusal(
    400, "Bad Request: there is no {kind} in the request", "Client.cpp get_input_file"
)
FILE_EMPTY = Refusal(400, "Bad Request: file must be non-empty", "TDLib FileManager")
FILE_ID_UNKNOWN = Refusal(
    400,
    "Bad Request: wrong file identifier/HTTP URL specified",
    'Bot API, "Sending files"; Client.cpp',
)
URL_NOT_FETCHED = Refusal(
    400,
    "Bad Request: failed to get HTTP URL content",
    "Client.cpp fail_query_with_error WEBPAGE_CURL_FAILED; nothing is fetched in practice",
)
FILE_OF_OTHER_TYPE = Refusal(
    400,
    "Bad Request: can't use file of type {was} as {now}",
    'Bot API, "Sending files": it\'s not possible to change the file type when resending; TDLib',
)
PHOTO_TOO_BIG = Refusal(
    400,
    "Bad Request: file of size {size} bytes is too big for a photo; "
    "the maximum size is {most} bytes",
    'Bot API, "Sending files": photo 10 MB; TDLib check_full_local_location',
)
WRONG_ACTION = Refusal(
    400,
    "Bad Request: wrong parameter action in request",
    "Client.cpp process_send_chat_action_query",
)

# Its buttons.
MARKUP_UNREADABLE = Refusal(
    400, "Bad Request: can't parse reply keyboard markup JSON object", "Client.cpp get_reply_markup"
)
MARKUP_NOT_OBJECT = Refusal(
    400, "Bad Request: object expected as reply markup", "Client.cpp get_reply_markup"
)
MARKUP_NOT_INLINE = Refusal(
    400, "Bad Request: inline keyboard expected", "TDLib get_reply_markup (only_inline_keyboard)"
)
KEYBOARD_NOT_LIST = Refusal(
    400,
    'Bad Request: field "{field}" must be of type Array',
    "Client.cpp get_reply_markup; TDLib JsonBuilder.cpp",
)
KEYBOARD_NOT_ROWS = Refusal(
    400,
    'Bad Request: field "{field}"{owner} must be an Array of Arrays',
    "Client.cpp get_reply_markup",
)
BUTTON_UNREADABLE = Refusal(
    400,
    "Bad Request: can't parse inline keyboard button: {detail}",
    "Client.cpp get_inline_keyboard_button",
)
BUTTON_TEXT_EMPTY = Refusal(
    400,
    "Bad Request: inline keyboard button text must be non-empty",
    "TDLib get_inline_keyboard_button",
)
BUTTON_DATA_INVALID = Refusal(
    400,
    "Bad Request: BUTTON_DATA_INVALID",
    "Bot API, InlineKeyboardButton.callback_data: 1-64 bytes; PTB InlineKeyboardButtonLimit; RPC",
)
BUTTON_URL_INVALID = Refusal(
    400,
    "Bad Request: inline keyboard button URL '{url}' is invalid: Wrong HTTP URL",
    "TDLib get_inline_keyboard_button",
)
MARKUP_TOO_LONG = Refusal(
    400,
    "Bad Request: reply markup is too long",
    "Client.cpp fail_query_with_error REPLY_MARKUP_TOO_LONG; PTB InlineKeyboardMarkupLimit: "
    "100 buttons, 8 in a row; github.com/tginfo/Telegram-Limits#187: about 10 kB",
)

# Changing and removing messages.
NO_MESSAGE_ID = Refusal(
    400,
    "Bad Request: message identifier is not specified",
    "Client.cpp process_delete_message_query, get_inline_message_id",
)
NO_CHAT_TO_DELETE_IN = Refusal(
    400, "Bad Request: chat identifier is not specified", "Client.cpp process_delete_message_query"
)
EDITED_NOT_FOUND = Refusal(
    400, "Bad Request: message to edit not found", "Client.cpp check_message"
)
NOT_MODIFIED = Refusal(
    400,
    "Bad Request: message is not modified: specified new message content and reply markup are "
    "exactly the same as a current content and reply markup of the message",
    "Client.cpp fail_query_with_error MESSAGE_NOT_MODIFIED",
)
NOT_EDITABLE = Refusal(
    400, "Bad Request: message can't be edited", "TDLib can_edit_message: only the bot's own"
)
NO_TEXT_TO_EDIT = Refusal(
    400, "Bad Request: there is no text in the message to edit", "TDLib edit_message_text"
)
DELETED_NOT_FOUND = Refusal(
    400, "Bad Request: message to delete not found", "Client.cpp check_message"
)
NOT_DELETABLE = Refusal(
    400,
    "Bad Request: message can't be deleted for everyone",
    "Bot API, deleteMessage: only if it was sent less than 48 hours ago; TDLib",
)
NO_MESSAGE_IDS = Refusal(
    400, "Bad Request: message identifiers are not specified", "Client.cpp get_message_ids"
)
TOO_MANY_MESSAGE_IDS = Refusal(
    400,
    "Bad Request: too many message identifiers specified",
    "Bot API, deleteMessages: 1-100; PTB BulkRequestLimit",
)

# Answering taps.
QUERY_ID_INVALID = Refusal(
    400,
    "Bad Request: query is too old and response timeout expired or query ID is invalid",
    "Client.cpp fail_query_with_error QUERY_ID_INVALID",
)
TOAST_TOO_LONG = Refusal(
    400,
    "Bad Request: MESSAGE_TOO_LONG",
    "Bot API, answerCallbackQuery.text: 0-200; PTB CallbackQueryLimit; RPC",
)

# The bot's own profile.
COMMANDS_UNREADABLE = Refusal(
    400, "Bad Request: can't parse commands JSON object", "Client.cpp get_bot_commands"
)
COMMANDS_NOT_LIST = Refusal(
    400, "Bad Request: expected an Array of BotCommand", "Client.cpp get_bot_commands"
)
COMMAND_UNREADABLE = Refusal(
    400, "Bad Request: can't parse BotCommand: {detail}", "Client.cpp get_bot_command"
)
COMMAND_EMPTY = Refusal(400, "Bad Request: command must be non-empty", "TDLib BotCommand.cpp")
COMMAND_TOO_LONG = Refusal(
    400, "Bad Request: command length must not exceed 32", "TDLib BotCommand.cpp"
)
COMMAND_INVALID = Refusal(
    400,
    "Bad Request: BOT_COMMAND_INVALID",
    "Bot API, BotCommand.command: lowercase English letters, digits and underscores; RPC",
)
COMMAND_UNDESCRIBED = Refusal(
    400, "Bad Request: command description must be non-empty", "TDLib BotCommand.cpp"
)
COMMAND_DESCRIPTION_TOO_LONG = Refusal(
    400, "Bad Request: command description length must not exceed 256", "TDLib BotCommand.cpp"
)
TOO_MANY_COMMANDS = Refusal(
    400, "Bad Request: BOT_COMMANDS_TOO_MUCH", "Bot API, setMyCommands: at most 100; RPC"
)
LANGUAGE_CODE_INVALID = Refusal(
    400, "Bad Request: invalid language code specified", "TDLib validate_bot_language_code"
)
SCOPE_UNREADABLE = Refusal(
    400, "Bad Request: can't parse BotCommandScope: {detail}", "Client.cpp get_bot_command_scope"
)
PROFILE_TEXT_TOO_LONG = Refusal(
    400,
    "Bad Request: {field} is too long",
    "Bot API, setMyName: 0-64, setMyDescription: 0-512, setMyShortDescription: 0-120; the "
    "sentence itself is not published",
)

"""getChat, sendChatAction. Source: Bot API, the sections of these names and ChatFullInfo."""

from bot.practice import refusals
from bot.practice.account import Account
from bot.practice.methods.registry import Result, method
from bot.practice.params import Params

ACTIONS = frozenset(
    {"typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice"}
    | {"upload_document", "choose_sticker", "find_location", "record_video_note"}
    | {"upload_video_note"}
)
_MAX_REACTIONS = 11  # what Telegram reports for private chats


@method("getChat")
async def get_chat(account: Account, params: Params) -> Result:
    """What the bot may know about a chat."""
    chat = account.known_chat(params.chat_id())
    if not chat.started:
        raise refusals.CHAT_NOT_FOUND()
    return {
        **chat.json(),
        "accent_color_id": 0,
        "max_reaction_count": _MAX_REACTIONS,
        "accepted_gift_types": {
            "unlimited_gifts": False,
            "limited_gifts": False,
            "unique_gifts": False,
            "premium_subscription": False,
            "gifts_from_channels": False,
        },
    }


@method("sendChatAction")
async def send_chat_action(account: Account, params: Params) -> Result:
    """Show “typing …” at the top of the chat."""
    account.reachable_chat(params.chat_id())
    if params.text("action") not in ACTIONS:
        raise refusals.WRONG_ACTION()
    return True

"""getMe. Source: Bot API, getMe."""

from bot.practice.account import Account
from bot.practice.methods.registry import Result, method
from bot.practice.params import Params


@method("getMe")
async def get_me(account: Account, _params: Params) -> Result:
    """The bot itself."""
    return {
        **account.json(),
        "can_join_groups": False,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }

"""getUpdates. Source: Bot API, getUpdates."""

import msgspec

from bot.practice.account import Account
from bot.practice.methods.registry import Result, method
from bot.practice.params import Params
from bot.practice.updates import MAX_BATCH


@method("getUpdates")
async def get_updates(account: Account, params: Params) -> Result:
    """The next updates; waits for them if a timeout is given."""
    allow_updates(account, params)
    batch = await account.polling.take(
        params.integer("offset"), params.integer("limit", MAX_BATCH), params.integer("timeout")
    )
    return [msgspec.Raw(update.json) for update in batch]


def allow_updates(account: Account, params: Params) -> None:
    """Remember `allowed_updates`; when it is not sent or no list, the last one stays in force.

    Source: Client.cpp get_allowed_update_types, which refuses nothing.
    """
    try:
        kinds = params.decoded("allowed_updates", list[str])
    except msgspec.DecodeError:
        return
    if kinds is not None:
        account.updates.allow(kinds)

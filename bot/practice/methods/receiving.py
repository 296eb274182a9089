"""Receiving updates. Source: Bot API, "Getting updates"."""

import msgspec

from bot.practice.desk import Desk
from bot.practice.params import Params
from bot.practice.refusals import ALLOWED_UPDATES_UNREADABLE
from bot.practice.updates import MOST_PER_CALL
from bot.practice.wire import Json

LONGEST_POLL = 50


async def get_updates(desk: Desk, params: Params) -> Json:
    """Hand out what waits; `offset` confirms everything below it."""
    if "allowed_updates" in params:
        try:
            desk.updates.allow(params.decoded("allowed_updates", list[str]) or [])
        except msgspec.DecodeError:
            raise ALLOWED_UPDATES_UNREADABLE() from None
    if "offset" in params:
        desk.updates.confirm(params.integer("offset"))
    limit = min(max(params.integer("limit", MOST_PER_CALL), 1), MOST_PER_CALL)
    timeout = min(max(params.integer("timeout"), 0), LONGEST_POLL)
    return [update.json for update in await desk.updates.take(limit, timeout)]


async def delete_webhook(desk: Desk, params: Params) -> Json:
    """Go back to polling; may forget what waits."""
    if params.flag("drop_pending_updates"):
        desk.updates.confirm(2**62)
    return True


async def get_webhook_info(desk: Desk, _params: Params) -> Json:
    """Say that no webhook is set, and how much waits."""
    return {
        "url": "",
        "has_custom_certificate": False,
        "pending_update_count": len(desk.updates),
    }

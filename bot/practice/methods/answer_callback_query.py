"""answerCallbackQuery. Source: Bot API, answerCallbackQuery."""

from bot.practice import refusals, transcript
from bot.practice.account import Account, Query, Toast
from bot.practice.entities import utf16_length
from bot.practice.methods.registry import Result, method
from bot.practice.params import Params

MAX_TEXT = 200  # telegram.constants.CallbackQueryLimit


@method("answerCallbackQuery")
async def answer_callback_query(account: Account, params: Params) -> Result:
    """Answer a tap, once and in time."""
    text = params.text("text")
    if utf16_length(text) > MAX_TEXT:
        raise refusals.TOAST_TOO_LONG()
    query = account.queries.pop(params.text("callback_query_id"), None)
    if query is None or account.clock.monotonic() > query.expires:
        raise refusals.QUERY_ID_INVALID()
    url = params.text("url") or None
    _answer(account, query, Toast(text, show_alert=params.flag("show_alert"), url=url))
    return True


def _answer(account: Account, query: Query, toast: Toast) -> None:
    if not query.answer.done():
        query.answer.set_result(toast)
    chat = query.chat
    event = transcript.Toasted(account.clock.now(), chat.chat_id, toast.text, toast.show_alert)
    chat.record(event, visible=bool(toast.text))

"""What the lints of a round must know from outside: the date, the catalogues, Telegram's count."""

import datetime as dt
import html
import re
from collections.abc import Mapping

from bot.catalogues import load_texts, review_states
from bot.channels.rendering import text_of
from dialogs.lints import Outside
from dialogs.prompts import Prompt

_TAG = re.compile(r"<[^>]*>")


def outside(today: dt.date, phoned: Mapping[str, dt.date] | None = None) -> Outside:
    """Return what is true today; `phoned` says when a help line, by number, was last confirmed."""
    return Outside(
        today=today,
        texts=load_texts(),
        catalogues=review_states(),
        phoned=phoned or {},
        units=units,
    )


def units(prompt: Prompt) -> int:
    """Return how long a screen is as Telegram counts it: UTF-16 units once the tags are read."""
    shown = html.unescape(_TAG.sub("", text_of(prompt)))
    return len(shown.encode("utf-16-le", errors="surrogatepass")) // 2

"""Handouts of rounds on which translators are at work."""

import datetime as dt

from admin.translating.base import Handout
from bot.outside import outside
from dialogs.round_file import Unfinished
from dialogs.translating.entries import entries
from dialogs.translating.previews import previews
from dialogs.translating.record import Record

DAY = dt.date(2026, 11, 26)


def handout(unfinished: Unfinished, language: str, record: Record | None = None) -> Handout:
    """Return what a translator gets of a round."""
    texts = entries(unfinished, language, record or Record())
    return Handout(
        round=unfinished.round.id,
        source=unfinished.source,
        language=language,
        entries=texts,
        previews=previews(unfinished.round, texts, language, outside(DAY)),
        made=DAY,
    )

"""What nobody can promise, however everything is set up."""

from collections.abc import AsyncIterator

from bot.doctor.base import Finding, Site, Status

_LIMITS = (
    "An SSD moves blocks about, so what was overwritten may stay in it: only encryption helps.",
    "A host that takes snapshots or moves machines keeps copies that closing cannot reach.",
    "While somebody answers, keys and answers are in memory: whoever rules the machine reads it.",
    "Telegram sees the chat, and so does whoever holds the unlocked phone.",
)


async def look(_site: Site) -> AsyncIterator[Finding]:
    for limit in _LIMITS:
        yield Finding(Status.LIMIT, limit)

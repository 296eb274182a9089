"""The two libraries behind one vocabulary, so that each test is written once and run with both."""

from tests.bot.practice.clients.base import (
    CHAT,
    TOKEN,
    Inbox,
    Received,
    Rows,
    StockClient,
    WebhookState,
)
from tests.bot.practice.clients.via_aiogram import Aiogram
from tests.bot.practice.clients.via_ptb import Ptb

__all__ = [
    "CHAT",
    "TOKEN",
    "Aiogram",
    "Inbox",
    "Ptb",
    "Received",
    "Rows",
    "StockClient",
    "WebhookState",
]

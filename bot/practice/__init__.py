"""A Telegram to practise on: the Bot API on loopback, with phones in the same process.

    async with PracticeServer(token="1:secret") as server:
        phone = server.phone(7)
        await phone.say("/start")

The door of the package; everything else in it is a detail.
"""

from bot.practice.account import Toast
from bot.practice.clock import PracticeClock
from bot.practice.faults import (
    BadGateway,
    Dropped,
    Faults,
    Moment,
    ServerError,
    Slow,
    TooManyRequests,
)
from bot.practice.keyboards import Button
from bot.practice.limits import Mode
from bot.practice.phone import BotIsBlockedError, NoSuchButtonError, NoSuchMessageError, Phone, Tap
from bot.practice.server import PracticeServer
from bot.practice.transcript import Frame, ScreenMessage, Transcript
from bot.practice.updates import Counts

__all__ = [
    "BadGateway",
    "BotIsBlockedError",
    "Button",
    "Counts",
    "Dropped",
    "Faults",
    "Frame",
    "Mode",
    "Moment",
    "NoSuchButtonError",
    "NoSuchMessageError",
    "Phone",
    "PracticeClock",
    "PracticeServer",
    "ScreenMessage",
    "ServerError",
    "Slow",
    "Tap",
    "Toast",
    "TooManyRequests",
    "Transcript",
]

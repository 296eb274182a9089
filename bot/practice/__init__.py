"""The practice Telegram server: a Bot API on loopback, with simulated people on the other side."""

from bot.practice.clock import PracticeClock
from bot.practice.limits import Mode
from bot.practice.phone import Phone, ScreenMessage
from bot.practice.server import PracticeServer
from bot.practice.transcript import Transcript

__all__ = ["Mode", "Phone", "PracticeClock", "PracticeServer", "ScreenMessage", "Transcript"]

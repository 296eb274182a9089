"""The conversation: what a round is and how it runs. Pure, synchronous, no input or output."""

from dialogs.engine import advance
from dialogs.round import Round
from dialogs.session import Response, Session
from dialogs.world import World

__all__ = ["Response", "Round", "Session", "World", "advance"]

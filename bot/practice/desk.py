"""What a method of the practice server works with."""

from dataclasses import dataclass, field

from bot.practice.chats import Chats, User
from bot.practice.limits import FloodLimiter
from bot.practice.updates import UpdateQueue


@dataclass
class Profile:
    """What the bot has told about itself, by language code ("" for everybody)."""

    names: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    commands: dict[str, list[dict[str, str]]] = field(default_factory=dict)


@dataclass
class Desk:
    """Everything the server knows of one bot."""

    bot: User
    chats: Chats
    updates: UpdateQueue
    limiter: FloodLimiter
    profile: Profile = field(default_factory=Profile)

"""Young people who answer through the real edge, and the truth about them that nobody is told.

The round asks for a number that is each person's own and has nothing to do with when they come, so
that a row of the dataset can be recognised when guesses are checked. All they type carries a mark
of their own, so that it can be looked for, and an address that is scrubbed before anything is
kept.
"""

import random
from dataclasses import dataclass, field
from enum import Enum, auto

from dialogs.round import Round
from tests.support.small_rounds import small_round

ROUND_ID = "attacked"
SECRET = "secret"
WORDS = "words"
LARGEST = 10**9
LANGUAGES = ("en", "mk")
_PREFIX, _ADDRESS = "kanarinac", "adresa"
_FIRST_ID = 1 << 50
_LONG = "ж" * 400
"""Pushes a box into the next size."""


class Plan(Enum):
    """What somebody does."""

    FINISHES = auto()
    LEAVES = auto()
    """Stops answering after the last question but one, and never comes back."""
    STOPS = auto()
    """Has everything erased."""
    TAKES_BACK = auto()
    RETURNS = auto()
    """Takes the response back and answers once more."""


_ODDS = {
    Plan.FINISHES: 82,
    Plan.LEAVES: 8,
    Plan.STOPS: 3,
    Plan.TAKES_BACK: 4,
    Plan.RETURNS: 3,
}
_LONG_SHARE = 0.04


@dataclass
class Visitor:
    """One person: their Telegram id, what they do, and what they say.

    `said` are all marks that this person has typed, `counted` the one that is in the dataset;
    `taken_out` what was typed beside them and is never to be kept.
    """

    user: int
    plan: Plan
    language: str
    secret: int
    long: bool
    said: list[str] = field(default_factory=list)
    taken_out: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    finished: int = 0

    @property
    def returns(self) -> bool:
        """Whether this person answers once more after taking a response back."""
        return self.plan is Plan.RETURNS

    @property
    def counted(self) -> str | None:
        """The mark of the words that are counted at the end, if any are."""
        stays = self.plan is Plan.FINISHES or (self.plan is Plan.RETURNS and self.finished > 1)
        return self.said[-1] if stays and self.said else None

    def words(self, dice: random.Random) -> str:
        """Return something new to type."""
        mark = f"{_PREFIX}-{dice.getrandbits(64):016x}"
        address = f"{_ADDRESS}-{dice.getrandbits(64):016x}"
        self.said.append(mark)
        self.taken_out.append(address)
        return f"{mark} {address}@example.org {_LONG if self.long else ''}"


def attacked_round() -> Round:
    """Return the round: a choice, a number that is everybody's own, and a text."""
    return small_round(
        {"kind": "pick_one", "id": "place", "options": ["centre", "hill", "river"]},
        {"kind": "number", "id": SECRET, "least": 0, "most": LARGEST},
        {"kind": "free_text", "id": WORDS, "limit": 500},
        id=ROUND_ID,
    )


def make_visitors(count: int, dice: random.Random) -> list[Visitor]:
    """Return people in the order in which they come; nothing else of them follows that order."""
    numbers = dice.sample(range(LARGEST), count)
    return [
        Visitor(
            user=_FIRST_ID + dice.getrandbits(50),
            plan=dice.choices(list(_ODDS), list(_ODDS.values()))[0],
            language=dice.choice(LANGUAGES),
            secret=number,
            long=dice.random() < _LONG_SHARE,
        )
        for number in numbers
    ]

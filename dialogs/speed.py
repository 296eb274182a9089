"""Whether answers came faster than anybody can have read the questions: one bit, and no time.

When somebody agrees, `began` is noted in their session to ten seconds. It goes with the first thing
that comes in after `WATCHED`, and at the latest when the answers are sent; what remains is `fast`
in the response. It is never true of a practice round, whose simulated people need not read.

The floor is one second for each answered question (to see it and tap) and 0.15 s for each word of
its wording; labels, reasons and typing cost nothing, and what was skipped does not count. 0.15 s a
word are 400 words a minute: most adults read 175 to 300 (Brysbaert 2019, Journal of Memory and
Language 109, 104047), and children read more slowly.
"""

import datetime as dt

from msgspec.structs import replace

from dialogs.answers import Outcome
from dialogs.path import Path
from dialogs.round import Round
from dialogs.session import Session

GRAIN = 10
"""Seconds: how finely the beginning is noted."""

WATCHED = 300
"""Seconds after which it is forgotten: nobody who has taken so long is called fast."""

LEAST_ANSWERED = 5
"""On fewer answers nobody is called fast."""

_A_QUESTION = 1.0
_A_WORD = 0.15


def grain(now: dt.datetime) -> int:
    """Return a time as the beginning is noted: tens of seconds."""
    return int(now.timestamp()) // GRAIN


def forgetting(here: Session, now: dt.datetime) -> Session:
    """Return a session without its beginning, once that can tell nothing more."""
    watched = 0 <= _seconds_since(here.began, now) <= WATCHED
    return here if watched or not here.began else replace(here, began=0)


def is_fast(round_: Round, here: Session, on_path: Path, now: dt.datetime) -> bool:
    """Return whether the answers were certainly given in less time than reading takes."""
    if round_.practice or not here.began:
        return False
    given = [one for one in on_path.asked if _answered(on_path, one.id)]
    words = sum(len(one.text[here.language].split()) for one in given)
    floor = len(given) * _A_QUESTION + words * _A_WORD
    return len(given) >= LEAST_ANSWERED and 0 <= _seconds_since(here.began, now) < floor


def _answered(on_path: Path, question: str) -> bool:
    answer = on_path.given.get(question)
    return answer is not None and answer.outcome is Outcome.ANSWERED


def _seconds_since(began: int, now: dt.datetime) -> float:
    """Return the most seconds that can have passed since a noted beginning."""
    return now.timestamp() - began * GRAIN

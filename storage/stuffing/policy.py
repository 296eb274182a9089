"""The rule by which flagged responses are quarantined. It is the same for every round.

Those who came with a code, those who did not, and organisations are each judged by themselves: what
strangers send through the open link can neither hide the answers of invited people nor hide among
them. All limits are those of the software version that the closing record names, so they are fixed
before a round opens; two passes over the responses, whatever their number.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntFlag

import msgspec

from dialogs.round import Round
from dialogs.session import Respondent, Response
from storage.stuffing.same_answers import AnswerSet, Given, answer_set, compared, stuffed
from storage.stuffing.same_texts import LEAST_TIMES, bands_of, text_questions
from storage.stuffing.straight import is_straight, places_of

RULE = (
    "Quarantined are responses with two of these flags: answered faster than one can read (fast);"
    " the same place in every list and scale (straight); a text of 60 letters or more that ten or"
    " more sent nearly the same (same text); a set of answers that ten or more gave and that occurs"
    " ten times as often as by chance (same answers). A fast response without another flag is"
    " quarantined only in a wave: when 50 or more, and more than a fifth, of those who came the"
    " same way (with a code, by the open link, as organisations) were fast."
)

ENOUGH = 2
"""Flags that quarantine a response whatever others did."""

WAVE_LEAST = 50
WAVE_SHARE = 0.2


class Flag(IntFlag):
    """What was noticed about a response."""

    FAST = 1
    STRAIGHT = 2
    SAME_TEXT = 4
    SAME_ANSWERS = 8


Way = tuple[bool, Respondent]
"""How somebody came: with a code or not, as a person or as an organisation."""

_RESPONSES = msgspec.json.Decoder(Response)


@dataclass
class _Crowd:
    """What is counted about everybody who came one way."""

    people: int = 0
    fast: int = 0
    sets: Counter[AnswerSet] = field(default_factory=Counter)
    bands: Counter[int] = field(default_factory=Counter)
    stuffed: frozenset[AnswerSet] = frozenset()

    @property
    def wave(self) -> bool:
        """Whether so many were fast that it is not a quick reader here and there."""
        return self.fast >= WAVE_LEAST and self.fast > WAVE_SHARE * self.people


def quarantined(round_: Round, responses: Sequence[bytes]) -> list[bool]:
    """Return for each response (JSON of `Response`) whether it is set apart."""
    judge = Judge(round_, responses)
    return [judge.sets_apart(_RESPONSES.decode(content)) for content in responses]


class Judge:
    """Knows everybody's responses, and judges each by them."""

    def __init__(self, round_: Round, responses: Sequence[bytes]) -> None:
        """Count what is to be counted; `responses` are JSON of `Response`."""
        self._places = places_of(round_)
        self._compared = compared(round_)
        self._texts = text_questions(round_)
        self._crowds: defaultdict[Way, _Crowd] = defaultdict(_Crowd)
        self._known: dict[Given, Given] = {}
        for content in responses:
            self._count(_RESPONSES.decode(content))
        for crowd in self._crowds.values():
            crowd.stuffed = stuffed(crowd.sets)
            crowd.sets.clear()

    def flags(self, one: Response) -> Flag:
        """Return what is to be noticed about a response."""
        crowd = self._crowds[_way(one)]
        found = Flag.FAST if one.fast else Flag(0)
        if is_straight(one.answers, self._places):
            found |= Flag.STRAIGHT
        if any(crowd.bands[band] >= LEAST_TIMES for band in bands_of(one.answers, self._texts)):
            found |= Flag.SAME_TEXT
        if answer_set(one.answers, self._compared) in crowd.stuffed:
            found |= Flag.SAME_ANSWERS
        return found

    def sets_apart(self, one: Response) -> bool:
        """Return whether a response is quarantined: two flags, or fast in a wave."""
        found = self.flags(one)
        return found.bit_count() >= ENOUGH or (one.fast and self._crowds[_way(one)].wave)

    def _count(self, one: Response) -> None:
        crowd = self._crowds[_way(one)]
        crowd.people += 1
        crowd.fast += one.fast
        given = answer_set(one.answers, self._compared)
        crowd.sets[tuple(self._known.setdefault(each, each) for each in given)] += 1
        crowd.bands.update(bands_of(one.answers, self._texts))


def _way(one: Response) -> Way:
    return one.invited, one.respondent

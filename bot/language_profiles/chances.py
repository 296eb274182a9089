"""How likely the writers of a language are to put down a letter after those before it.

The longest sequence that was seen decides, with the shorter ones behind it, the more so the more
different letters were seen to follow (Witten and Bell, IEEE Trans. Inf. Theory 37, 1991).
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import log

from bot.language_profiles.counting import EDGE, LONGEST, Counts

_LETTERS_OF_ALL_SCRIPTS = 3000
_RARE = 0.05
"""How often we take a letter to have been seen that was not."""

_DOUBT = {2: 4.0, 3: 2.0}
"""How much each different letter that follows speaks for more of them, by length of sequence."""

_COMMON = 0.001
"""A letter with less than this share may come from foreign words."""

_MOST = 3000
_HUNDREDTHS = [-number / 100 for number in range(_MOST + 1)]


@dataclass(frozen=True)
class Letters:
    """A text as it is scored.

    Attributes:
        sequences: for each letter, and each end of a word, the longest sequence that ends there.
        kinds: the different letters.
    """

    sequences: Sequence[str]
    kinds: frozenset[str]

    @classmethod
    def of(cls, words: Sequence[str]) -> "Letters":
        """Return the letters of a text, given as `spelling.words_of` returns it."""
        sequences = [one for word in words for one in _sequences_in(f"{EDGE}{word}{EDGE}")]
        return cls(sequences, frozenset("".join(words)))

    def beginning(self, most: int) -> "Letters":
        """Return the first `most` letters."""
        return Letters(self.sequences[:most], self.kinds)


class Chances:
    """One way of writing a language."""

    def __init__(self, counts: Counts) -> None:
        counts = {**counts, EDGE: sum(counts[one] for one in counts if _begins_a_word(one))}
        by_length = [{one: counts[one] for one in counts if len(one) == each} for each in (1, 2, 3)]
        total = sum(by_length[0].values()) + _RARE * _LETTERS_OF_ALL_SCRIPTS
        chances = {one: (number + _RARE) / total for one, number in by_length[0].items()}
        self._common = frozenset(one for one, chance in chances.items() if chance >= _COMMON)
        self._unseen = round(log(_RARE / total), 2)
        self._left_over: dict[str, float] = {}
        self._logs = _logs(chances)
        for seen in by_length[1:]:
            chances = self._longer(seen, chances)
            self._logs |= _logs(chances)

    def may_be(self, text: Letters) -> bool:
        """Return whether most letters of a text are common here: not so in another script."""
        return len(text.kinds & self._common) * 2 >= len(text.kinds)

    def score(self, text: Letters) -> float:
        """Return the logarithm of the chance of a text."""
        values = list(map(self._logs.get, text.sequences))
        known = sum(filter(None, values))
        missing = (one for one, value in zip(text.sequences, values, strict=True) if value is None)
        return known + sum(map(self._shorter, missing))

    def _shorter(self, sequence: str) -> float:
        """Return the score of a letter of which the longest sequence was not seen."""
        total = 0.0
        while len(sequence) > 1:
            total += self._left_over.get(sequence[:-1], 0.0)
            sequence = sequence[1:]
            value = self._logs.get(sequence)
            if value is not None:
                return total + value
        return total + self._unseen

    def _longer(self, seen: Counts, shorter: dict[str, float]) -> dict[str, float]:
        followed: defaultdict[str, float] = defaultdict(float)
        for one, number in seen.items():
            followed[one[:-1]] += number
        kinds = Counter(one[:-1] for one in seen)
        doubt = {before: _DOUBT[len(before) + 1] * kinds[before] for before in followed}
        chances = {}
        for one, number in seen.items():
            before = one[:-1]
            behind = doubt[before] * shorter.get(one[1:], 0.0)
            chances[one] = (number + behind) / (followed[before] + doubt[before])
        spare = {one: doubt[one] / (followed[one] + doubt[one]) for one in followed}
        self._left_over |= _logs(spare)
        return chances


def _sequences_in(word: str) -> list[str]:
    return [word[max(0, end - LONGEST) : end] for end in range(2, len(word) + 1)]


def _begins_a_word(sequence: str) -> bool:
    return len(sequence) == 2 and sequence[0] == EDGE


def _logs(chances: dict[str, float]) -> dict[str, float]:
    """Return logarithms, rounded so that most of them are the same few numbers in memory."""
    return {
        one: _HUNDREDTHS[min(round(-100 * log(chance)), _MOST)] for one, chance in chances.items()
    }

"""Suggestions for texts that nobody has coded yet, from texts with similar letters that are coded.

A text is its character n-grams inside words, weighted by TF-IDF; its neighbours are the coded texts
of the largest cosine. This knows no language and no word list, so it works in every language and
script, best between texts of the same one. It is a help for the eye: a suggestion is never counted.
"""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from math import log, sqrt

import numpy as np
from numpy.typing import NDArray

SHORTEST, LONGEST = 2, 4
"""Characters of an n-gram; a word has a blank before and behind it."""
NEIGHBOURS = 5
LEAST_SIMILAR = 0.15
"""Neighbours that are further away say nothing."""
LEAST_SHARE = 0.5
"""What part of the neighbours' weight must have a theme."""

Themes = tuple[str, ...]
Grams = Mapping[str, float]


def suggest(coded: Sequence[tuple[str, Themes]], texts: Sequence[str]) -> list[Themes]:
    """Return the themes suggested for each of `texts`; none where nothing is similar enough.

    Args:
        coded: words, and the themes that a person gave them; none where no theme fits.
        texts: words that have no themes yet.
    """
    index, themes = _Index([words for words, _ in coded]), [given for _, given in coded]
    return [_voted(index.similar(words), themes) for words in texts]


def grams(text: str) -> Counter[str]:
    """Return how often each n-gram is in a text; capitals make no difference."""
    found: Counter[str] = Counter()
    for word in unicodedata.normalize("NFKC", text).casefold().split():
        padded = f" {word} "
        for size in range(SHORTEST, LONGEST + 1):
            found.update(padded[at : at + size] for at in range(max(1, len(padded) - size + 1)))
    return found


class _Index:
    """Texts by n-gram, so that only those are looked at that share one."""

    def __init__(self, texts: Sequence[str]) -> None:
        counted = [grams(text) for text in texts]
        among = Counter(gram for one in counted for gram in one)
        self._size = len(texts)
        self._rarity = {gram: log((1 + len(texts)) / (1 + n)) + 1 for gram, n in among.items()}
        places: defaultdict[str, list[int]] = defaultdict(list)
        weights: defaultdict[str, list[float]] = defaultdict(list)
        for place, one in enumerate(counted):
            for gram, weight in self._weighted(one).items():
                places[gram].append(place)
                weights[gram].append(weight)
        self._places = {gram: np.array(found) for gram, found in places.items()}
        self._weights = {gram: np.array(found) for gram, found in weights.items()}

    def similar(self, text: str) -> NDArray[np.float64]:
        """Return the cosine of a text with each text of the index."""
        found = np.zeros(self._size)
        for gram, weight in self._weighted(grams(text)).items():
            if gram in self._places:
                found[self._places[gram]] += weight * self._weights[gram]
        return found

    def _weighted(self, counted: Counter[str]) -> Grams:
        rarest = log(1 + self._size) + 1
        raw = {
            gram: (1 + log(count)) * self._rarity.get(gram, rarest)
            for gram, count in counted.items()
        }
        length = sqrt(sum(weight**2 for weight in raw.values())) or 1.0
        return {gram: weight / length for gram, weight in raw.items()}


def _voted(similar: NDArray[np.float64], themes: Sequence[Themes]) -> Themes:
    """Return the themes that most of the nearest texts have, the likeliest first."""
    nearest = np.argsort(-similar, kind="stable")[:NEIGHBOURS]
    near = [int(place) for place in nearest if similar[place] >= LEAST_SIMILAR]
    votes: defaultdict[str, float] = defaultdict(float)
    for place in near:
        for theme in themes[place]:
            votes[theme] += float(similar[place])
    total = sum(float(similar[place]) for place in near)
    kept = [theme for theme, vote in votes.items() if vote >= LEAST_SHARE * total]
    return tuple(sorted(kept, key=lambda theme: (-votes[theme], theme)))

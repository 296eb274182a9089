"""Into which bands numbers, years, points and places are counted: by rule, from the round alone.

Nobody has looked at an answer when the bands are set, so they tell nothing of the answers.

- Numbers: bands of equal width, 1, 2 or 5 times a power of ten, as narrow as `MOST` bands allow;
  they begin at multiples of the width. A last band of a single number is joined to the one before.
- Dates are counted by years, in bands by the same rule; where no latest date is set, the last band
  is open, since a round can be prolonged.
- Where there are more than three of these bands, two neighbours each are joined to be compared
  between groups, as the points of a scale are.
- Points given to one option: each possible number is a category of its own if there are no more
  than a scale may have; otherwise nothing, and ten bands of equal width. Where that is more than
  `MOST`, those from twice an even share on are one band: few people can give an option so much.
- Points of a scale are merged into its lower half, the middle point where there is one, and its
  upper half.
"""

from collections.abc import Iterator, Sequence
from itertools import count
from typing import NamedTuple

from dialogs.questions import DatePart, Number, Points, Ranking, Scale
from dialogs.questions.base import Localised
from dialogs.round import Round

MOST = 6
COMPARED = 3
POINTS_APART = 11
LAST_YEAR = 9999
"""Where an open band ends."""


class Band(NamedTuple):
    """Some values that are counted together.

    Attributes:
        id: the value, or the least and the most: "3", "0..49"; "2026.." where there is no most.
        span: the least and the most.
    """

    id: str
    label: Localised
    span: tuple[float, float]


def of_number(question: Number) -> tuple[Band, ...]:
    """Return the bands of a number."""
    size = 10**question.decimals
    least, most = round(question.least * size), round(question.most * size)
    ends = ((low / size, high / size) for low, high in _bands(least, most))
    return tuple(_numbers(low, high, question) for low, high in ends)


def of_date(question: DatePart, round_: Round) -> tuple[Band, ...]:
    """Return the bands of years."""
    first = int(str(question.earliest)[:4])
    latest = question.latest
    last = max(first, round_.closes.year if latest is None else int(str(latest)[:4]))
    bands = [_counted(low, high, question.text) for low, high in _bands(first, last)]
    if latest is None:
        bands[-1] = _open(int(bands[-1].span[0]), question.text)
    return tuple(bands)


def wider(question: Number | DatePart, spans: Sequence[tuple[float, float]]) -> tuple[Band, ...]:
    """Return the bands that groups are compared by; none where its own are few enough."""
    if len(spans) <= COMPARED:
        return ()
    ends = [(low, spans[min(i, len(spans) - 1)][1]) for i, (low, _) in enumerate(spans, 1)]
    return tuple(_joined(low, high, question) for low, high in ends[::2])


def of_points(question: Points) -> tuple[Band, ...]:
    """Return how many points one option can be given."""
    steps = question.total // question.step
    width = 1 if steps < POINTS_APART else -(-steps // (POINTS_APART - 1))
    starts = list(range(1, steps + 1, width))
    if len(starts) >= MOST:
        much = [start for start in starts if start * len(question.options) >= 2 * steps]
        starts = [start for start in starts if start not in much[1:]]
    starts = [0, *starts]
    bands = zip(starts, [*(start - 1 for start in starts[1:]), steps], strict=True)
    return tuple(
        _counted(low * question.step, high * question.step, question.text) for low, high in bands
    )


def of_scale(question: Scale) -> tuple[Band, ...]:
    """Return the merged parts of a scale."""
    points, half = question.numbers, question.points // 2
    middle = points[half : len(points) - half]
    labels = {level.id: level.label for level in question.levels()}
    low = _end("low", points[:half], question.low)
    high = _end("high", points[-half:], question.high)
    between = (Band("middle", labels[str(one)], (one, one)) for one in middle)
    return (low, *between, high)


def of_ranking(question: Ranking) -> tuple[Band, ...]:
    """Return the places."""
    places = range(1, question.length + 1)
    return tuple(Band(str(n), dict.fromkeys(question.text, f"{n}."), (n, n)) for n in places)


def _end(name: str, points: range, words: Localised) -> Band:
    numbers = str(points[0]) if len(points) == 1 else f"{points[0]}–{points[-1]}"
    label = {tag: f"{numbers} ({text})" for tag, text in words.items()}
    return Band(name, label, (points[0], points[-1]))


def _joined(low: float, high: float, question: Number | DatePart) -> Band:
    if isinstance(question, Number):
        return _numbers(low, high, question)
    if high == LAST_YEAR:
        return _open(int(low), question.text)
    return _counted(int(low), int(high), question.text)


def _bands(least: int, most: int) -> Iterator[tuple[int, int]]:
    width = next(one for one in _widths() if _top(most, one) // one - least // one < MOST)
    starts = [least, *range((least // width + 1) * width, _top(most, width) + 1, width)]
    yield from zip(starts, [*(start - 1 for start in starts[1:]), most], strict=True)


def _top(most: int, width: int) -> int:
    """Return the highest number that a band may begin with: none begins with the last one."""
    return most - 1 if width > 1 else most


def _widths() -> Iterator[int]:
    for power in count():
        yield from (10**power, 2 * 10**power, 5 * 10**power)


def _numbers(low: float, high: float, question: Number) -> Band:
    texts = [f"{value:.{question.decimals}f}" for value in ((low,) if low == high else (low, high))]
    words = "–".join(texts).replace("-", "−")
    unit = question.unit
    label = {tag: f"{words} {unit[tag]}" if unit else words for tag in question.text}
    return Band("..".join(texts), label, (low, high))


def _counted(low: int, high: int, languages: Localised) -> Band:
    texts = [str(value) for value in ((low,) if low == high else (low, high))]
    return Band("..".join(texts), dict.fromkeys(languages, "–".join(texts)), (low, high))


def _open(low: int, languages: Localised) -> Band:
    return Band(f"{low}..", dict.fromkeys(languages, f"{low}+"), (low, LAST_YEAR))

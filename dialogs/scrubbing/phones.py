"""Phone numbers: any row of seven or more digits that is no date and no amount.

The plan of the numbers (`phonenumbers`, for the countries of the round) decides where both could
be meant; a shorter row is one when it is said to be. Digits in words count as digits.
"""

import re
from collections.abc import Iterator

import phonenumbers

from dialogs.placeholders import Kind
from dialogs.scrubbing.base import Found, Given
from dialogs.scrubbing.characters import one_of
from dialogs.scrubbing.quantities import is_amount, is_calendar
from dialogs.scrubbing.runs import Run, runs
from dialogs.scrubbing.spoken import DIGITS, PHONE

LEAST = 7
"""So many digits are a phone number unless they are something else."""

_LEAST_IF_SAID = 5
_MOST_LOOKED_UP = 40
"""So many rows of one text are looked up in a plan; whoever writes more of them gets no doubt."""

_NUMERAL = rf"(?:{one_of(word for digit in DIGITS for word in digit)}|\d{{1,4}})"
_IN_WORDS = re.compile(rf"(?<!\w){_NUMERAL}(?:[ ,.\-]{{1,3}}{_NUMERAL}){{5,}}(?!\w)")
_SAID_BEFORE = re.compile(rf"(?<!\w){one_of(PHONE)}\W{{0,3}}(?:\w{{1,4}}\W{{1,3}}){{0,2}}$")
_YEAR_BEFORE = re.compile(r"(?:19|20)\d\d\.? (?=[+(0])")


def find(given: Given) -> Iterator[Found]:
    """Yield the phone numbers."""
    spans = [(run.start + _year(run), run.end) for run in _taken(given)]
    spans += [hit.span() for hit in _IN_WORDS.finditer(given.plain) if _has_words(hit[0])]
    begin = 0
    for start, end in sorted(spans):
        if end > begin:
            yield Found(max(start, begin), end, Kind.PHONE)
            begin = end


def _taken(given: Given) -> Iterator[Run]:
    doubts = 0
    for run in runs(given.plain):
        if len(run.digits) < _LEAST_IF_SAID or is_calendar(run.written):
            continue
        if _is_said(given, run):
            yield run
        elif len(run.digits) >= LEAST:
            amount = is_amount(run.written, given.plain[run.end : run.end + 16])
            doubts += amount
            if not amount or doubts > _MOST_LOOKED_UP or _is_in_a_plan(given, run):
                yield run


def _is_said(given: Given, run: Run) -> bool:
    return _SAID_BEFORE.search(given.plain[max(0, run.start - 40) : run.start]) is not None


def _is_in_a_plan(given: Given, run: Run) -> bool:
    """Return whether a round number that stands alone is a number of a country of the round."""
    counted = is_amount("1", given.plain[run.end : run.end + 16])
    return not counted and any(_is_valid(run.digits, country) for country in given.countries)


def _is_valid(digits: str, country: str) -> bool:
    try:
        number = phonenumbers.parse(digits, country)
    except phonenumbers.NumberParseException:
        return False
    return phonenumbers.is_valid_number_for_region(number, country)


def _year(run: Run) -> int:
    """Return the length of a year that only stands before the number."""
    year = _YEAR_BEFORE.match(run.written)
    return year.end() if year and len(run.digits) >= LEAST + 4 else 0


def _has_words(written: str) -> bool:
    return any(map(str.isalpha, written))

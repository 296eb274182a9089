"""Rows of digits that are no phone numbers: dates, years, times, amounts and ranges."""

import re
from itertools import pairwise

from dialogs.scrubbing.characters import one_of
from dialogs.scrubbing.spoken import UNITS

_DAY = r"(?:0?[1-9]|[12]\d|3[01])[./\- ]{1,2}(?:0?[1-9]|1[0-2])[./\- ]{1,2}(?:19|20)\d\d"
_ISO = r"(?:19|20)\d\d[./\-](?:0?[1-9]|1[0-2])[./\-](?:0?[1-9]|[12]\d|3[01])"
_YEAR = r"(?:18|19|20|21)\d\d"
_HOUR = r"(?:[01]?\d|2[0-4])[.](?:[0-5]\d)"
_TO = r"\.?\s?[-–—/ ]{1,3}\s?"
_GROUPED = r"[1-9]\d{0,2}(?:[. ]\d{3})+"

_CALENDAR = re.compile(
    rf"(?:{_DAY}|{_ISO})(?:{_TO}(?:{_DAY}|{_ISO}|{_HOUR}))?|{_YEAR}(?:{_TO}{_YEAR})+"
    rf"|{_HOUR}{_TO}{_HOUR}|{_YEAR}[-–/]\d\d(?:{_TO}{_YEAR}[-–/]\d\d)*"
    rf"|(?:0?[1-9]|[12]\d|3[01])[.\-–/ ]{{1,3}}{_DAY}"
)
_ROUND = re.compile(
    rf"{_GROUPED}(?<=000)|[1-9]\d*0000|(?:{_GROUPED}|[1-9]\d*)(?<=0)(?:{_TO}(?:{_GROUPED}|[1-9]\d*)(?<=0))"
)
_UNIT = re.compile(rf"\s?{one_of(UNITS)}(?!\w)")
_PARTS = re.compile(r"\d+")


def is_calendar(written: str) -> bool:
    """Return whether a row of digits is a date, a time, a year, or a range of them."""
    return _CALENDAR.fullmatch(written) is not None


def is_amount(written: str, behind: str) -> bool:
    """Return whether a row of digits is counted in something, or is a round number or a range.

    `behind` is what follows in the text.
    """
    if written[0] in "+(0":
        return False
    return bool(_UNIT.match(behind) or _ROUND.fullmatch(written) or _ascends(written))


def _ascends(written: str) -> bool:
    """Return whether these are ages or the like: "12-14 15-17 18-24", "12 13 14 15"."""
    parts = _PARTS.findall(written)
    numbers = [int(part) for part in parts]
    small = all(len(part) <= 2 for part in parts)
    return small and all(one < two for one, two in pairwise(numbers))

"""Personal numbers of the region, and bank accounts.

Where a check digit is known, a row of digits is one only when it is right, so that an amount is
not taken for one. Sources: the algorithms that python-stdnum documents for each country (al, bg,
hr, md, ro, rs, tr, ua) and, for Kazakhstan, the Republic's rule for the IIN. The Georgian number
has no published check digit, so any row of 11 digits counts in a round in Georgia. Numbers without
a shape of their own (Armenia, Kyrgyzstan, Uzbekistan, Tajikistan, Turkmenistan, Mongolia) are found
as a long row of digits, by the rule for phones.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from dialogs.placeholders import Kind
from dialogs.scrubbing.base import Found, Given
from dialogs.scrubbing.guarded import guarded
from dialogs.scrubbing.runs import Run, runs

_LETTERED = guarded(
    r"(?<!\w)[a-z]\s?\d{8}\s?[a-z](?!\w)"  # Albania: NID
    r"|(?<!\w)[a-z]{2}\d{2}(?:\s?[a-z\d]{4}){2,7}(?:\s?[a-z\d]{1,3})?(?!\w)",  # ISO 13616: IBAN
    part=r"\d\d",
)


def find(given: Given) -> Iterator[Found]:
    """Yield the numbers."""
    hits = [(hit.start(), hit.end()) for hit in _LETTERED.finditer(given.plain) if _digits(hit) > 6]
    hits += [(run.start, run.end) for run in runs(given.plain) if _is_personal(run, given)]
    begin = 0
    for start, end in sorted(hits):
        if start >= begin:
            begin = end
            yield Found(start, end, Kind.NUMBER)


def _digits(hit: re.Match[str]) -> int:
    return sum(map(str.isdecimal, hit[0]))


def _is_personal(run: Run, given: Given) -> bool:
    if run.written.startswith("+"):
        return False
    numbers = [int(digit) for digit in run.digits]
    if len(numbers) == 11 and "GE" in given.countries and run.digits[0] >= "0":
        return True
    return any(check(numbers) for check in _CHECKS.get(len(numbers), ()))


def _dot(numbers: Sequence[int], weights: Sequence[int]) -> int:
    return sum(number * weight for number, weight in zip(numbers, weights, strict=False))


def _is_day(day: int, month: int) -> bool:
    return 1 <= day <= 31 and 1 <= month <= 12


def _pair(numbers: Sequence[int], at: int) -> int:
    return numbers[at] * 10 + numbers[at + 1]


def jmbg(numbers: Sequence[int]) -> bool:
    """JMBG, EMBG and EMŠO: North Macedonia, Serbia, Bosnia, Montenegro, Kosovo, Slovenia."""
    if not _is_day(_pair(numbers, 0), _pair(numbers, 2)):
        return False
    return (11 - _dot(numbers, (7, 6, 5, 4, 3, 2) * 2) % 11) % 11 % 10 == numbers[12]


def idnp(numbers: Sequence[int]) -> bool:
    """IDNP: Moldova."""
    return numbers[0] in {0, 2} and _dot(numbers, (7, 3, 1) * 4) % 10 == numbers[12]


def cnp(numbers: Sequence[int]) -> bool:
    """CNP: Romania."""
    if not numbers[0] or not _is_day(_pair(numbers, 5), _pair(numbers, 3)):
        return False
    rest = _dot(numbers, (2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9)) % 11
    return (1 if rest == 10 else rest) == numbers[12]


def iin(numbers: Sequence[int]) -> bool:
    """IIN: Kazakhstan."""
    if not _is_day(_pair(numbers, 4), _pair(numbers, 2)):
        return False
    rest = _dot(numbers, range(1, 12)) % 11
    if rest == 10:
        rest = _dot(numbers, (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)) % 11
    return rest == numbers[11]


def oib(numbers: Sequence[int]) -> bool:
    """OIB: Croatia (ISO 7064, MOD 11, 10)."""
    rest = 10
    for number in numbers[:10]:
        rest = ((rest + number) % 10 or 10) * 2 % 11
    return (11 - rest) % 10 == numbers[10]


def tckn(numbers: Sequence[int]) -> bool:
    """T.C. Kimlik No: Turkey."""
    odd, even = sum(numbers[0:9:2]), sum(numbers[1:8:2])
    tenth, last = (odd * 7 - even) % 10, sum(numbers[:10]) % 10
    return numbers[0] != 0 and (tenth, last) == (numbers[9], numbers[10])


def egn(numbers: Sequence[int]) -> bool:
    """EGN: Bulgaria. 20 or 40 is added to the month of other centuries."""
    if not _is_day(_pair(numbers, 4), _pair(numbers, 2) % 20):
        return False
    return _dot(numbers, (2, 4, 8, 5, 10, 9, 7, 3, 6)) % 11 % 10 == numbers[9]


def rntrc(numbers: Sequence[int]) -> bool:
    """RNTRC (taxpayer): Ukraine; such a number is counted from 1899, so it begins with 1 to 4."""
    weights = (-1, 5, 7, 9, 4, 6, 10, 5, 7)
    return 1 <= numbers[0] <= 4 and _dot(numbers, weights) % 11 % 10 == numbers[9]


_CHECKS: dict[int, tuple[Callable[[Sequence[int]], bool], ...]] = {
    10: (egn, rntrc),
    11: (oib, tckn),
    12: (iin,),
    13: (jmbg, idnp, cnp),
}
"""By length, what says whether a row of digits is such a number."""

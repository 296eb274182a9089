"""Bounds on numbers and dates, as XPath states them and as a round does.

A round has `at_least` and `at_most` alone. `> 5` is `at_least: 6` for whole numbers, and
`at_least: 5.1` where one decimal may be given, which comes to the same.
"""

import datetime as dt
from decimal import Decimal
from math import ceil, floor

from admin.xlsform.expressions import Call, Expression, Literal
from admin.xlsform.known import NoCounterpartError

FLIPPED = {"=": "=", "!=": "!=", "<": ">", ">": "<", "<=": ">=", ">=": "<="}
"""Every comparison, and the one that says the same with its sides exchanged."""
LOWER = (">", ">=")
UPPER = ("<", "<=")
_MOST = Decimal(10) ** 15


def sides(expression: Expression) -> tuple[str, Expression, Expression] | None:
    """Return operator, left and right of a comparison, a constant always on the right."""
    match expression:
        case Call(operator, (left, right)) if operator in FLIPPED:
            if _constant(left) and not _constant(right):
                return FLIPPED[operator], right, left
            return operator, left, right
    return None


def _constant(expression: Expression) -> bool:
    match expression:
        case Literal():
            return True
        case Call("date" | "today" | "now" | "number" | "string", args):
            return all(_constant(one) for one in args)
    return False


def number(expression: Expression) -> int | float | None:
    """Return the number that a constant is, also when it stands in quotes."""
    match expression:
        case Literal(bool()):
            return None
        case Literal(int() | float() as value):
            return value if abs(value) < _MOST else None
        case Literal(str() as text):
            return _written(text.strip())
        case Call("number" | "int", (inner,)):
            return number(inner)
    return None


def _written(text: str) -> int | float | None:
    try:
        value = Decimal(text)
    except ArithmeticError:
        return None
    return _slim(value) if value.is_finite() and abs(value) < _MOST else None


def bound(operator: str, value: float, decimals: int = 0) -> int | float:
    """Return the least or the most that may be given, for `<`, `<=`, `>` or `>=` a value."""
    step = Decimal(1).scaleb(-decimals)
    steps = Decimal(str(value)) / step
    whole = {
        ">": floor(steps) + 1,
        ">=": ceil(steps),
        "<": ceil(steps) - 1,
        "<=": floor(steps),
    }[operator]
    return _slim(whole * step)


def _slim(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def date(expression: Expression) -> dt.date | None:
    """Return the date that a constant is: `date('2026-03-01')` or `'2026-03-01'`."""
    match expression:
        case Call("date", (inner,)):
            return date(inner)
        case Literal(str() as text):
            try:
                return dt.date.fromisoformat(text.strip()[:10])
            except ValueError:
                return None
    return None


def date_part(operator: str, day: dt.date, precision: str) -> str | int:
    """Return a bound on months or years from one on days.

    ODK keeps a month as its first day and a year as its first day; the bound returned admits the
    same months or years.
    """
    first = day.replace(day=1) if precision == "month" else day.replace(month=1, day=1)
    if operator == ">" or (operator == ">=" and day != first):
        first = _next(first, precision, 1)
    elif operator == "<" and day == first:
        first = _next(first, precision, -1)
    return f"{first:%Y-%m}" if precision == "month" else first.year


def _next(first: dt.date, precision: str, by: int) -> dt.date:
    months = first.year * 12 + first.month - 1 + by * (1 if precision == "month" else 12)
    if not 12 <= months < 120_000:
        raise NoCounterpartError("The date is out of reach.")
    return dt.date(months // 12, months % 12 + 1, 1)

"""Counts in plain Python, written apart from the analysis and its queries.

Ids are those of tables.csv; what joins age bands or options is named `a+b`.
"""

from collections.abc import Sequence

from tests.support.datasets import Row, Value


def people(
    rows: Sequence[Row], variable: str, option: str = "base", by: str = "", group: str = ""
) -> int:
    """Return how many responses are in a cell."""
    return sum(1 for row in rows if in_group(row, by, group) and _chose(row, variable, option))


def rounded(number: int) -> int:
    """Return the multiple of five nearest to a count."""
    return 5 * round(number / 5)


def percent(count: int, base: int) -> int:
    """Return a share in whole per cent, halves upwards."""
    return int(100 * count / base + 0.5)


def in_group(row: Row, by: str, group: str) -> bool:
    """Return whether a response is one of a group, or of everybody."""
    if by in {"", ":everyone"}:  # nobody in these rows looks like stuffing
        return True
    if group.startswith(":"):
        return row[f"{by}__outcome"] == group[1:]
    return row[by] in group.split("+") and row[by] is not None


def _chose(row: Row, variable: str, option: str) -> bool:
    question, _, view = variable.partition(":")
    if option == "base":
        return row.get(f"{question}__outcome") != "not_asked"
    if option in {":skipped", ":declined", ":answered"}:
        return row[f"{question}__outcome"] == option[1:]
    value = row[question]
    if view.startswith(("places:", "points:")):
        return _of_option(value, view, option)
    if view == "merged" and isinstance(value, int):
        return value in {"low": (1, 2), "middle": (3,), "high": (4, 5)}[option]
    if isinstance(value, list):
        ranked_first = question == "first" and not view
        return value[0] == option if ranked_first else option in value
    return value is not None and _is(value, option)


def _is(value: str | float, option: str) -> bool:
    """Return whether a value is an option; a number, or the year of a date, within a band."""
    if isinstance(value, str) and value[:4].isdecimal():
        return _within(float(value[:4]), option)
    return _within(value, option) if isinstance(value, float) else str(value) in option.split("+")


def _of_option(value: Value, view: str, option: str) -> bool:
    """Return whether one option of a ranking has a place, or one of many points were given it."""
    counted, _, name = view.partition(":")
    if not isinstance(value, list):
        return False
    if counted == "points":
        given = [one[1] for one in value if isinstance(one, tuple) and one[0] == name]
        return _within(sum(given), option)
    if option == ":unplaced":
        return name not in value
    return value[int(option) - 1] == name


def _within(number: float, band: str) -> bool:
    low, many, high = band.partition("..")
    most = float(high) if high else float("inf") if many else float(low)
    return float(low) <= number <= most

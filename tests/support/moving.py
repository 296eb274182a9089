"""Exact counts with people moved from one answer to another, so that they still fit each other."""

from dataclasses import replace

from admin.analysis.counting import Group, UnprotectedCounts


def with_people(
    raw: UnprotectedCounts, cell: tuple[str, str, Group], number: int, *, other: str, beside: str
) -> UnprotectedCounts:
    """Return counts in which a cell of a group holds so many people.

    They come from the `other` answer of the same group; in the group `beside`, as many do the
    reverse, so that everybody together answers as before.
    """
    variable, category, group = cell
    counts, more = dict(raw.counts), number - raw.counts[cell]
    for name, moved in ((category, more), (other, -more)):
        counts[variable, name, group] += moved
        counts[variable, name, (group[0], beside)] -= moved
    return replace(raw, counts=counts)

"""The breakdowns that are planned can reach the threshold with the people who are expected."""

from collections.abc import Iterator

from dialogs.lints.base import Finding, Outside, error
from dialogs.questions import PickOne
from dialogs.round import Round


def find(round_: Round, outside: Outside) -> Iterator[Finding]:
    """Even groups are the best case: if they stay below the threshold, most real ones do."""
    threshold, expected = round_.publication.threshold, round_.expected
    if expected < threshold:
        yield error(
            "$.expected",
            f"{expected} people are expected, and nothing is shown about fewer than {threshold}.",
            "Expect more, ask in more places, or do not ask by bot.",
        )
        return
    for i, name in enumerate(round_.publication.breakdowns):
        groups = _groups(round_, name)
        each = expected // groups
        if each < threshold:
            yield error(
                f"$.publication.breakdowns[{i}]",
                f"“{name}” has {groups} groups: {expected} people spread evenly are {each} in "
                f"each, and a group of fewer than {threshold} is hidden.",
                f"Merge them into {max(expected // threshold, 1)} groups at most, put options "
                "together under `wider`, or leave this breakdown out.",
            )


def _groups(round_: Round, name: str) -> int:
    """Return how many groups there are at least; options of a wider category are one."""
    if name == "age":
        return len(round_.age_bands)
    question = round_.question(name)
    if not isinstance(question, PickOne):
        return 1
    gathered = sum(len(one.of) for one in question.in_wider)
    return len(question.options) - gathered + len(question.in_wider)

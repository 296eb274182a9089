"""A scale has a middle, and its two sides weigh the same."""

from collections.abc import Iterator

from dialogs.lints.base import Finding, Outside, warning
from dialogs.lints.tools.wording import strong
from dialogs.questions import PickOne, Scale
from dialogs.questions.base import Localised
from dialogs.round import Round


def find(round_: Round, outside: Outside) -> Iterator[Finding]:
    """What a label means cannot be known here; signs of form can be seen.

    These are an even number of steps, too many of them, and one end that is named strongly ("very
    bad") while the other is not ("good").
    """
    for i, question in enumerate(round_.questions):
        path = f"$.questions[{i}]"
        if isinstance(question, Scale):
            yield from _steps(f"{path}.points", question.points)
            yield from _ends(f"{path}.low", question.low, question.high)
        elif isinstance(question, PickOne) and question.likert:
            options = [one for one in question.options if not one.other and not one.exclusive]
            yield from _steps(f"{path}.options", len(options))
            if len(options) > 7:
                yield warning(
                    f"{path}.options",
                    f"{len(options)} steps with a label each are hard to tell apart.",
                    "Take 5, or a `scale` with named ends.",
                )
            if len(options) > 1:
                yield from _ends(f"{path}.options[0].label", options[0].label, options[-1].label)


def _steps(path: str, count: int) -> Iterator[Finding]:
    if count % 2 == 0:
        yield warning(
            path,
            f"{count} steps have no middle: whoever stands there is pushed to one side.",
            "Take an odd number, unless that is meant.",
        )


def _ends(path: str, low: Localised, high: Localised) -> Iterator[Finding]:
    for language in low:
        ends = strong(low[language], language), strong(high[language], language)
        if None not in ends and ends[0] != ends[1]:
            yield warning(
                f"{path}.{language}",
                f"One end is named more strongly: “{low[language]}” and “{high[language]}”.",
                "Make both ends equally strong.",
            )

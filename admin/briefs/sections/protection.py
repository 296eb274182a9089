"""Annex: how the numbers are protected, exactly as the program does it."""

from admin.briefs.context import Context
from admin.briefs.model import Bullets, Paragraph, Section, plain


def section(context: Context) -> Section:
    """Return the disclosure statement."""
    say, rule = context.words, context.tables.rule
    numbers = {"threshold": rule.threshold, "rounding": rule.rounding}
    items = [
        say(
            "No number below {threshold} is shown, anywhere. Zero is treated in the same way, so"
            " a hidden number and zero look alike (*).",
            **numbers,
        ),
        say(
            "In questions with several answers, an answer is also hidden in a group when fewer than"
            " {threshold} people of that group did not choose it.",
            **numbers,
        ),
        say(
            "Every count is rounded to the nearest multiple of {rounding}, halves upwards."
            " Percentages and means are computed from the rounded counts; a mean is given only when"
            " every point of its scale is shown.",
            **numbers,
        ),
        say("When a total is hidden, all its parts are hidden."),
        say(
            "For every hidden number, the program works out the range in which it must lie, from"
            " all numbers printed in this brief, sum by sum. While a range is narrower than"
            " {threshold}, the smallest shown number of the sum that narrows it is hidden too.",
            **numbers,
        ),
        say(
            "Neighbouring age bands with fewer than {base} people are joined in comparisons.",
            base=rule.percent_base,
        ),
        say(
            "The tables are fixed before the round opens: each question by {breakdowns}, never by"
            " two of them together.",
            breakdowns=_breakdowns(context),
        ),
    ]
    limits = say(
        "What this does not cover yet: solving all sums of all tables at once can narrow a range"
        " further than going sum by sum. An audit by linear programming will be added; until then,"
        " no statement is made about attacks of that kind. Other publications about the same round"
        " are not taken into account: one set of tables should be issued for a round."
    )
    return Section(
        "protection",
        say("Annex B: How the numbers are protected"),
        (Bullets(tuple(plain(item) for item in items)), Paragraph(plain(limits))),
    )


def _breakdowns(context: Context) -> str:
    names = [context.labels.breakdown(by) for by in context.tables.plan.breakdowns]
    return context.words.listed([f"“{name}”" for name in names])

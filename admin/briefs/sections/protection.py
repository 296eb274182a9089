"""Annex: how the numbers are protected, exactly as the program does it."""

from admin.briefs import keeping
from admin.briefs.context import Context
from admin.briefs.model import Bullets, Paragraph, Section, plain


def section(context: Context) -> Section:
    """Return the disclosure statement."""
    say = context.words
    limits = say(
        "What this does not cover: people who took part know their own answers, and may know those"
        " of friends. A release of this round is entered in a register; a later one that would give"
        " away somebody by comparison is refused."
    )
    return Section(
        "protection",
        say("Annex B: How the numbers are protected"),
        (
            Bullets(tuple(plain(item) for item in items(context))),
            Paragraph(plain(limits)),
            *keeping.blocks(context),
        ),
    )


def rounding(context: Context) -> str:
    """Return how every count is rounded."""
    return context.words(
        "Every count is rounded to the nearest multiple of {rounding}, halves upwards."
        " Percentages and means are computed from the rounded counts; a mean is given only when"
        " every point of its scale is shown.",
        rounding=context.tables.rule.rounding,
    )


def items(context: Context) -> list[str]:
    """Return what is done, step by step."""
    say, rule = context.words, context.tables.rule
    numbers = {"threshold": rule.threshold}
    return [
        say(
            "No number below {threshold} is shown, anywhere. Zero is treated in the same way, so"
            " a hidden number and zero look alike (*).",
            **numbers,
        ),
        say(
            "Where more than 90% of a base gave one answer, the words “nearly all” stand in place"
            " of its number."
        ),
        say(
            "Sizes of groups are the exception: how many people are of an age, speak a language or"
            " belong to another group is printed even where it is nearly everybody, because all"
            " other numbers stand on it."
        ),
        rounding(context),
        say(
            "For every hidden number, the program works out the fewest and the most people it can"
            " stand for, from everything printed here, from all earlier publications of this round"
            " and from the way of counting, all at once. While they are less than {threshold}"
            " apart, further numbers are hidden, those whose loss matters least. At the end there"
            " are, for each hidden number, two tables of whole people that agree with everything"
            " published and differ in it by {threshold} or more.",
            **numbers,
        ),
        say(
            "“Did not choose it” and “was not asked” can be found by subtraction; where they"
            " stand for fewer than {threshold} people, they are protected in the same way.",
            **numbers,
        ),
        say(
            "Neighbouring age bands with fewer than {base} people are joined in comparisons.",
            base=rule.percent_base,
        ),
        *_wider(context),
        _fixed(context),
        *_withheld(context),
        *_of_texts(context),
    ]


def _wider(context: Context) -> list[str]:
    """Return by which rule options are put together, where the round says that some may be."""
    named = [one for one in context.round.breakdowns if one.in_wider]
    by = [one.id for one in named if one.id in context.tables.plan.compared]
    if not by:
        return []
    text = context.words(
        "In comparisons by {breakdowns}, a wider category takes the place of its answers where one"
        " of them has fewer than {base} people; which answers it holds was fixed before the round"
        " opened. People who gave no answer are never counted in it.",
        breakdowns=context.words.listed([context.labels.breakdown_in_text(one) for one in by]),
        base=context.tables.rule.percent_base,
    )
    return [text]


def _of_texts(context: Context) -> list[str]:
    if not context.codings:
        return []
    if any(coding.by_group for coding in context.codings):
        return [
            context.words(
                "Themes were given to texts after the round had closed, by people who saw texts"
                " alone. A program then counted them by group, with a sealed link from texts to"
                " answers that only several holders together could open, and that is destroyed"
                " afterwards. Themes are protected together with all other tables."
            )
        ]
    text = context.words(
        "Themes were given to texts after the round had closed. They are counted over all coded"
        " texts and by language, never otherwise, because nothing joins a text to the other"
        " answers; and they are protected together with all other tables."
    )
    return [text]


def _withheld(context: Context) -> list[str]:
    """Return that finer tables are missing, which a reader who knows the plan expects."""
    if not context.tables.plan.withheld:
        return []
    return [context.words("Finer tables by group are not shown, to protect small numbers.")]


def _fixed(context: Context) -> str:
    """Return which tables there are, whatever people answered."""
    say, by = context.words, context.tables.plan.compared
    if not by:
        return say("The tables are fixed before the round opens: each question over everybody.")
    names = [context.labels.breakdown_in_text(one) for one in by]
    return say(
        "The tables are fixed before the round opens: each question by {breakdowns}, never by"
        " two of them together.",
        breakdowns=say.listed(names),
    )

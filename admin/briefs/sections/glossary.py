"""Annex: the words that numbers are told in, plainly."""

import re

from admin.briefs.context import Context
from admin.briefs.model import Facts, Line, Section, plain

_COLON = re.compile(r"[:.] ")
"""Armenian has its own stop here, which looks like a point."""


def section(context: Context) -> Section:
    """Return each word that this document uses, and what it means."""
    words = Facts(tuple(_split(text) for text in _words(context)))
    return Section("glossary", context.words("Annex F: Words used here"), (words,))


def _split(text: str) -> tuple[str, Line]:
    """Return a word and what is said of it."""
    word, meaning = _COLON.split(text, maxsplit=1)
    return word, plain(meaning)


def _words(context: Context) -> list[str]:
    say, rule = context.words, context.tables.rule
    return [
        say("Base: the people whom a share is of."),
        say(
            "Share: how many of every hundred people of the base gave an answer; given where the"
            " base is {base} or more.",
            base=rule.percent_base,
        ),
        say(
            "Rounding: each count is printed as the nearest multiple of {rounding}, so that one"
            " person more or less cannot be seen.",
            rounding=rule.rounding,
        ),
        say(
            "Threshold: the smallest number of people that is printed, {threshold}.",
            threshold=rule.threshold,
        ),
        say(
            "Hidden (*): not printed, because it, or another number with its help, would tell of"
            " few people; it can be zero."
        ),
        say("Breakdown: what people are grouped by, to compare their answers."),
        say("Clear difference: a distance that rounding and chance do not explain."),
        say(
            "Self-selected: people decided by themselves to take part, so the results speak of them"
            " and not of all young people."
        ),
        say(
            "Margin of error: how far a result may be off where people were drawn by chance; nobody"
            " was drawn here, so there is none."
        ),
    ]

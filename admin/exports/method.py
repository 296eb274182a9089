"""What a reader of the files must know, in sentences."""

from collections.abc import Iterator

from admin.briefs import numbers, themes
from admin.briefs.context import Context
from admin.exports.source import Source


def legend(source: Source) -> list[str]:
    """Return how a table is to be read."""
    say, rule = source.context.words, source.context.tables.rule
    return [
        say(
            "* hidden: fewer than {threshold} people (zero included), or hidden so that such a"
            " number cannot be worked out.",
            threshold=rule.threshold,
        ),
        say("Where more than 90% of a base gave one answer, it is called nearly all."),
        say(
            "Counts are rounded to the nearest multiple of {rounding}; shares are computed from"
            " rounded counts, on bases of {base} and more.",
            rounding=rule.rounding,
            base=rule.percent_base,
        ),
    ]


def facts(source: Source) -> Iterator[tuple[str, str]]:
    """Yield the name and the words of what is to be said of the consultation."""
    context, say = source.context, source.context.words
    round_ = context.round
    yield say("Purpose"), context.own(round_.purpose)
    yield say("Conducted by"), context.own(round_.organiser.name)
    yield say("Paid for by"), context.own(round_.organiser.funder)
    yield say("Contact, complaints"), round_.organiser.contact
    yield say("Addressee"), context.own(round_.addressee.body)
    yield say("When"), context.period()
    yield say("Language of this file"), context.language
    yield (
        say("How they came"),
        say(
            "They followed an open link or invitation and chose to take part: a self-selected,"
            " non-probability group. Nobody was drawn by chance. No margin of error: it would"
            " mislead where people select themselves."
        ),
    )
    yield (
        say("Base"),
        say(
            "Shares are of everybody who was asked, in the whole or in the group, whether or not"
            " they answered."
        ),
    )
    if rules := list(numbers.rules(context)):
        yield say("Counting"), " ".join(rules)
    yield from themes.facts(context)
    yield say("Protection"), " ".join(legend(source))
    yield say("No responses"), _no_responses(context)


def synthetic(source: Source) -> list[str]:
    """Return how the synthetic responses were made, and what they are not good for."""
    say, given = source.context.words, source.given
    alone = say(
        "Each question is drawn by itself: how answers to different questions go together is"
        " chance, and says nothing about anybody."
    )
    within = say(
        "Each question that the tables break down by {breakdown} is drawn within its groups; a"
        " cell that is hidden there is filled as if the groups did not differ. How answers to"
        " different questions go together is chance otherwise.",
        breakdown=source.context.labels.breakdown(given) if given else "",
    )
    return [
        say(
            "Nobody gave these responses. They are made from the published tables alone, to write"
            " and try an analysis with; only the tables are results."
        ),
        within if given else alone,
        *_without_texts(source),
        say(
            "As many people have an answer as its printed count says, no further off than the count"
            " was rounded; chance decides who. An answer whose count is hidden is nobody's: those"
            " whom it must hold are marked as hidden. What is put first in a ranking is among its"
            " places; points of a scale fit their merged part. Limits on how many answers one"
            " person may choose are not kept, nor what the points that one person shares out add"
            " up to. The place of each option of a ranking is in the tables only."
        ),
    ]


def _without_texts(source: Source) -> list[str]:
    if not source.context.codings:
        return []
    return [source.context.words("Themes of texts are in the tables alone: nobody here has them.")]


def _no_responses(context: Context) -> str:
    return context.words(
        "There is no file of responses: it would give every hidden number back. All files hold the"
        " same protected tables."
    )


def formats(source: Source) -> list[str]:
    """Return what is particular to single formats."""
    say = source.context.words
    return [
        say(
            "CSV: UTF-8, commas between fields, every field in quotation marks. A text that a"
            " spreadsheet could take for a formula has an apostrophe (') in front, as has a text"
            " that begins with one: take the first apostrophe away, and you have the text as it"
            " was. A hidden number is an empty field."
        ),
        say("Excel: every text is a text; there is no formula and no link. * is a hidden number."),
        say(
            "JSON-stat: a hidden number is null with the status h; n stands for nearly all, and s"
            " for a share whose base is too small."
        ),
        say(
            "SPSS and Stata: a label that is longer than the format holds (SPSS: 255 bytes for a"
            " column, 120 for a value; Stata: 80 characters for a column) ends in “…”; it is whole"
            " in this codebook. Missing values are -1 to -4."
        ),
    ]


def columns(source: Source) -> list[str]:
    """Return what each column of the tables holds, in their order."""
    say = source.context.words
    return [
        say("wording of the question, or the name of what is counted"),
        say("wording of the breakdown; empty for everybody"),
        say("wording of the group"),
        say("wording of the answer; the base is a row of its own"),
        say("id of what is counted"),
        say("id of the breakdown; “:everyone” where those set apart are counted too"),
        say("id of the group"),
        say("id of the answer"),
        say("people whom the count is a share of, rounded"),
        say("people, rounded"),
        say("share of the base in per cent"),
        say("“yes”, “no” (hidden, or zero) or “nearly all”"),
    ]

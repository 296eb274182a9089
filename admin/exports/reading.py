"""What a reader must know of single formats, and of the columns of the tables."""

from admin import tidy
from admin.exports import as_jsonstat
from admin.exports.source import ANSWER, BREAKDOWN, COUNT, GROUP, QUESTION, SHARE, Source


def formats(source: Source) -> list[str]:
    """Return what is particular to single formats."""
    say = source.context.words
    return [
        say(
            "Names of columns, ids and codes are the same in every language, so files in several"
            " languages can be joined."
        ),
        say(
            "CSV: the encoding is UTF-8, commas stand between fields, and every field is in"
            " quotation marks. A text that a spreadsheet could take for a formula has an apostrophe"
            " (') in front, and so has a text that begins with one. Take the first apostrophe away,"
            " and you have the text as it was. A hidden number is an empty field."
        ),
        say("Excel: there are no formulas and no links. * stands for a hidden number."),
        say(
            "JSON-stat: a hidden number is {null} with the status {hidden}; the status {nearly}"
            " stands for nearly all, and {small} for a share whose base is too small.",
            null="null",
            hidden=as_jsonstat.HIDDEN,
            nearly=as_jsonstat.NEARLY_ALL,
            small=as_jsonstat.TOO_SMALL,
        ),
        say(
            "SPSS and Stata: a label that is longer than the format allows (SPSS: 255 bytes for a"
            " column, 120 for a value; Stata: 80 characters for a column) ends in “…”; this"
            " codebook has it in full. The codes of missing values are -1 to -4."
        ),
    ]


def columns(source: Source) -> list[str]:
    """Return what each column of the tables holds, in their order."""
    say = source.context.words
    wordings = ("question", "breakdown", "group", "option")
    return [
        *(say(text) for text in (QUESTION, BREAKDOWN, GROUP, ANSWER)),
        *(say("Id of what stands in “{column}”", column=name) for name in wordings),
        say("The number of people that the share is of, rounded"),
        say(COUNT),
        say(SHARE),
        say(
            "“{yes}”: the number is shown; “{no}”: it is hidden, or zero; “{nearly}”: nearly"
            " everybody gave this answer",
            yes=tidy.SHOWN,
            no=tidy.HIDDEN,
            nearly=tidy.NEARLY_ALL,
        ),
        say("Says where the answers were simulated; a column of CSV, SPSS and Stata"),
    ]

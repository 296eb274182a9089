"""Annex: how the consultation was done, item by item as AAPOR asks for (in short)."""

from admin.analysis.variables import LANGUAGE
from admin.asks import LEADING, carried
from admin.briefs import numbers, quarantine, themes, voting, weighted
from admin.briefs.context import Context, figure_of
from admin.briefs.incidents import told
from admin.briefs.model import Bullets, Facts, Heading, Line, Section, plain
from admin.claims import strengths
from admin.differences import LARGE, LEAST_GAP, MEDIUM, looked_at
from admin.findings import CLEAR_LEAN
from admin.words import marked
from dialogs.languages import OWN_NAMES
from dialogs.round import Review


def section(context: Context) -> Section:
    """Return the facts of method and the rules of wording."""
    say = context.words
    return Section(
        "methods",
        say("Annex A: Methods"),
        (
            Facts(tuple(_facts(context))),
            *quarantine.comparison(context),
            Heading(say("How findings were chosen and worded")),
            Bullets(tuple(plain(text) for text in _rules(context))),
        ),
        new_page=True,
    )


def _facts(context: Context) -> list[tuple[str, Line]]:
    organiser, lang = context.round.organiser, context.wording_lang
    say, purpose = context.words, context.own(context.round.purpose)
    return [
        (say("Purpose"), plain(purpose, lang=lang)),
        (say("Conducted by"), plain(context.begun(organiser.name), lang=lang)),
        (say("Paid for by"), plain(context.begun(organiser.funder), lang=lang)),
        *((name, plain(text)) for name, text in _taking_part(context)),
        *((name, plain(text)) for name, text in told(context)),
        *((name, plain(text)) for name, text in quarantine.facts(context)),
        *((name, plain(text)) for name, text in themes.facts(context)),
        *((name, plain(text)) for name, text in _counting(context)),
        (say("Contact, complaints"), plain(organiser.contact)),
    ]


def _taking_part(context: Context) -> list[tuple[str, str]]:
    say = context.words
    came = say(
        "They followed an open link or invitation and chose to take part: a self-selected,"
        " non-probability group. Nobody was drawn by chance."
    )
    answered = say(
        "Alone, in a chat on Telegram, in the language they chose; every question could be"
        " skipped, and they could stop at any time."
    )
    return [
        (say("Who could take part"), _population(context)),
        (say("How they came"), came),
        (say("How they answered"), answered),
        (say("When"), context.period()),
        (say("Question wording"), _wording(context)),
        (say("Responses by language"), _languages(context)),
    ]


def _counting(context: Context) -> list[tuple[str, str]]:
    say = context.words
    base = say(
        "Percentages are shares of everybody who took part, or of everybody in the group,"
        " whether or not they answered the question; “{skipped}” is shown as an answer of its"
        " own. No percentage is given on a base below {base}.",
        skipped=say("No answer"),
        base=context.tables.rule.percent_base,
    )
    processing = say(
        "Responses were sealed when sent and could be read only after the round had closed."
        " Counting, the wording of findings and the layout are done by a program, by the rules"
        " below."
    )
    precision = say("No margin of error: it would mislead where people select themselves.")
    return [
        (say("Precision"), precision),
        (say("Weighting"), weighted.method(context)),
        (say("Base"), base),
        (say("Processing"), processing),
        (say("Limits"), _limits(context)),
    ]


def _limits(context: Context) -> str:
    if context.codings:
        return context.words(
            "Those without a phone or without the app are missing; a person with several accounts"
            " could answer more than once."
        )
    return context.words(
        "Those without a phone or without the app are missing; a person with several accounts"
        " could answer more than once; texts have not been coded yet."
    )


def _population(context: Context) -> str:
    return context.words(
        "Young people from {age} years on who had the link. Age was asked in years and kept as a"
        " band only.",
        age=context.round.minimum_age,
    )


def _languages(context: Context) -> str:
    table = context.tables.table(LANGUAGE)
    return ", ".join(
        f"{OWN_NAMES.get(c.id, c.id)} {figure_of(table.cell(c.id), context.words)}"
        for c in context.labels.in_order(table.variable)
    )


def _wording(context: Context) -> str:
    say = context.words
    states = {
        Review.REVIEWED: marked("Reviewed by a speaker: {languages}."),
        Review.DRAFTED: marked("Drafts that no speaker has reviewed yet: {languages}."),
    }
    texts = []
    for review, template in states.items():
        names = [
            OWN_NAMES.get(tag, tag)
            for tag, state in context.round.languages.items()
            if state is review
        ]
        if names:
            texts.append(say(template, languages=", ".join(names)))
    return " ".join([*texts, say("Annex D has it in full.")])


def _rules(context: Context) -> list[str]:
    say = context.words
    scale = strengths(say)
    steps = ", ".join(
        say("{word} from {least}", word=say.quoted(word), least=say.percent(least))
        for least, word in scale
    )
    return [
        say(
            "Front page: the leading answer of the first question with several answers; the"
            " clearest differences between groups; where answers on the scale lie; what is put"
            " first. The first three of these that can be stated are printed. One end of a scale is"
            " said to lead when it is {lean} points or more ahead.",
            lean=CLEAR_LEAN,
        ),
        say("Strength words stand for shares: {steps}.", steps=steps),
        say(
            "Differences: the group with the highest share is compared with the lowest. Both"
            " shares must be printed, be {gap} points or more apart, stay apart however the counts"
            " were rounded, and pass a two-proportion test at 5%, divided by the number of"
            " comparisons (Bonferroni). The test is a sieve; it says nothing about people who did"
            " not take part.",
            gap=LEAST_GAP,
        ),
        say(
            "Here {comparisons} comparisons were made. A difference is called medium from Cohen’s h"
            " {medium}, large from {large}, and small below.",
            comparisons=looked_at(context.tables),
            medium=say.number(MEDIUM, decimals=1),
            large=say.number(LARGE, decimals=1),
        ),
        say(
            "Asks were written before the round opened. An ask is printed when its answer is among"
            " the {leading} most chosen of its question; here {shown} of {all} are.",
            leading=LEADING,
            shown=_carried(context),
            all=len(context.round.publication.asks),
        ),
        *numbers.rules(context),
        *voting.rules(context),
        say(
            "Every number in a sentence is written by the program from a table cell and checked"
            " again before printing; one that does not match stops the brief."
        ),
    ]


def _carried(context: Context) -> int:
    return len(carried(context.tables, context.labels))

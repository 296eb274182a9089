"""How the consultation was done, by the eleven items that AAPOR asks to be disclosed.

American Association for Public Opinion Research, Disclosure Standards (2021).
"""

from collections.abc import Iterator

from admin.analysis.variables import LANGUAGE
from admin.briefs import process, quarantine, quoting, themes, weighted
from admin.briefs.context import Context
from admin.briefs.incidents import told
from admin.briefs.model import Line, Run, plain
from admin.briefs.sections import accountability
from admin.words import marked
from dialogs.languages import OWN_NAMES
from dialogs.round import Review

Told = list[tuple[str, Line]]


def items(context: Context) -> tuple[tuple[str, Told], ...]:
    """Return the name of each item, and what is to be said of it."""
    say = context.words
    return (
        (say("Strategy"), _strategy(context)),
        (say("Who did it and who paid"), _people(context)),
        (say("Question wording"), _instrument(context)),
        (say("Who could take part"), _one(say("Who could take part"), _population(context))),
        (say("How they came"), _recruited(context)),
        (say("How they answered"), _one(say("How they answered"), answered(context))),
        (say("When"), _when(context)),
        (say("How many, and how precise"), _numbers(context)),
        (say("Weighting"), _one(say("Weighting"), weighted.method(context))),
        (say("Processing"), list(_processing(context))),
        (say("Limits"), _one(say("Limits"), _limits(context))),
    )


def facts(context: Context) -> Told:
    """Return everything that is to be said, in the order of the items."""
    return [fact for _, some in items(context) for fact in some]


def _one(name: str, text: str) -> Told:
    return [(name, plain(text))]


def _strategy(context: Context) -> Told:
    say, purpose = context.words, context.own(context.round.purpose)
    kind = say(
        "A consultation: a questionnaire that people chose to answer in a chat. It is not a"
        " survey of a sample."
    )
    return [
        *_one(say("Kind of study"), kind),
        (say("Purpose"), plain(purpose, lang=context.wording_lang)),
    ]


def _people(context: Context) -> Told:
    organiser, say, lang = context.round.organiser, context.words, context.wording_lang
    own = context.own_words
    rows = [
        (say("Conducted by"), plain(context.begun(organiser.name), lang=lang)),
        (say("Paid for by"), plain(context.begun(organiser.funder), lang=lang)),
        (say("Contact, complaints"), _contact(context)),
    ]
    if context.approved_by:
        day = say.day(context.generated_on)
        names = "; ".join(f"{one} ({day})" for one in context.approved_by)
        rows.append((say("Approved by"), plain(names)))
    if own.licence:
        rows.append((say("Licence"), plain(own.licence)))
    return rows


def _contact(context: Context) -> Line:
    line, complaints = plain(context.round.organiser.contact), context.own_words.wording.complaints
    return (*line, Run("; "), *context.voiced(complaints)) if complaints else line


def _instrument(context: Context) -> Told:
    say, own = context.words, context.own_words.wording
    rows = _one(say("Question wording"), _wording(context))
    if own.told:
        rows.append((say("What participants were told"), context.voiced(own.told)))
    if own.youth_check is None:
        none = say("No check of this text by young people was reported.")
        rows += _one(say("Checked by young people"), none)
    return rows + [(name, plain(text)) for name, text in accountability.missing(context)]


def _recruited(context: Context) -> Told:
    """Return how people came, and whether anything was given to them for it."""
    say, given = context.words, context.own_words.wording.incentives
    unknown = say("The organisation did not say whether anything was given for taking part.")
    return [
        *_one(say("How they came"), came(context)),
        (say("Given for taking part"), context.voiced(given) if given else plain(unknown)),
    ]


def came(context: Context) -> str:
    """Return how people came to take part."""
    return context.words(
        "They followed an open link or invitation and chose to take part: a self-selected,"
        " non-probability group. Nobody was drawn by chance."
    )


def answered(context: Context) -> str:
    """Return how people answered."""
    return context.words(
        "Alone, in a chat on Telegram, in the language they chose; every question could be"
        " skipped, and they could stop at any time."
    )


def _when(context: Context) -> Told:
    happened = [(name, plain(text)) for name, text in told(context)]
    return [*_one(context.words("When"), context.period()), *happened]


def _numbers(context: Context) -> Told:
    say = context.words
    return [
        *_one(say("Responses by language"), _languages(context)),
        *_one(say("Precision"), precision(context)),
    ]


def precision(context: Context) -> str:
    """Return why there is no margin of error."""
    return context.words("No margin of error: it would mislead where people select themselves.")


def _processing(context: Context) -> Iterator[tuple[str, Line]]:
    say = context.words
    shown = say(
        "“{skipped}” is shown as an answer of its own. No percentage is given on a base below"
        " {base}.",
        skipped=say("No answer"),
        base=context.tables.rule.percent_base,
    )
    processing = say(
        "Responses were sealed when sent and could be read only after the round had closed."
        " Counting, the wording of findings and the layout are done by a program, by the rules"
        " below."
    )
    yield from ((name, plain(text)) for name, text in quarantine.facts(context))
    yield from ((name, plain(text)) for name, text in themes.facts(context))
    yield from ((name, plain(text)) for name, text in quoting.facts(context))
    yield from ((name, plain(text)) for name, text in process.facts(context))
    yield say("Base"), plain(f"{base(context)} {shown}")
    unaided = say("The program uses no artificial intelligence and no machine translation.")
    yield say("Processing"), plain(f"{processing} {unaided}")


def base(context: Context) -> str:
    """Return of whom percentages are shares."""
    return context.words(
        "Shares are of everybody who was asked, in the whole or in the group, whether or not"
        " they answered."
    )


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
    say, table = context.words, context.tables.table(LANGUAGE)
    cells = ((one, table.cell(one.id).count) for one in context.labels.in_order(table.variable))
    return ", ".join(
        f"{OWN_NAMES.get(one.id, one.id)} {say('hidden') if count is None else say.number(count)}"
        for one, count in cells
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

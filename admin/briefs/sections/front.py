"""The front page: it can be read alone."""

from admin.asks import LEADING, carried
from admin.briefs.asking import ON_THE_FRONT, PREPARED, asked, table
from admin.briefs.context import Context
from admin.briefs.findings import stated
from admin.briefs.model import (
    Block,
    Callout,
    Facts,
    Heading,
    Line,
    Numbered,
    Paragraph,
    Run,
    Section,
    plain,
)
from admin.briefs.rules import unshown
from admin.claims import Form, Quoted, compose_plural, number
from admin.words import marked
from dialogs.round import Stage

_STAGES = {
    Stage.AGENDA: marked("The agenda is being set"),
    Stage.DESIGN: marked("A measure is being designed"),
    Stage.ADOPTION: marked("A measure is about to be decided"),
    Stage.DELIVERY: marked("A measure is being carried out"),
    Stage.REVIEW: marked("What was done is being reviewed"),
}


def section(context: Context) -> Section:
    """Return who asks whom to decide what by when, the findings, the asks, and their reach."""
    say = context.words
    return Section(
        "front",
        "",
        (
            _facts(context),
            *_decision(context),
            Heading(say("What young people say")),
            _findings(context),
            *_asks(context),
            Callout(_reach(context)),
        ),
    )


def _facts(context: Context) -> Facts:
    say, addressee, lang = context.words, context.round.addressee, context.wording_lang
    day = say.day(addressee.decision_date)
    return Facts(
        (
            (
                say("For"),
                (
                    Run(context.own(addressee.body), bold=True, lang=lang),
                    Run(f" ({context.own(addressee.role)})", lang=lang),
                ),
            ),
            (say("From"), plain(context.begun(context.round.organiser.name), lang=lang)),
            (say("Decision"), plain(context.begun(addressee.decision), lang=lang)),
            (say("Decision on"), plain(f"{day} · {say(_STAGES[addressee.stage])}")),
            (say("Reply by"), plain(say.day(addressee.reply_date), bold=True)),
            (say("Who spoke"), _people(context)),
        )
    )


def _people(context: Context) -> Line:
    finished, rule = context.tables.finished, context.tables.rule
    if not finished.shown:
        return plain(context.everybody())
    sentence = compose_plural(
        context.words,
        "{count} young person from {age} years on, {period} (counts rounded to {base}s)",
        "{count} young people from {age} years on, {period} (counts rounded to {base}s)",
        finished.count or 0,
        count=number(finished, Form.COUNT),
        age=Quoted(str(context.round.minimum_age)),
        period=Quoted(context.period()),
        base=Quoted(str(rule.rounding)),
    )
    return context.say(sentence)


def _decision(context: Context) -> tuple[Block, ...]:
    more = context.own_words.wording.decision
    return (Paragraph(context.voiced(more)),) if more else ()


def _findings(context: Context) -> Block:
    found = stated(context)
    if not found:
        text = context.words("Too few young people took part for findings to be stated.")
        return Paragraph(plain(text))
    return Numbered(tuple((one.headline, one.text) for one in found))


def _asks(context: Context) -> tuple[Block, ...]:
    say = context.words
    asks = asked(context)[:ON_THE_FRONT]
    if not asks:
        return ()
    prepared = {one.author for one in asks} == {PREPARED}
    shown = table(context, asks, say("Chosen by") if prepared else say("Reason"))
    note = say(
        "Drafted by {organiser} before the round opened. An ask is printed only if the answer it"
        " rests on is among the {leading} most chosen.",
        organiser=context.own(context.round.organiser.name),
        leading=LEADING,
    )
    if not all(one.shown for one in carried(context.tables, context.labels)):
        note += " " + unshown(context)
    notes = (Paragraph(plain(note), look="note"),) if prepared else ()
    return Heading(say("What follows from it")), shown, *notes


def _reach(context: Context) -> tuple[Run, ...]:
    say = context.words
    return (
        Run(say("How far this reaches."), bold=True),
        Run(" "),
        Run(
            say(
                "The young people who took part chose to do so. They are not a sample of all young"
                " people in the area, so the results are not representative and no margin of error"
                " can be given. They show what those who answered need, and how strongly."
            )
        ),
    )

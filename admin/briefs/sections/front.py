"""The front page: it can be read alone."""

from admin.asks import LEADING, CarriedAsk, carried
from admin.briefs.context import Context
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
    Table,
    plain,
)
from admin.claims import Form, Quoted, compose_plural, number
from admin.findings import findings


def section(context: Context) -> Section:
    """Return who asks whom to decide what by when, the findings, the asks, and their reach."""
    say = context.words
    return Section(
        "front",
        "",
        (
            _facts(context),
            Heading(say("What young people say")),
            _findings(context),
            *_asks(context),
            Callout(_reach(context)),
        ),
    )


def _facts(context: Context) -> Facts:
    say, addressee, lang = context.words, context.round.addressee, context.wording_lang
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
            (say("Decision on"), plain(say.day(addressee.decision_date))),
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


def _findings(context: Context) -> Block:
    found = findings(context.tables, context.labels)
    if not found:
        text = context.words("Too few young people took part for findings to be stated.")
        return Paragraph(plain(text))
    return Numbered(tuple((context.say(one.headline), context.say(*one.body)) for one in found))


def _asks(context: Context) -> tuple[Block, ...]:
    say = context.words
    asks = carried(context.tables, context.labels)
    if not asks:
        return ()
    head = (say("Ask"), say("Who"), say("By when"), say("Chosen by"))
    rows = tuple(_ask(context, index, ask) for index, ask in enumerate(asks, start=1))
    table = Table("", head, rows, (5.1, 1.7, 2.2, 2.9), figures=False, lang=context.wording_lang)
    note = say(
        "Drafted by {organiser} before the round opened. An ask is printed only if the answer it"
        " rests on is among the {leading} most chosen.",
        organiser=context.own(context.round.organiser.name),
        leading=LEADING,
    )
    return Heading(say("What follows from it")), table, Paragraph(plain(note), look="note")


def _ask(context: Context, index: int, carried_ask: CarriedAsk) -> tuple[str, ...]:
    ask = carried_ask.ask
    evidence = context.say(carried_ask.evidence)[0].text
    return (
        f"{index}. {context.own(ask.what)}",
        context.own(ask.who),
        context.words.day(ask.by),
        evidence,
    )


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

"""What they answered: one chart a question, with its exact wording and base."""

from admin.analysis.variables import ANSWERED, by_level, headline
from admin.briefs import numbers, themes
from admin.briefs.context import Context
from admin.briefs.model import Block, Figure, Figures, Heading, Paragraph, Run, Section
from admin.briefs.ordering import leading, ordered
from admin.briefs.page import ONE_PAGE, height
from admin.charts import Row, bars
from admin.claims import Form, Quoted, Sentence, compose, number, strength
from admin.disclosure import mean_of
from dialogs.questions import AnyQuestion, DatePart, Number, PickOne, Ranking, Scale
from dialogs.questions.base import Measure


def section(context: Context) -> Section | None:
    """Return as many charts as fit on a page, None if there is nothing to chart."""
    figures = tuple(figure for _, figure in charted(context)[0])
    points = tuple(numbers.shared_points(context))
    texts = [q for q in asked(context) if q.measure is Measure.TEXT]
    if not figures and not points and not texts:
        return None
    blocks: list[Block] = [Figures(figures)] if figures else []
    blocks += points
    if texts:
        blocks.append(Heading(context.words("In their own words")))
        for question in texts:
            blocks += [_own_words(context, question), *themes.figures(context, question)]
    return Section("answers", context.words("What they answered"), tuple(blocks), new_page=True)


def asked(context: Context) -> list[AnyQuestion]:
    """Return the questions that are not about the person."""
    questions = context.round.questions
    return [one for one in questions if not (isinstance(one, PickOne) and one.breakdown)]


Charted = list[tuple[AnyQuestion, Figure]]


def charted(context: Context) -> tuple[Charted, Charted]:
    """Return the charts that fit on a page, and the others, each in the order of the round.

    Those come first that the program's findings or the prepared asks are about.
    """
    all_ = [(one, _figure(context, one)) for one in asked(context) if by_level(one)]
    about = {name.partition(":")[0] for name in headline(context.round)}
    about |= {ask.question for ask in context.round.publication.asks}
    first = sorted(all_, key=lambda pair: pair[0].id not in about)
    for fitting in range(len(first), 0, -1):
        chosen = [pair for pair in all_ if pair in first[:fitting]]
        if height([figure for _, figure in chosen]) <= ONE_PAGE or fitting == 1:
            return chosen, [pair for pair in all_ if pair not in chosen]
    return [], []


def _figure(context: Context, question: AnyQuestion) -> Figure:
    table = context.tables.table(question.id)
    first = leading(table, context.tables)
    rows = [
        Row(context.labels.category(c), table.cell(c.id), strong=c.id in first)
        for c in ordered(table)
    ]
    picture = bars(rows, context.words, accent=context.accent)
    notes = f"{_note(context, question)} {context.everybody()}".strip()
    return Figure(context.own(question.text), notes, picture, context.wording_lang)


def _note(context: Context, question: AnyQuestion) -> str:
    if isinstance(question, Ranking):
        return context.words("What was put first; further places in Annex C.")
    if isinstance(question, Number | DatePart):
        return numbers.note(context, question)
    if isinstance(question, Scale):
        mean = mean_of(context.tables.table(question.id))
        if mean is not None:
            return context.words(
                "Mean of the answers {mean}.", mean=context.words.number(mean, decimals=1)
            )
    return ""


def _own_words(context: Context, question: AnyQuestion) -> Paragraph:
    return Paragraph(
        (*context.say(_how_many_wrote(context, question)), Run(f" {_quoted(context)}"))
    )


def _quoted(context: Context) -> str:
    say = context.words
    if context.quotes:
        return say(
            "Some of what was written stands under {section}.", section=say.quoted(say("Voices"))
        )
    return say(
        "Texts are not quoted here: before anything is quoted, people who are not on the project"
        " team remove what could identify someone."
    )


def _how_many_wrote(context: Context, question: AnyQuestion) -> Sentence:
    say, cell = context.words, context.tables.table(question.id).cell(ANSWERED)
    asked = Quoted(say.quoted(context.own(question.text)))
    if cell.nearly_all:
        return compose(
            say,
            "{strength} of the young people who took part wrote something when asked {question}.",
            question=asked,
            strength=strength(cell, say),
        )
    if cell.percent is None:
        return compose(
            say, "Asked {question}: how many wrote something cannot be shown.", question=asked
        )
    return compose(
        say,
        "Asked {question}, {count} of {base} young people ({share}) wrote something.",
        question=asked,
        count=number(cell, Form.COUNT),
        base=number(cell, Form.BASE),
        share=number(cell),
    )

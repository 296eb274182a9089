"""What they answered: one chart a question, with its exact wording and base."""

from admin.analysis.variables import ANSWERED, Category, by_level
from admin.briefs import numbers
from admin.briefs.context import Context
from admin.briefs.model import Block, Figure, Figures, Heading, Paragraph, Run, Section
from admin.charts import Row, bars
from admin.claims import Form, Quoted, Sentence, compose, number, strength
from admin.disclosure import ProtectedCell, ProtectedTable, mean_of
from dialogs.questions import AnyQuestion, DatePart, Number, PickOne, Ranking, Scale
from dialogs.questions.base import Measure


def section(context: Context) -> Section | None:
    """Return the charts of all questions that are not about the person, None if there are none."""
    asked = [q for q in context.round.questions if not (isinstance(q, PickOne) and q.breakdown)]
    figures = tuple(_figure(context, question) for question in asked if by_level(question))
    points = tuple(numbers.shared_points(context))
    texts = [q for q in asked if q.measure is Measure.TEXT]
    if not figures and not points and not texts:
        return None
    blocks: list[Block] = [Figures(figures)] if figures else []
    blocks += points
    if texts:
        blocks.append(Heading(context.words("In their own words")))
        blocks += [_own_words(context, question) for question in texts]
    return Section("answers", context.words("What they answered"), tuple(blocks), new_page=True)


def _figure(context: Context, question: AnyQuestion) -> Figure:
    table = context.tables.table(question.id)
    rows = [
        Row(context.labels.category(c), table.cell(c.id), strong=_leads(table, c.id))
        for c in _ordered(table)
    ]
    picture = bars(rows, context.words, accent=context.accent)
    notes = f"{_note(context, question)} {context.everybody()}".strip()
    return Figure(context.own(question.text), notes, picture, context.wording_lang)


def _ordered(table: ProtectedTable) -> list[Category]:
    """Return the answers by how often they were given, points and bands in their own order."""
    variable = table.variable
    answers = list(variable.substance)
    if not all(category.id.isdecimal() or category.span for category in answers):
        answers.sort(key=lambda category: _order(table.cell(category.id)))
    return [*answers, *(c for c in variable.categories if c not in answers)]


def _order(cell: ProtectedCell) -> tuple[bool, int]:
    return not cell.nearly_all, -(cell.count or 0)


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


def _leads(table: ProtectedTable, category: str) -> bool:
    if table.cell(category).nearly_all:
        return True
    shares = [table.cell(c.id).percent or 0 for c in table.variable.substance]
    return table.cell(category).percent == max(shares, default=0)


def _own_words(context: Context, question: AnyQuestion) -> Paragraph:
    later = context.words(
        "Texts are not quoted here: before anything is quoted, people who are not on the project"
        " team remove what could identify someone."
    )
    return Paragraph((*context.say(_how_many_wrote(context, question)), Run(" " + later)))


def _how_many_wrote(context: Context, question: AnyQuestion) -> Sentence:
    say, cell = context.words, context.tables.table(question.id).cell(ANSWERED)
    asked = Quoted(say.quoted(context.own(question.text)))
    if cell.nearly_all:
        return compose(
            say,
            "Asked {question}, they wrote something: {strength}.",
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

"""What fewer young people say: views behind the leading ones, as an item of their own."""

from collections.abc import Iterator

from admin.briefs.context import Context
from admin.briefs.model import Bullets, Section
from admin.briefs.sections.answers import asked
from admin.claims import Quoted, Sentence, compose, number
from admin.findings import ranked
from dialogs.questions import AnyQuestion, PickMany, PickOne

MOST = 3
LESS_THAN = 25
"""Per cent: what a quarter chose or more is no view of a few."""


def section(context: Context) -> Section | None:
    """Return the least chosen answer of each question that has a printed share; None for none."""
    sentences = [one for question in asked(context) for one in _least_chosen(context, question)]
    if not sentences:
        return None
    lines = tuple(context.say(one) for one in sentences[:MOST])
    title = context.words("What fewer young people say")
    return Section("fewer", title, (Bullets(lines),), yields=1)


def _least_chosen(context: Context, question: AnyQuestion) -> Iterator[Sentence]:
    if not isinstance(question, PickMany | PickOne):
        return
    table, say = context.tables.table(question.id), context.words
    further = ranked(table)[1:]
    if not further or (further[-1].percent or 0) >= LESS_THAN:
        return
    label = context.labels.category(table.variable.category(further[-1].ref.category))
    yield compose(
        say,
        "{share} chose {answer} when asked {question}.",
        share=number(further[-1]),
        answer=Quoted(say.quoted(label)),
        question=Quoted(say.quoted(context.own(question.text))),
    )

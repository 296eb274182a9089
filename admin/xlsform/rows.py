"""Each kind of question as rows of the survey sheet, with its choices."""

from collections.abc import Callable, Iterator

from msgspec import Struct

from admin.xlsform import xpath
from admin.xlsform.known import NoCounterpartError
from dialogs.questions import (
    AnyQuestion,
    DatePart,
    FreeText,
    Info,
    Number,
    PickMany,
    PickOne,
    Points,
    Ranking,
    Scale,
    Statements,
)
from dialogs.questions.base import Localised
from dialogs.questions.date_part import Precision
from dialogs.questions.options import Option, WithOptions

VOTES = "consult.votes"
"""The list of choices for a vote on a statement."""

Cells = dict[str, str | Localised]
"""A row by column; a text in several languages stands for a column each."""


class Rows(Struct):
    """What a question comes to.

    Attributes:
        survey, choices: rows for the two sheets.
        lost: sentences on what a form does not do.
    """

    survey: list[Cells]
    choices: list[Cells]
    lost: list[str]


def rows(question: AnyQuestion, questions: xpath.Questions) -> Rows:
    """Return the rows of a question; `questions` are all of the round, by id."""
    made = Rows([], [], [])
    _KINDS[type(question)](question, made)
    head = made.survey[0]
    head.update(_always(question))
    if question.show_if is not None:
        try:
            head["relevant"] = xpath.relevant(question.show_if, questions)
        except NoCounterpartError as error:
            made.lost.append(f"{error} A form asks this question always.")
    if isinstance(question, WithOptions) and question.filter_by:
        _filtered(question, questions[question.filter_by], made)
    return made


def _always(question: AnyQuestion) -> Cells:
    cells: Cells = {"name": question.id, "label": question.text}
    if question.why and not isinstance(question, Info):
        cells["hint"] = question.why
    if question.required and not isinstance(question, Info | Points | Statements):
        cells["required"] = "yes"
    if limits := xpath.constraint(question):
        cells["constraint"] = limits
    return cells


def _select(type_: str) -> Callable[[AnyQuestion, Rows], None]:
    def write(question: AnyQuestion, made: Rows) -> None:
        if not isinstance(question, WithOptions):
            raise TypeError(question)
        head: Cells = {"type": f"{type_} {question.id}"}
        if question.random_order:
            head["parameters"] = "randomize=true"
            if any(option.anchored for option in question.options):
                made.lost.append("A form mixes all choices; those that are anchored move too.")
        if question.sort:
            made.lost.append("A form has one order of choices, whatever the reader’s alphabet.")
        if isinstance(question, PickOne) and (question.likert or question.places):
            head["appearance"] = "likert" if question.likert else "minimal autocomplete"
        if isinstance(question, Ranking) and question.places:
            made.lost.append("A form ranks all choices, not the first few.")
        made.survey.append(head)
        made.choices += [_choice(question.id, option) for option in question.options]
        made.survey += _own_words(question)

    return write


def _choice(list_name: str, option: Option) -> Cells:
    return {"list_name": list_name, "name": option.id, "label": option.label}


def _own_words(question: WithOptions) -> Iterator[Cells]:
    for option in question.options:
        if option.other:
            yield {
                "type": "text",
                "name": f"{question.id}.other",
                "label": option.label,
                "relevant": f"selected(${{{question.id}}}, '{option.id}')",
            }
            return


def _filtered(question: WithOptions, source: AnyQuestion, made: Rows) -> None:
    most = max((len(option.belongs_to) for option in question.options), default=0)
    if isinstance(source, Points) or isinstance(question, Points) or not most:
        made.lost.append(f"A form cannot filter by “{source.id}” here; it shows all choices.")
        return
    made.survey[0]["choice_filter"] = xpath.choice_filter(source, most)
    for option, cells in zip(question.options, made.choices, strict=True):
        for number, belongs in enumerate(option.belongs_to, start=1):
            cells[xpath.column(number)] = belongs


def _plain(type_: str) -> Callable[[AnyQuestion, Rows], None]:
    def write(_: AnyQuestion, made: Rows) -> None:
        made.survey.append({"type": type_})

    return write


def _note(question: AnyQuestion, made: Rows) -> None:
    body = question.body if isinstance(question, Info) else None
    made.survey.append({"type": "note", **({"hint": body} if body else {})})


def _number(question: AnyQuestion, made: Rows) -> None:
    whole = isinstance(question, Number) and not question.decimals
    made.survey.append({"type": "integer" if whole else "decimal"})


def _date(question: AnyQuestion, made: Rows) -> None:
    year = isinstance(question, DatePart) and question.precision is Precision.YEAR
    made.survey.append({"type": "date", "appearance": "year" if year else "month-year"})


def _scale(question: AnyQuestion, made: Rows) -> None:
    if not isinstance(question, Scale):
        raise TypeError(question)
    last = question.numbers[-1]
    made.survey.append(
        {
            "type": "range",
            "parameters": f"start={question.first} end={last} step=1 tick_labelset={question.id}",
        }
    )
    names = {question.first: question.low, last: question.high}
    if question.middle is not None:
        names[question.numbers[question.points // 2]] = question.middle
    made.choices += [
        {"list_name": question.id, "name": str(point), "label": names[point]}
        for point in sorted(names)
    ]


def _points(question: AnyQuestion, made: Rows) -> None:
    if not isinstance(question, Points):
        raise TypeError(question)
    made.survey.append({"type": "begin_group", "appearance": "field-list"})
    given: list[str] = []
    for option in question.options:
        name = f"{question.id}.{option.id}"
        most = f". >= 0 and . <= {question.total}"
        last = len(given) + 1 == len(question.options)
        total = " + ".join((*(f"${{{one}}}" for one in given), "."))
        limits = f"{most} and {total} = {question.total}" if last else most
        made.survey.append(
            {"type": "integer", "name": name, "label": option.label, "constraint": limits}
        )
        given.append(name)
    made.survey.append({"type": "end_group"})


def _statements(question: AnyQuestion, made: Rows) -> None:
    if not isinstance(question, Statements):
        raise TypeError(question)
    made.survey.append({"type": "begin_group", "appearance": "field-list"})
    made.survey += [
        {"type": f"select_one {VOTES}", "name": f"{question.id}.{one.id}", "label": one.text}
        for one in question.seeds
    ]
    made.survey.append({"type": "end_group"})
    made.lost.append("A form shows every statement to everybody, and nobody can add one.")


_KINDS: dict[type, Callable[[AnyQuestion, Rows], None]] = {
    PickOne: _select("select_one"),
    PickMany: _select("select_multiple"),
    Ranking: _select("rank"),
    Scale: _scale,
    Number: _number,
    FreeText: _plain("text"),
    DatePart: _date,
    Info: _note,
    Points: _points,
    Statements: _statements,
}

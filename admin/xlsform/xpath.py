"""`show_if` as `relevant`, and the bounds of a kind as `constraint`."""

from admin.xlsform.known import NoCounterpartError
from dialogs.conditions import FACTS, Condition, Operand
from dialogs.questions import (
    AnyQuestion,
    DatePart,
    FreeText,
    Info,
    Number,
    PickMany,
    Points,
    Ranking,
    Statements,
)
from dialogs.questions.date_part import Precision

Questions = dict[str, AnyQuestion]


def relevant(condition: Condition, questions: Questions) -> str:
    """Return a condition as an XPath expression; NoCounterpartError when a form cannot say it."""
    if condition.all_of is not None:
        return _joined(" and ", condition.all_of, questions)
    if condition.any_of is not None:
        return _joined(" or ", condition.any_of, questions)
    if condition.none_of is not None:
        return f"not({relevant(condition.none_of, questions)})"
    return _comparison(condition, questions)


def _joined(by: str, parts: tuple[Condition, ...], questions: Questions) -> str:
    if not parts:
        raise NoCounterpartError("An empty condition.")
    said = [relevant(part, questions) for part in parts]
    combined = [part.all_of is not None or part.any_of is not None for part in parts]
    return by.join(f"({one})" if inner else one for one, inner in zip(said, combined, strict=True))


def _comparison(one: Condition, questions: Questions) -> str:
    if one.question in FACTS:
        raise NoCounterpartError(f"A form does not know “{one.question}” without asking.")
    question = questions.get(one.question)
    if question is None or isinstance(question, Points | Statements | Info):
        raise NoCounterpartError(f"A form has no single answer for “{one.question}”.")
    answer = f"${{{one.question}}}"
    if one.answered is not None:
        return f"{answer} {'!=' if one.answered else '='} ''"
    if one.includes is not None:
        return f"selected({answer}, {literal(one.includes)})"
    for operator, value in (
        ("=", one.equals),
        ("!=", one.is_not),
        (">=", one.at_least),
        ("<=", one.at_most),
    ):
        if value is not None:
            return f"{answer} {operator} {_operand(value, question, first=operator != '<=')}"
    raise NoCounterpartError("An empty condition.")


def _operand(value: Operand, question: AnyQuestion, *, first: bool) -> str:
    if isinstance(question, DatePart):
        return _date(str(value), question.precision, first=first)
    return literal(value) if isinstance(value, str) else str(value)


def _date(part: str, precision: Precision, *, first: bool) -> str:
    """Return a month or a year as the day by which a form keeps it."""
    year, _, month = part.partition("-")
    if not month:
        month = "01" if first or precision is Precision.YEAR else "12"
    return f"date('{year}-{month}-01')"


def literal(text: str) -> str:
    """Return a text as XPath has it, which has no way to say both kinds of quotes.

    Nor can a form hold `${` in a text: whatever reads it looks for a question of that name.
    """
    if "${" in text:
        raise NoCounterpartError("A text with “${”, which a form takes for a question’s name.")
    if "'" not in text:
        return f"'{text}'"
    if '"' not in text:
        return f'"{text}"'
    raise NoCounterpartError("A text with both kinds of quotes.")


def constraint(question: AnyQuestion) -> str:
    """Return what a form is to check of an answer; empty when there is nothing."""
    match question:
        case Number():
            return f". >= {question.least} and . <= {question.most}"
        case FreeText():
            return f"string-length(.) <= {question.limit}"
        case PickMany():
            return _several(question)
        case DatePart():
            first = _date(str(question.earliest), question.precision, first=True)
            if question.latest is None:
                return f". >= {first} and . <= today()"
            last = _date(str(question.latest), question.precision, first=False)
            return f". >= {first} and . <= {last}"
    return ""


def _several(question: PickMany) -> str:
    alone = [option.id for option in question.options if option.exclusive]
    parts = []
    if question.least > 1:
        count = f"count-selected(.) >= {question.least}"
        others = [f"selected(., '{one}')" for one in alone]
        parts.append(f"({' or '.join((count, *others))})" if others else count)
    if question.most is not None:
        parts.append(f"count-selected(.) <= {question.most}")
    parts += [f"not(selected(., '{one}') and count-selected(.) > 1)" for one in alone]
    return " and ".join(parts)


def choice_filter(source: AnyQuestion, most: int) -> str:
    """Return what leaves out the options that belong to other answers of `source`.

    An option names up to `most` answers, in columns of their own. A blank cell is no empty text
    but nothing at all in ODK, so it is asked for by its length.
    """
    answer = f"${{{source.id}}}"
    several = isinstance(source, PickMany | Ranking)
    columns = [column(number) for number in range(1, most + 1)]
    pairs = (f"selected({answer}, {one})" if several else f"{one} = {answer}" for one in columns)
    return " or ".join((f"{answer} = ''", f"string-length({columns[0]}) = 0", *pairs))


def column(number: int) -> str:
    """Return the name of a column of the choices that says what an option belongs to."""
    return f"belongs_{number}"

"""`constraint` becomes the bounds of a kind: one function a kind, one clause at a time.

A clause that a kind has no field for is handed back, to be told.
"""

import datetime as dt
from collections.abc import Callable, Mapping

from admin.xlsform import comparing
from admin.xlsform.expressions import Call, Expression, Here, Literal
from admin.xlsform.known import NoCounterpartError, Plain
from admin.xlsform.relevance import flat

_TRUE = Literal(value=True)


def apply(expression: Expression, question: Plain, options: Mapping[str, str]) -> list[Expression]:
    """Put what a constraint says into `question`, and return the clauses that have no place.

    Args:
        expression: the constraint.
        question: as it stands in the round so far; is changed.
        options: the id of each option by the name in the form.
    """
    handler = _HANDLERS.get(str(question["kind"]))
    clauses = _clauses(expression)
    if handler is None:
        return clauses
    return [one for one in clauses if not _applied(handler, one, question, options)]


def _applied(
    handler: "_Handler", clause: Expression, question: Plain, options: Mapping[str, str]
) -> bool:
    try:
        return handler(clause, question, options)
    except NoCounterpartError:
        return False


def _clauses(expression: Expression) -> list[Expression]:
    """Return what must all be true, one by one.

    `not(a or b)` is `not(a)` and `not(b)`; `if(a, b, c)` is taken apart where `a` is a choice that
    stands alone, to which `c` cannot apply.
    """
    match expression:
        case Call("and", (left, right)):
            return [*_clauses(left), *_clauses(right)]
        case Call("not", (Call("or", (left, right)),)):
            return [*_clauses(Call("not", (left,))), *_clauses(Call("not", (right,)))]
        case Call("if", (chosen, count, rest)) if rest != _TRUE and _chosen(chosen) is not None:
            return [Call("if", (chosen, count, _TRUE)), *_clauses(rest)]
    return [expression]


def _number(clause: Expression, question: Plain, _: Mapping[str, str]) -> bool:
    match comparing.sides(clause):
        case (operator, Here(), right) if operator in comparing.LOWER + comparing.UPPER:
            value = comparing.number(right)
            if value is None:
                return False
            decimals = question.get("decimals", 0)
            bound = comparing.bound(operator, value, decimals if isinstance(decimals, int) else 0)
            question["least" if operator in comparing.LOWER else "most"] = bound
            return True
    return False


def _text(clause: Expression, question: Plain, _: Mapping[str, str]) -> bool:
    match comparing.sides(clause):
        case ("<" | "<=" as operator, Call("string-length", (Here(),) | ()), Literal(int(most))):
            question["limit"] = most - (operator == "<")
            return True
    return False


def _several(clause: Expression, question: Plain, options: Mapping[str, str]) -> bool:
    alone = _alone(clause) or _alone_in_words(clause, options)
    if alone and set(alone) <= options.keys():
        return _exclusive(alone, question, options)
    match comparing.sides(_without_alternative(clause)):
        case (operator, Call("count-selected", (Here(),)), Literal(int(value))):
            return _count(operator, value, question)
    return False


def _count(operator: str, value: int, question: Plain) -> bool:
    if operator == "!=":
        return False
    if operator in ("=", *comparing.LOWER):
        question["least"] = value + (operator == ">")
    if operator in ("=", *comparing.UPPER):
        question["most"] = value - (operator == "<")
    return True


def _without_alternative(clause: Expression) -> Expression:
    """Return `count-selected(.) >= 2` of `count-selected(.) >= 2 or selected(., 'none')`.

    "None of these" is never too few.
    """
    parts = flat(clause, "or")
    counts = [one for one in parts if _chosen(one) is None]
    return counts[0] if len(counts) == 1 else clause


def _chosen(expression: Expression) -> str | None:
    match expression:
        case Call("selected", (Here(), Literal(value))):
            return str(value)
    return None


def _alone(clause: Expression) -> tuple[str, ...]:
    """Return the choices that must stand alone, in the ways in which authors say so.

    not(selected(., 'none') and count-selected(.) > 1)
    not(selected(., 'none')) or count-selected(.) = 1
    if(selected(., 'none'), count-selected(.) = 1, true())
    """
    match clause:
        case Call("not", (Call("and", (one, two)),)):
            for chosen, count in ((one, two), (two, one)):
                if _counts(count, {(">", 1), (">=", 2), ("!=", 1)}):
                    return _names(chosen)
        case Call("if", (chosen, count, Literal(True))) if _counts(count, {("=", 1), ("<", 2)}):
            return _names(chosen)
        case Call("or", (one, two)):
            for absent, count in ((one, two), (two, one)):
                match absent:
                    case Call("not", (chosen,)) if _single(count, chosen):
                        return _names(chosen)
    return ()


def _names(expression: Expression) -> tuple[str, ...]:
    """Return the choices of `selected(., 'a') or selected(., 'b')`; none if it is anything else."""
    found = [_chosen(part) for part in flat(expression, "or")]
    return tuple(name for name in found if name is not None) if None not in found else ()


def _single(expression: Expression, chosen: Expression) -> bool:
    """Return whether `expression` says that one was chosen, perhaps repeating which one."""
    return all(
        part == chosen or _counts(part, {("=", 1), ("<=", 1), ("<", 2)})
        for part in flat(expression, "and")
    )


def _counts(expression: Expression, among: set[tuple[str, int]]) -> bool:
    match comparing.sides(expression):
        case (operator, Call("count-selected", (Here(),)), Literal(int(value))):
            return (operator, value) in among
    return False


def _alone_in_words(clause: Expression, options: Mapping[str, str]) -> tuple[str, ...]:
    """Return the choice of `not(selected(., 'none') and (selected(., 'a') or …))`, if all are."""
    match clause:
        case Call("not", (Call("and", (one, two)),)):
            for chosen, others in ((one, two), (two, one)):
                name = _chosen(chosen)
                if name is not None and set(_names(others)) == options.keys() - {name}:
                    return (name,)
    return ()


def _exclusive(names: tuple[str, ...], question: Plain, options: Mapping[str, str]) -> bool:
    listed = question.get("options")
    ids = {options[name] for name in names}
    for option in listed if isinstance(listed, list) else []:
        if option["id"] in ids:
            option["exclusive"] = True
    return True


def _date(clause: Expression, question: Plain, _: Mapping[str, str]) -> bool:
    match comparing.sides(clause):
        case ("<=" | "<", Here(), Call("today" | "now", ())):
            return True
        case (operator, Here(), right) if operator in comparing.LOWER + comparing.UPPER:
            day = comparing.date(right) or _year(right, question)
            if day is None:
                return False
            precision = str(question.get("precision", "month"))
            key = "earliest" if operator in comparing.LOWER else "latest"
            question[key] = comparing.date_part(operator, day, precision)
            return True
    return False


def _year(expression: Expression, question: Plain) -> dt.date | None:
    value = comparing.number(expression)
    if question.get("precision") != "year" or not isinstance(value, int):
        return None
    return dt.date(value, 1, 1) if 1900 <= value <= 2100 else None


_Handler = Callable[[Expression, Plain, Mapping[str, str]], bool]

_HANDLERS: dict[str, _Handler] = {
    "number": _number,
    "free_text": _text,
    "pick_many": _several,
    "date_part": _date,
}

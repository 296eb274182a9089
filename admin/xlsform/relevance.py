"""`relevant` becomes `show_if`.

Each function takes a tree and gives the condition that is true for the same answers. What a round
cannot say raises NoCounterpartError; what has to be said otherwise is noted in `notes`.
"""

from admin.xlsform import comparing
from admin.xlsform.expressions import Call, Expression, Literal, Ref
from admin.xlsform.known import Above, Known, NoCounterpartError, Plain

_SEVERAL = ("pick_many", "ranking")


def condition(expression: Expression, above: Above, notes: list[str]) -> Plain:
    """Return `expression` as it stands under `show_if`."""
    match expression:
        case Call("and" | "or" as name, _):
            parts = [condition(one, above, notes) for one in flat(expression, name)]
            return {"all" if name == "and" else "any": parts}
        case Call("not", (inner,)):
            return {"not": condition(inner, above, notes)}
        case Call("selected", (Ref(name), Literal(value))):
            return _selected(above.find(name), _text(value))
    compared = comparing.sides(expression)
    if compared is None:
        raise NoCounterpartError(f"{_called(expression)} has no counterpart in a condition.")
    operator, left, right = compared[0], _bare(compared[1]), compared[2]
    match left:
        case Ref(name):
            return _compared(operator, above.find(name), right, notes)
        case Call("count-selected" | "string-length", (Ref(name),)):
            return _counted(operator, above.find(name), right)
    raise NoCounterpartError(f"{_called(left)} has no counterpart in a condition.")


def _bare(expression: Expression) -> Expression:
    """Return `${n}` of `number(${n})`: an answer is compared as what it is anyway."""
    match expression:
        case Call("number" | "int" | "string", (Ref() as inner,)):
            return inner
    return expression


def flat(expression: Expression, name: str) -> tuple[Expression, ...]:
    """Return what is joined by one operator: `a and b and c` as three."""
    match expression:
        case Call(called, (left, right)) if called == name:
            return (*flat(left, name), *flat(right, name))
    return (expression,)


def _called(expression: Expression) -> str:
    match expression:
        case Call("/" | "[" | "//", _):
            return "A path into the form"
        case Call(name, _) if name[0].isalpha():
            return f"{name}()"
        case Call(name, _):
            return f"The operator {name}"
        case Ref(name):
            return f"“{name}” without a comparison"
    return "A value without a comparison"


def _selected(known: Known, name: str) -> Plain:
    if known.kind == "pick_one":
        return {"question": known.id, "is": known.option(name)}
    if known.kind in _SEVERAL:
        return {"question": known.id, "includes": known.option(name)}
    raise NoCounterpartError(f"“{known.id}” has no choices.")


def _counted(operator: str, known: Known, right: Expression) -> Plain:
    """Read "at least one" and "none"; other counts have no counterpart."""
    value = comparing.number(right)
    if (operator, value) in ((">", 0), (">=", 1), ("!=", 0)):
        return {"question": known.id, "answered": True}
    if (operator, value) in (("=", 0), ("<", 1), ("<=", 0)):
        return {"question": known.id, "answered": False}
    raise NoCounterpartError("How many were chosen, or how long a text is, is no condition.")


def _compared(operator: str, known: Known, right: Expression, notes: list[str]) -> Plain:
    match right:
        case Literal("") if operator in ("=", "!="):
            return {"question": known.id, "answered": operator == "!="}
        case Literal() | Call():
            pass
        case _:
            raise NoCounterpartError("Two answers cannot be compared with each other.")
    match known.kind:
        case "pick_one":
            return _one(operator, known, right)
        case "pick_many":
            return _many(operator, known, right, notes)
        case "number" | "scale":
            return _number(operator, known, right)
        case "date_part":
            return _date(operator, known, right)
        case "free_text":
            return _words(operator, known, right)
    raise NoCounterpartError(f"“{known.id}” cannot be compared.")


def _text(value: str | float) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _one(operator: str, known: Known, right: Expression) -> Plain:
    if not isinstance(right, Literal):
        raise NoCounterpartError("An option can be compared with a fixed one alone.")
    if operator in ("=", "!="):
        key = "is" if operator == "=" else "is_not"
        return {"question": known.id, key: known.option(_text(right.value))}
    return _ordered(operator, known, right)


def _ordered(operator: str, known: Known, right: Expression) -> Plain:
    """Spell out which options `${rating} >= 4` means, where their names are numbers."""
    limit = comparing.number(right)
    numbers = {name: comparing.number(Literal(name)) for name in known.options}
    if limit is None or any(value is None for value in numbers.values()):
        raise NoCounterpartError(f"The choices of “{known.id}” have no order.")
    test = {"<": "__lt__", "<=": "__le__", ">": "__gt__", ">=": "__ge__"}[operator]
    found: list[object] = [
        {"question": known.id, "is": known.options[name]}
        for name, value in numbers.items()
        if value is not None and getattr(float(value), test)(float(limit))
    ]
    if not found:
        raise NoCounterpartError(f"No choice of “{known.id}” is {operator} {limit}.")
    return {"any": found}


def _many(operator: str, known: Known, right: Expression, notes: list[str]) -> Plain:
    if not isinstance(right, Literal) or operator not in ("=", "!="):
        raise NoCounterpartError(f"“{known.id}” holds several choices and has no order.")
    includes: Plain = {"question": known.id, "includes": known.option(_text(right.value))}
    notes.append(
        f"“{operator}” with a select_multiple is about this choice alone; it was read as selected()"
    )
    return includes if operator == "=" else {"not": includes}


def _number(operator: str, known: Known, right: Expression) -> Plain:
    value = comparing.number(right)
    if value is None:
        raise NoCounterpartError(f"“{known.id}” is a number and can be compared with one alone.")
    if operator in ("=", "!="):
        return {"question": known.id, "is" if operator == "=" else "is_not": value}
    key = "at_least" if operator in comparing.LOWER else "at_most"
    return {"question": known.id, key: comparing.bound(operator, value, known.decimals)}


def _date(operator: str, known: Known, right: Expression) -> Plain:
    day = comparing.date(right)
    if day is None:
        raise NoCounterpartError(f"“{known.id}” can be compared with a fixed date alone.")
    precision = str(known.question.get("precision", "month"))
    part = comparing.date_part(operator, day, precision)
    if operator in ("=", "!="):
        return {"question": known.id, "is" if operator == "=" else "is_not": str(part)}
    key = "at_least" if operator in comparing.LOWER else "at_most"
    return {"question": known.id, key: str(part)}


def _words(operator: str, known: Known, right: Expression) -> Plain:
    if not isinstance(right, Literal) or operator not in ("=", "!="):
        raise NoCounterpartError(f"“{known.id}” is a text and has no order.")
    return {"question": known.id, "is" if operator == "=" else "is_not": _text(right.value)}

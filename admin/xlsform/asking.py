"""A row that asks becomes a question: its kind's fields, its texts, its conditions."""

from admin.xlsform import constraints, filters, kinds, relevance
from admin.xlsform.asked import Asked
from admin.xlsform.choices import Choice
from admin.xlsform.expressions import Expression, ExpressionError, Literal, parse
from admin.xlsform.known import Above, Known, NoCounterpartError, Plain
from admin.xlsform.sheets import heading_of

_YES = {"yes", "true", "true()", "1", "1()"}
_NO = {"no", "false", "false()", "0", ""}


def question(asked: Asked, question_id: str, above: Above) -> Known:
    """Return the question that a row asks, with everything told that it cannot say."""
    fields = kinds.TYPES[asked.type.name].read(asked)
    plain: Plain = {"kind": fields.pop("kind"), "id": question_id, **_texts(asked), **fields}
    if plain["kind"] == "info":
        plain.pop("why", None)
    elif _required(asked):
        plain["required"] = True
    shown = condition(asked, above)
    if shown is not None:
        plain["show_if"] = shown
    options = {one.name: one.id for one in asked.choices}
    if asked.type.or_other:
        options.setdefault("other", "other")
    _filter(asked, plain, above)
    _constrain(asked, plain, options)
    kinds.finish(asked, plain)
    return Known(plain, options)


def _texts(asked: Asked) -> Plain:
    text = asked.texts(asked.row, "label")
    why = asked.texts(asked.row, "hint")
    if not text:
        asked.tell("label", "A question without a label.", "Write its wording in each language.")
    return {"text": text, "why": why} if why else {"text": text}


def _required(asked: Asked) -> bool:
    written = asked.row.get("required")
    if written.casefold() not in _YES | _NO:
        asked.tell(
            "required",
            f"Required under a condition ({written}). Every question can be declined.",
            "Nothing, or `required: true`.",
        )
    return written.casefold() in _YES


def condition(asked: Asked, above: Above) -> Plain | None:
    """Return what stands under `relevant` as a condition; None when there is nothing to say."""
    expression = _expression(asked, "relevant")
    if expression is None or expression == Literal(value=True):
        return None
    notes: list[str] = []
    try:
        plain = relevance.condition(expression, above, notes)
    except NoCounterpartError as error:
        asked.tell("relevant", f"{error} The question is always asked.", "Write it as `show_if`.")
        return None
    for note in notes:
        asked.tell("relevant", f"{note}.", "Nothing, if that is what was meant.")
    return plain


def _expression(asked: Asked, column: str) -> Expression | None:
    text = asked.row.get(column)
    if not text:
        return None
    try:
        return parse(text)
    except ExpressionError as error:
        asked.tell(column, f"Not readable as an expression: {error}.", "Correct the formula.")
        return None


def _constrain(asked: Asked, plain: Plain, options: dict[str, str]) -> None:
    expression = _expression(asked, "constraint")
    if expression is None or expression == Literal(value=True):
        return
    left = constraints.apply(expression, plain, options)
    if left:
        part = "The constraint" if len(left) == 1 else f"{len(left)} parts of the constraint"
        asked.tell(
            "constraint",
            f"{part} cannot be said of a {plain['kind']}: {asked.row.get('constraint')}",
            "Say in the wording what is asked for.",
        )


def _filter(asked: Asked, plain: Plain, above: Above) -> None:
    expression = _expression(asked, "choice_filter")
    if expression is None:
        return
    if "options" not in plain:
        asked.tell("choice_filter", "A filter of choices where there are none.", "Remove it.")
        return
    try:
        found = filters.read(expression)
        source = _source(found, above)
    except NoCounterpartError as error:
        asked.tell("choice_filter", f"{error} All choices are shown.", "Use `belongs_to`.")
        return
    if found.dropped:
        asked.tell(
            "choice_filter",
            f"A round filters by one question; “{found.source}” was taken.",
            "Nothing, if its answers say enough.",
        )
    kept = _fitting(asked, plain, found)
    if source is not None:
        plain["filter_by"] = source.id
        for choice, option in kept:
            _belong(asked, choice, option, found, source)


def _source(found: filters.Filter, above: Above) -> Known | None:
    source = above.find(found.source) if found.source else None
    if source is not None and not source.options:
        raise NoCounterpartError(f"“{source.id}” has no choices to filter by.")
    return source


def _fitting(asked: Asked, plain: Plain, found: filters.Filter) -> list[tuple[Choice, Plain]]:
    """Drop the options that a fixed part of the filter never shows."""
    options = plain["options"]
    listed = options if isinstance(options, list) else []
    pairs = list(zip(asked.choices, listed, strict=False))
    kept = [
        (choice, option)
        for choice, option in pairs
        if all(choice.row.get(heading_of(name).column) == text for name, text in found.fixed)
    ]
    plain["options"] = [option for _, option in kept] + listed[len(pairs) :]
    return kept


def _belong(
    asked: Asked, choice: Choice, option: Plain, found: filters.Filter, source: Known
) -> None:
    written = [choice.row.get(heading_of(column).column) for column in found.columns]
    names = [
        name for text in written for name in ([text] if text in source.options else text.split())
    ]
    option["belongs_to"] = [source.options[name] for name in names if name in source.options]
    unknown = [name for name in names if name not in source.options]
    if unknown:
        asked.findings.add(
            choice.row.sheet,
            choice.row.cell(heading_of(found.columns[0]).column),
            f"“{', '.join(unknown)}” is no choice of “{source.id}”.",
            "Correct it, or remove the choice.",
        )
    if not option["belongs_to"]:
        del option["belongs_to"]
        if not found.blank_fits:
            asked.findings.add(
                choice.row.sheet,
                choice.row.cell(heading_of(found.columns[0]).column),
                f"“{choice.name}” belongs to no choice of “{source.id}”. It is always shown.",
                "Write what it belongs to, or remove it.",
            )

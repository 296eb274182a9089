"""Every type of a form that a round has a counterpart for: one row of `TYPES`.

A reader gives the fields of the kind. What the constraint says is put in afterwards, and then
`finish` sees to it that nothing is missing that the kind needs.
"""

from collections.abc import Callable
from decimal import Decimal, InvalidOperation

from msgspec import Struct

from admin.xlsform.asked import Asked, Texts
from admin.xlsform.known import Plain
from admin.xlsform.languages import other_in
from dialogs.shape.limits import MAX_OPTIONS
from dialogs.shape.questions import MAX_TEXT

_MOST = 1_000_000
_EARLIEST = 1900
_LONG = ("minimal", "autocomplete", "search", "select")


def _pick_one(asked: Asked) -> Plain:
    fields = {"kind": "pick_one", **_options(asked)}
    if asked.looks("likert"):
        fields["likert"] = True
    if asked.looks(*_LONG) and len(asked.choices) > MAX_OPTIONS:
        fields["places"] = True
    return fields


def _pick_many(asked: Asked) -> Plain:
    asked.looks("minimal", "autocomplete")
    return {"kind": "pick_many", **_options(asked)}


def _ranking(asked: Asked) -> Plain:
    return {"kind": "ranking", **_options(asked)}


def _options(asked: Asked) -> Plain:
    options = asked.options()
    if asked.type.or_other:
        _add_other(asked, options)
    fields: Plain = {"options": options}
    if asked.parameter("randomize").casefold() == "true":
        fields["random_order"] = True
    return fields


def _add_other(asked: Asked, options: list[Plain]) -> None:
    """Do what or_other does, in each language of the question."""
    known = next((one for one in options if one["id"] == "other"), None)
    if known is not None:
        known["other"] = True
        return
    tags = asked.texts(asked.row, "label") or {"en": ""}
    label: Texts = {tag: other_in(tag) or "Other" for tag in tags}
    options.append({"id": "other", "label": label, "other": True})
    if foreign := [tag for tag in tags if not other_in(tag)]:
        asked.tell(
            "type",
            f"or_other adds the choice “Other”; its label in {', '.join(foreign)} is English.",
            "Have it translated.",
        )


def _integer(_: Asked) -> Plain:
    return {"kind": "number"}


def _decimal(_: Asked) -> Plain:
    return {"kind": "number", "decimals": 2}


def _text(asked: Asked) -> Plain:
    if asked.looks("numbers", "url"):
        asked.tell("appearance", "A text of digits alone. Any text is taken.", "Use integer.")
    return {"kind": "free_text"}


def _note(asked: Asked) -> Plain:
    body = asked.texts(asked.row, "hint")
    return {"kind": "info", **({"body": body} if body else {})}


def _acknowledge(asked: Asked) -> Plain:
    asked.tell("type", "A box to tick. It was read as a note.", "Nothing: “Continue” is tapped.")
    return _note(asked)


def _date(asked: Asked) -> Plain:
    if asked.looks("year"):
        return {"kind": "date_part", "precision": "year"}
    if not asked.looks("month-year"):
        asked.tell(
            "type",
            "A whole date. It was read as a month, since a whole date points to a person.",
            "Write month-year or year as the appearance.",
        )
    return {"kind": "date_part"}


def _range(asked: Asked) -> Plain:
    asked.looks("rating", "no-ticks", "picker")
    asked.parameter("tick_interval")
    start, end = _decimal_of(asked, "start", "1"), _decimal_of(asked, "end", "10")
    step = abs(_decimal_of(asked, "step", "1")) or Decimal(1)
    least, most = min(start, end), max(start, end)
    points = most - least + 1
    if step == 1 and least in (0, 1) and points in range(3, 12):
        return _scale(asked, int(least), int(points))
    if step not in (Decimal(1), Decimal("0.1"), Decimal("0.01"), Decimal("0.001")):
        asked.tell(
            "parameters",
            f"Only every {step}. The question takes any number between the ends.",
            "Nothing, or offer the numbers with select_one.",
        )
    digits = max(-int(one.normalize().as_tuple().exponent) for one in (least, most, step))
    decimals = {"decimals": min(max(digits, 0), 3)} if digits > 0 else {}
    return {"kind": "number", "least": _slim(least), "most": _slim(most), **decimals}


def _decimal_of(asked: Asked, name: str, otherwise: str) -> Decimal:
    text = asked.parameter(name) or otherwise
    try:
        value = Decimal(text)
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite() or abs(value) > _MOST:
        asked.tell(
            "parameters", f"{name}={text} is no number; {otherwise} was taken.", "Correct it."
        )
        return Decimal(otherwise)
    return value


def _slim(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _scale(asked: Asked, first: int, points: int) -> Plain:
    asked.parameter("tick_labelset")
    names = {one.name: asked.texts(one.row, "label") for one in asked.ticks}
    last, middle = first + points - 1, first + points // 2
    tags = list(asked.texts(asked.row, "label"))
    fields: Plain = {"kind": "scale", "points": points}
    if first != 1:
        fields["first"] = first
    for field, point in (("low", first), ("high", last)):
        fields[field] = names.get(str(point)) or dict.fromkeys(tags, str(point))
    if points % 2 and names.get(str(middle)):
        fields["middle"] = names[str(middle)]
    if str(first) not in names or str(last) not in names:
        asked.tell("parameters", "The ends have no names.", "Write them under `low` and `high`.")
    return fields


class Mapping(Struct, frozen=True):
    """A type of a form: the kind that it becomes, and what reads its fields."""

    kind: str
    read: Callable[[Asked], Plain]


TYPES: dict[str, Mapping] = {
    "select_one": Mapping("pick_one", _pick_one),
    "select_multiple": Mapping("pick_many", _pick_many),
    "rank": Mapping("ranking", _ranking),
    "integer": Mapping("number", _integer),
    "decimal": Mapping("number", _decimal),
    "range": Mapping("scale", _range),
    "text": Mapping("free_text", _text),
    "note": Mapping("info", _note),
    "acknowledge": Mapping("info", _acknowledge),
    "date": Mapping("date_part", _date),
}


def finish(asked: Asked, question: Plain) -> None:
    """Add what the kind needs and the form does not say, and tell it."""
    match question["kind"]:
        case "number":
            _finish_number(asked, question)
        case "free_text" if _int(question.get("limit", 1)) not in range(1, MAX_TEXT + 1):
            asked.tell(
                "constraint",
                f"A limit of {question['limit']} characters. A text has 1 to {MAX_TEXT}.",
                f"Nothing, or another limit; {MAX_TEXT} was taken.",
            )
            question["limit"] = MAX_TEXT
        case "date_part" if "earliest" not in question:
            asked.tell("constraint", f"No earliest date; {_EARLIEST} was taken.", "Set `earliest`.")
            question["earliest"] = _EARLIEST


def _int(value: object) -> int:
    return value if isinstance(value, int) else 0


def _finish_number(asked: Asked, question: Plain) -> None:
    missing = [name for name in ("least", "most") if name not in question]
    question.setdefault("least", 0)
    question.setdefault("most", _MOST)
    if missing:
        taken = ", ".join(f"`{name}: {question[name]}`" for name in missing)
        asked.tell(
            "constraint", f"The range of the number is open; {taken} was taken.", "Set the range."
        )

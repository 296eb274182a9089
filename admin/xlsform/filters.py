"""`choice_filter` becomes `filter_by` and `belongs_to`.

`region = ${region}` compares a column of the choices with an earlier answer. Joined by `or` may
stand further such columns, and "or nothing was answered", which is how a round does it anyway.
"""

from msgspec import Struct

from admin.xlsform import comparing
from admin.xlsform.expressions import Call, Column, Expression, Literal, Ref
from admin.xlsform.known import NoCounterpartError
from admin.xlsform.relevance import flat


class Filter(Struct, frozen=True):
    """What a choice filter says.

    Attributes:
        source: the name of the earlier question; empty when the filter is always the same.
        columns: the columns that hold the choices of it with which an option goes together.
        fixed: columns that must hold a certain text, whatever was answered.
        blank_fits: an option whose column is blank is always shown.
        dropped: whether a further filter was left out, since a round has one.
    """

    source: str = ""
    columns: tuple[str, ...] = ()
    fixed: tuple[tuple[str, str], ...] = ()
    blank_fits: bool = False
    dropped: bool = False


def read(expression: Expression) -> Filter:
    """Return what a choice filter says; NoCounterpartError when a round cannot say it."""
    parts = flat(expression, "and")
    fixed = tuple(pair for part in parts if (pair := _fixed(part)) is not None)
    moving = [part for part in parts if _fixed(part) is None]
    if not moving:
        return Filter(fixed=fixed)
    filters = [_moving(part) for part in moving]
    last = filters[-1]
    return Filter(last.source, last.columns, fixed, last.blank_fits, dropped=len(filters) > 1)


def _fixed(expression: Expression) -> tuple[str, str] | None:
    match comparing.sides(expression):
        case ("=", Column(name), Literal(value)) if value != "":
            return name, str(value)
    return None


def _moving(expression: Expression) -> Filter:
    pairs, blank = [], False
    for part in flat(expression, "or"):
        match comparing.sides(part):
            case ("=", Column(), Literal("")) | (
                "=",
                Call("string-length", (Column(),)),
                Literal(0),
            ):
                blank = True
            case ("=", Ref(), Literal("")):
                pass
            case _:
                pairs.append(_pair(part))
    sources = {source for _, source in pairs}
    if len(sources) != 1:
        raise NoCounterpartError("A filter looks at one earlier question.")
    return Filter(sources.pop(), tuple(column for column, _ in pairs), blank_fits=blank)


def _pair(expression: Expression) -> tuple[str, str]:
    """Return column and question of `a = ${b}` or `selected(a, ${b})`, in either order."""
    match expression:
        case Call("=" | "selected", (Column(column), Ref(source)) | (Ref(source), Column(column))):
            return column, source
    raise NoCounterpartError("A filter compares a column of the choices with an earlier answer.")

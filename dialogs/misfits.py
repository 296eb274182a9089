"""Everything in a file that does not fit the fields of a round, said in an author's words.

msgspec stops at the first misfit; an author wants to see all of them. So where it refuses, the
values are walked once more beside the declared types.
"""

import datetime as dt
from collections.abc import Iterator
from difflib import get_close_matches

import msgspec.inspect as declared

from dialogs.round import Round
from dialogs.shape.base import Finding
from dialogs.yaml_lines import Plain

_ROUND = declared.type_info(Round)

_MISSING = {
    "addressee": ("Nobody is named who receives the results.", "Say who decides: `addressee:`."),
    "consent": ("The text that people agree to is missing.", "Write it under `consent:`."),
    "decision_date": ("It is not said when the decision is taken.", "Add `decision_date:`."),
    "help_lines": ("No help line is named.", "Ask a child-protection partner; add `help_lines:`."),
    "reply_date": ("It is not said when young people hear back.", "Add `reply_date:`."),
}

_SCALARS: dict[type[declared.Type], tuple[tuple[type, ...], str, str]] = {
    declared.StrType: ((str,), "a text", "Put it in quotes."),
    declared.IntType: ((int,), "a whole number", "Write it in figures, without quotes."),
    declared.FloatType: ((int, float), "a number", "Write it in figures, without quotes."),
    declared.BoolType: ((bool,), "true or false", "Write true or false, without quotes."),
    declared.DateType: ((dt.date,), "a date", "Write year, month and day: 2027-02-15."),
    declared.NoneType: ((type(None),), "nothing", "Remove the line."),
}
"""What a declared type takes, its name for an author, and what to do."""


_FOUND: dict[type, str] = {
    type(None): "nothing",
    bool: "true or false",
    dt.date: "a date",
    str: "a text",
    list: "a list",
    dict: "lines of the form “name: value”",
}


def misfits(values: Plain) -> Iterator[Finding]:
    """Yield everything in `values` that keeps it from being a round, in the order of the file."""
    return _in(values, _ROUND, "$")


def _in(value: Plain, wanted: declared.Type, path: str) -> Iterator[Finding]:
    match wanted:
        case declared.UnionType():
            yield from _in_union(value, wanted, path)
        case declared.StructType() if isinstance(value, dict):
            yield from _in_fields(value, wanted, path)
        case declared.VarTupleType(item_type=inner) if isinstance(value, list):
            for index, item in enumerate(value):
                yield from _in(item, inner, f"{path}[{index}]")
        case declared.DictType(value_type=inner) if isinstance(value, dict):
            for key, item in value.items():
                yield from _in(item, inner, f"{path}.{key}")
        case _:
            yield from _in_scalar(value, wanted, path)


def _in_scalar(value: Plain, wanted: declared.Type, path: str) -> Iterator[Finding]:
    if isinstance(wanted, declared.EnumType) and isinstance(value, str):
        names = [str(one.value) for one in wanted.cls]
        if value not in names:
            yield path, f"{_spoken(path)}: “{value}” is not known.", _one_of(value, names)
    elif not _fits(value, wanted):
        what, remedy = _expected(wanted)
        yield path, f"{_spoken(path)}: expected {what}, found {_found(value)}.", remedy


def _in_union(value: Plain, wanted: declared.UnionType, path: str) -> Iterator[Finding]:
    structs = [one for one in wanted.types if isinstance(one, declared.StructType)]
    if value is None or not structs or not isinstance(value, dict):
        if not any(_fits(value, one) for one in wanted.types):
            simple = next(one for one in wanted.types if not isinstance(one, declared.NoneType))
            yield from _in(value, simple, path)
        return
    kinds = {str(one.tag): one for one in structs}
    kind = str(value.get("kind", ""))
    if len(structs) == 1 or kind in kinds:
        yield from _in(value, kinds.get(kind, structs[0]), path)
        return
    said = f"“{kind}” is no kind of question" if kind else "The kind of this question is missing"
    yield (f"{path}.kind" if kind else path), f"{said}.", _one_of(kind, sorted(kinds))


def _in_fields(
    values: dict[str, Plain], wanted: declared.StructType, path: str
) -> Iterator[Finding]:
    fields = {field.encode_name: field for field in wanted.fields}
    for key, value in values.items():
        if key in fields:
            yield from _in(value, fields[key].type, f"{path}.{key}")
        elif key != wanted.tag_field:
            near = get_close_matches(key, fields, 1)
            remedy = f"Did you mean “{near[0]}”?" if near else "Remove the line."
            yield f"{path}.{key}", f"“{key}” is not a field that is known here.", remedy
    for name, field in fields.items():
        if field.required and name not in values:
            what = f"`{name}` is missing{f' in {_spoken(path)}' if path != '$' else ''}."
            yield path, *_MISSING.get(name, (what, "Add it; the example round shows its form."))


def _fits(value: Plain, wanted: declared.Type) -> bool:
    taken = _SCALARS.get(type(wanted), ((), "", ""))[0]
    if isinstance(value, bool):
        return bool in taken
    if isinstance(wanted, declared.DateType) and isinstance(value, str):
        return _is_date(value)
    return isinstance(value, taken)


def _is_date(text: str) -> bool:
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _expected(wanted: declared.Type) -> tuple[str, str]:
    match wanted:
        case declared.VarTupleType():
            return "a list", "Begin each entry with a hyphen."
        case declared.DictType() | declared.StructType():
            return "lines of the form “name: value”", "The example round shows its form."
        case declared.EnumType():
            return "a word", "The example round shows which."
    return _SCALARS[type(wanted)][1:] if type(wanted) in _SCALARS else ("something else", "")


def _found(value: Plain) -> str:
    return f"the number {value}" if type(value) in {int, float} else _FOUND[type(value)]


def _one_of(value: str, names: list[str]) -> str:
    near = get_close_matches(value, names, 1)
    return f"Did you mean “{near[0]}”?" if near else f"Use one of: {', '.join(names)}."


def _spoken(path: str) -> str:
    return path.removeprefix("$.") if path != "$" else "the file"

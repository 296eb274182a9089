"""The sheet `consult`: what a form cannot say, so that our own export comes back whole.

It holds the difference between a round and what import reads from the other sheets, a line each:

    field                              content   text::English (en)   text::Albanian (sq)
    addressee.body                               Town Council         Këshilli i qytetit
    questions.town.places              true
    questions.town.options.debar.emoji "🏔"

A text has a column for each language; anything else stands as JSON under `content`, where `null`
says that the round leaves out what the form says.
"""

import json
from collections.abc import Iterator, Sequence

from msgspec import Struct

from admin.xlsform.findings import Findings
from admin.xlsform.known import Plain
from admin.xlsform.languages import column_name, tag_of
from admin.xlsform.sheets import Row, Table
from admin.xlsform.workbook import Sheet, text
from dialogs.shape.languages import LANGUAGE

NAME = "consult"
_KEYED = ("questions", "options", "wider", "seeds", "age_bands")
"""Lists whose members are named by their id."""
_NUMBERED = ("help_lines", "asks")
"""Lists whose members are named by their place."""
_WHOLE = ("show_if",)
_GONE = object()

Path = tuple[str, ...]


class Line(Struct, frozen=True):
    """One line: where in the round, and what stands there."""

    path: Path
    value: object


def difference(form: object, round_: object, path: Path = ()) -> Iterator[Line]:
    """Yield what has to be changed in `form` so that it says the same as `round_`."""
    if _same(form, round_):
        return
    name = path[-1] if path else ""
    if isinstance(round_, dict) and name not in _WHOLE and not _is_text(round_):
        yield from _in_record(form if isinstance(form, dict) else {}, round_, path)
    elif isinstance(round_, list) and round_ and name in _KEYED + _NUMBERED:
        yield from _in_list(form, round_, path)
    else:
        yield Line(path, round_)


def _same(one: object, two: object) -> bool:
    """Compare as JSON does, so that 1 is not 1.0 and the order of languages counts."""
    return _json(one) == _json(two)


def _is_text(value: object) -> bool:
    return isinstance(value, dict) and all(
        LANGUAGE.fullmatch(key) and isinstance(text, str) for key, text in value.items()
    )


def _in_record(form: Plain, round_: Plain, path: Path) -> Iterator[Line]:
    for key, value in round_.items():
        yield from difference(form.get(key, _GONE), value, (*path, key))
    for key in form:
        if key not in round_:
            yield Line((*path, key), None)


def _in_list(form: object, round_: list[Plain], path: Path) -> Iterator[Line]:
    names = _names(round_, path[-1])
    known = dict(zip(_names(form, path[-1]), form, strict=True)) if isinstance(form, list) else {}
    if (known and list(known) != names) or len(set(names)) != len(names):
        yield Line(path, round_)
        return
    for name, member in zip(names, round_, strict=True):
        keyed = {"id": name} if path[-1] in _KEYED else {}
        yield from difference(known.get(name, keyed), member, (*path, name))


def _names(members: object, name: str) -> list[str]:
    listed = members if isinstance(members, list) else []
    if name in _NUMBERED:
        return [str(number) for number in range(1, len(listed) + 1)]
    return [str(member["id"]) for member in listed]


def write(lines: Sequence[Line], languages: Sequence[str]) -> Sheet:
    """Return the lines as a sheet."""
    top = ("field", "content", *(f"text::{column_name(tag)}" for tag in languages))
    return Sheet(NAME, (top, *(_cells(line, languages) for line in lines)))


def _cells(line: Line, languages: Sequence[str]) -> tuple[str, ...]:
    field, value = ".".join(line.path), line.value
    if isinstance(value, dict) and list(value) == list(languages) and _is_text(value):
        texts = tuple(str(one) for one in value.values())
        if all(one and text(one) == one and _printable(one) for one in texts):
            return (field, "", *texts)
    return (field, _json(value), *("" for _ in languages))


def _printable(value: str) -> bool:
    return value.replace("\n", "").isprintable() and "_x" not in value


def _json(value: object) -> str:
    """Return JSON; what a cell would not keep as it is stands as an escape."""
    if value is _GONE:
        return ""
    plain = json.dumps(value, ensure_ascii=False)
    return (plain if plain.isprintable() else json.dumps(value)).replace("_x", "\\u005fx")


def kinds(table: Table) -> dict[str, str]:
    """Return the kinds of questions that the sheet names: those a form has no type for."""
    found = {}
    for row in table.rows:
        path, value = row.get("field").split("."), row.get("content")
        if len(path) == 3 and path[0] == "questions" and path[2] == "kind":
            found[path[1]] = value.strip('"')
    return found


def apply(table: Table, round_: Plain, findings: Findings) -> None:
    """Put what the sheet says into a round; what it does not fit any more is told."""
    for row in table.rows:
        path = tuple(row.get("field").split("."))
        try:
            _put(round_, path, _value(row))
        except (LookupError, TypeError, ValueError, AttributeError):
            findings.add(
                row.sheet,
                row.cell("field"),
                f"“{row.get('field')}” does not fit the form any more. It is left out.",
                "Nothing, if you removed what it belongs to.",
            )


def _value(row: Row) -> object:
    written = {language: text for language, text in row.texts("text").items() if language}
    if written:
        return {tag_of(name) or name: text for name, text in written.items()}
    return json.loads(row.get("content"))


def _put(round_: Plain, path: Path, value: object) -> None:
    """Walk along `path` and set the value at its end. No question or option is ever added."""
    holder: object = round_
    for step in path[:-1]:
        holder = _step(holder, step, add=path[0] != "questions" or path[2:3] == ("wider",))
    if not isinstance(holder, dict):
        raise TypeError(path)
    if value is None:
        holder.pop(path[-1], None)
    else:
        holder[path[-1]] = value


def _step(holder: object, step: str, *, add: bool) -> object:
    if isinstance(holder, dict):
        return holder.setdefault(step, [] if step in _KEYED + _NUMBERED else {})
    if not isinstance(holder, list):
        raise TypeError(step)
    for number, member in enumerate(holder, start=1):
        if str(member.get("id", number)) == step:
            return member
    if not add:
        raise LookupError(step)
    holder.append({} if step == str(len(holder) + 1) else {"id": step})
    return holder[-1]

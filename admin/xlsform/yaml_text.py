"""A round as YAML that people go on writing in.

Fields stand in their usual order, languages side by side, and a `# TODO` wherever the organisation
has to add what a form does not hold.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

import msgspec
import yaml

from admin.xlsform.known import Plain
from dialogs.conditions import Condition
from dialogs.questions import KINDS
from dialogs.questions.base import Statement
from dialogs.questions.options import Option
from dialogs.round import Round

_FIRST = ("kind", "id", "text", "label", "why", "body", "show_if")
_LAST = ("options", "wider", "seeds")
_DATES = ("opens", "closes", "decision_date", "reply_date", "by")
_MARKS = frozenset("[]{},:?")
"""Between brackets YAML takes these for its own, where a text begins with one or two meet."""

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")

TODO: dict[str, str] = {
    "id": "a short name of the round, in a-z, 0-9 and _",
    "internal_label": "what you call the round among yourselves; no participant sees it",
    "public_label": "the title that participants see, in each language",
    "countries": "where it is asked, such as [MK]",
    "purpose": "why you ask, in each language",
    "organiser": "who asks: name, funder (in each language), contact",
    "addressee": "who decides: body, role, decision (in each language), stage (agenda, design,"
    " adoption, delivery or review), decision_date, reply_date",
    "opens": "the first day, such as 2027-01-15",
    "closes": "the last day",
    "age_bands": "from the minimum age upwards, such as [{id: '12_17', least: 12, most: 17},"
    " {id: '18_up', least: 18}]",
    "consent": "what is agreed to: version ({en: 1}) and text, in each language",
    "help_lines": "whom one can call: name and hours (in each language), number, source",
    "publication": "what may be broken down, such as {breakdowns: [age]}",
}
"""What a round needs beside its questions, and how to say it."""


def write(round_: Plain, comments: Mapping[int, list[str]]) -> str:
    """Return a round as YAML.

    Args:
        round_: as far as it is known.
        comments: what is to be told above a question, by its place.
    """
    lines = ["# Imported from a form. Go through the lines marked TODO, then: consult check FILE"]
    for name in _names(Round):
        if name == "questions":
            lines += ["", *questions(round_, comments)]
        elif name in round_:
            lines += [*_gap(name), *_field(name, round_[name], 0)]
        elif name in TODO:
            lines += [*_gap(name), f"# TODO {name}: {TODO[name]}"]
    return "\n".join(lines) + "\n"


def _gap(name: str) -> list[str]:
    gaps = ("purpose", "organiser", "addressee", "opens", "consent", "help_lines", "publication")
    return [""] if name in gaps else []


def questions(round_: Plain, comments: Mapping[int, list[str]]) -> list[str]:
    """Return the lines of `questions:` alone."""
    listed = round_.get("questions")
    if not isinstance(listed, list) or not listed:
        return ["questions: []  # TODO"]
    lines = ["questions:"]
    for place, question in enumerate(listed):
        lines += [f"  # TODO {told}" for told in comments.get(place, [])]
        lines += _member(question, 2)
    return lines


def _names(record: type[msgspec.Struct]) -> tuple[str, ...]:
    return tuple(field.encode_name for field in msgspec.structs.fields(record))


def _order(record: Plain) -> Iterator[str]:
    """Yield the names of a record's fields: who it is, what it says, then the rest."""
    known = [*_FIRST]
    kind = record.get("kind")
    if isinstance(kind, str) and kind in KINDS:
        known += _names(KINDS[kind])
    known += [*_names(Option), *_names(Statement), *_names(Condition)]
    rest = [name for name in record if name not in known]
    for name in dict.fromkeys((*known, *rest)):
        if name in record and name not in _LAST:
            yield name
    yield from (name for name in _LAST if name in record)


def _field(name: str, value: object, indent: int) -> list[str]:
    start = f"{' ' * indent}{_scalar(name)}:"
    if isinstance(value, dict | list) and not _short(value):
        inner = indent + 2
        if isinstance(value, list):
            return [start, *(line for member in value for line in _member(member, inner))]
        fields = (_field(key, value[key], inner) for key in _order(value))
        return [start, *(line for lines in fields for line in lines)]
    return [f"{start} {_flow(value, name)}"]


def _member(value: object, indent: int) -> list[str]:
    """Return one member of a list, its first field behind the dash."""
    if not isinstance(value, dict) or _short(value):
        return [f"{' ' * indent}- {_flow(value, '')}"]
    lines = [line for key in _order(value) for line in _field(key, value[key], indent + 2)]
    return [f"{' ' * indent}- {lines[0].lstrip()}", *lines[1:]]


def _short(value: object) -> bool:
    """Return whether a value reads best on one line."""
    if isinstance(value, list):
        return not any(isinstance(one, dict | list) for one in value)
    if isinstance(value, dict):
        plain = not any(isinstance(one, dict | list) for one in value.values())
        compared = "question" in value and "kind" not in value
        band = "least" in value and "kind" not in value
        numbers = all(isinstance(one, int) for one in value.values())
        return plain and (not value or compared or band or numbers) and "option" not in value
    return True


def _flow(value: object, name: str) -> str:
    """Return a value on one line; what stands between brackets is read more strictly."""
    if isinstance(value, dict):
        pairs = (f"{_inside(key, '')}: {_inside(inner, key)}" for key, inner in value.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_inside(one, name) for one in value) + "]"
    if name in _DATES and _ISO.fullmatch(str(value)):
        return str(value)
    return _scalar(value)


def _inside(value: object, name: str) -> str:
    if isinstance(value, str) and _MARKS.intersection(value):
        return _quoted(value)
    return _flow(value, name)


@lru_cache(maxsize=65_536, typed=True)
def _scalar(value: object) -> str:
    """Return a text, number or yes-or-no as YAML writes it, in quotes where it must."""
    if isinstance(value, str) and ("\n" in value or not value.isprintable()):
        return _quoted(value)
    written = yaml.safe_dump(value, allow_unicode=True, width=10**9)
    return written.removesuffix("\n").removesuffix("\n...")


def _quoted(text: str) -> str:
    written = yaml.safe_dump(text, allow_unicode=True, width=10**9, default_style='"')
    return written.removesuffix("\n")

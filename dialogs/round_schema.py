"""The JSON Schema of a round file, so that editors complete, explain and underline.

Made from the declared fields, and from what their classes say under "Attributes:". `consult schema`
prints it; `dialogs/round.schema.json` is a copy that the example round points to.
"""

import inspect
import re
from collections.abc import Iterator
from typing import Any

import msgspec
import msgspec.inspect as declared

from dialogs.questions import KINDS
from dialogs.round import Round
from dialogs.shape.ids import BAND, ID
from dialogs.shape.languages import LANGUAGE
from dialogs.shape.limits import MAX_HELP_LINES, MAX_LANGUAGES, MAX_PLACES, MAX_QUESTIONS

Schema = dict[str, Any]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"

_LISTS = {
    ("Round", "questions"): (1, MAX_QUESTIONS),
    ("Round", "help_lines"): (1, MAX_HELP_LINES),
    ("PickOne", "options"): (2, MAX_PLACES),
    ("Wider", "of"): (2, MAX_PLACES),
    ("Comprehension", "options"): (2, 4),
}
"""How many entries a list takes."""

_BOUNDS: dict[tuple[str, str], Schema] = {
    ("Round", "minimum_age"): {"minimum": 12, "maximum": 25},
    ("Round", "keep_drafts_days"): {"minimum": 1, "maximum": 30},
    ("Publication", "threshold"): {"minimum": 10},
    ("Publication", "rounding"): {"minimum": 5},
    ("Scale", "points"): {"minimum": 3, "maximum": 11},
    ("Scale", "first"): {"enum": [0, 1]},
    ("AgeBand", "id"): {"pattern": f"^{BAND.pattern}$"},
}
"""Rules of `dialogs.shape` that an editor can underline at once."""


def round_schema() -> Schema:
    """Return the schema, in the dialect of 2020-12."""
    made: Schema = msgspec.json.schema(Round)
    parts = made["$defs"]
    for one in _structs():
        _explain(parts[one.__name__], one)
    main = parts.pop("Round")
    whole = {"$schema": _DIALECT, **main, "title": "A round of consult", "$defs": parts}
    simple: Schema = _simplified(whole)
    simple["properties"]["questions"]["items"] = _by_kind()
    simple["properties"]["languages"] |= {"minProperties": 1, "maxProperties": MAX_LANGUAGES}
    return simple


def _structs() -> Iterator[type[msgspec.Struct]]:
    """Yield every class that a round is made of."""
    waiting, seen = [declared.type_info(Round)], set[type]()
    while waiting:
        here = waiting.pop()
        match here:
            case declared.StructType(cls=cls) if cls not in seen:
                seen.add(cls)
                waiting += [field.type for field in here.fields]
                yield cls
            case declared.UnionType(types=types):
                waiting += types
            case declared.VarTupleType(item_type=inner):
                waiting.append(inner)


def _explain(part: Schema, struct: type[msgspec.Struct]) -> None:
    """Put in what the docstrings say, and what `dialogs.shape` would refuse."""
    part["description"] = _prose(inspect.getdoc(struct) or "")
    said: dict[str, str] = {}
    for base in reversed(struct.__mro__):
        said |= _attributes(inspect.getdoc(base) or "")
    for name, field in part["properties"].items():
        key = struct.__name__, name
        if name in said and "$ref" not in field:
            field["description"] = said[name]
        elif name in said:
            part["properties"][name] = {"description": said[name], **field}
        if name == "kind":
            field["description"] = part["description"]
        if name == "id":
            field["pattern"] = f"^{ID.pattern}$"
        if key in _LISTS:
            field["minItems"], field["maxItems"] = _LISTS[key]
        field.update(_BOUNDS.get(key, {}))


def _by_kind() -> Schema:
    """Return a question's schema as one case a kind: an error is said of that kind alone."""
    cases = [
        {
            "if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]},
            "then": {"$ref": f"#/$defs/{struct.__name__}"},
        }
        for kind, struct in KINDS.items()
    ]
    kinds = {"enum": list(KINDS), "description": "Which kind of question this is."}
    return {"type": "object", "required": ["kind"], "properties": {"kind": kinds}, "allOf": cases}


def _prose(docstring: str) -> str:
    return " ".join(docstring.partition("Attributes:")[0].split())


def _attributes(docstring: str) -> dict[str, str]:
    """Return what is said under "Attributes:", by name; several names can share a line."""
    listed = docstring.partition("Attributes:\n")[2]
    said: dict[str, str] = {}
    for entry in re.split(r"\n(?=    \w)", f"\n{listed}"):
        names, colon, text = entry.strip().partition(": ")
        if colon:
            said |= {name.strip(): " ".join(text.split()) for name in names.split(",")}
    return said


def _simplified(value: Any) -> Any:  # noqa: ANN401 - any part of a schema
    """Leave out what means nothing to an editor: null for a field that can be left out."""
    if isinstance(value, list | tuple):
        return [_simplified(each) for each in value]
    if not isinstance(value, dict):
        return value
    kept = {name: _simplified(each) for name, each in value.items() if name != "discriminator"}
    if value.get("default", "") is None:
        del kept["default"]
    choices = [each for each in kept.get("anyOf", []) if each != {"type": "null"}]
    if len(choices) == 1:
        del kept["anyOf"]
        kept = {**choices[0], **kept}
    elif choices:
        kept["anyOf"] = choices
    if kept.get("additionalProperties") == {"type": "string"}:
        kept["propertyNames"] = {"pattern": f"^{LANGUAGE.pattern}$"}
        kept["minProperties"] = 1
    return kept

"""A part of a round as it would stand in YAML: only what is not the usual value."""

import datetime as dt
from enum import Enum

import msgspec
from msgspec import NODEFAULT, Struct

from admin.xlsform.known import Plain
from dialogs.questions import KINDS


def plainly(value: object) -> object:
    """Return `value` as texts, numbers, lists and mappings; fields at their default are left out.

    Reading the result with msgspec gives an equal value again.
    """
    if isinstance(value, Struct):
        return _record(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(key): plainly(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plainly(inner) for inner in value]
    return value


def _record(record: Struct) -> Plain:
    config = record.__struct_config__
    plain: Plain = {str(config.tag_field): config.tag} if config.tag_field else {}
    for field in msgspec.structs.fields(type(record)):
        value = getattr(record, field.name)
        if field.default is NODEFAULT or value != field.default:
            plain[field.encode_name] = plainly(value)
    return plain


def without_usual(question: Plain) -> Plain:
    """Return a question without the fields that say what is usual for its kind anyway."""
    fields = msgspec.structs.fields(KINDS[str(question["kind"])])
    usual = {field.encode_name: field.default for field in fields}
    return {
        name: value
        for name, value in question.items()
        if name not in usual or usual[name] is NODEFAULT or plainly(usual[name]) != value
    }

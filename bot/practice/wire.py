"""The shapes that travel over the wire, as plain JSON values."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TypeAlias

Json: TypeAlias = "bool | int | float | str | Sequence[Json] | Mapping[str, Json] | None"
JsonObject: TypeAlias = Mapping[str, Json]


def unix_time(moment: datetime) -> int:
    """Whole seconds since 1970, as the Bot API writes dates."""
    return int(moment.timestamp())


def without_nulls(values: JsonObject) -> JsonObject:
    """The same object without its null fields: the Bot API leaves out what is not there."""
    return {name: value for name, value in values.items() if value is not None}

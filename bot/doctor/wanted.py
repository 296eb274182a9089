"""Settings of a PostgreSQL server as they should be."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.doctor.base import Finding, warn


@dataclass(frozen=True)
class Wanted:
    """A setting, the value or values that it should have, and what comes of any other."""

    name: str
    value: str | tuple[str, ...]
    otherwise: str


def unlike(
    server: Mapping[str, str],
    wanted: Sequence[Wanted],
    tell: Callable[[str, str, str], Finding],
) -> Iterator[Finding]:
    """Yield what `tell` makes of each setting that differs; a warning for one we may not see."""
    for one in wanted:
        values = (one.value,) if isinstance(one.value, str) else one.value
        if one.name not in server:
            remedy = "GRANT pg_read_all_settings TO the role of the bot, or look yourself."
            yield warn(f"{one.name} cannot be seen.", "PostgreSQL", remedy)
        elif server[one.name] not in values:
            remedy = f"ALTER SYSTEM SET {one.name} = '{values[0]}', then restart the server."
            what = f"{one.name} is {server[one.name]}: {one.otherwise}."
            yield tell(what, "PostgreSQL", remedy)

"""Names of a form become ids of a round: small letters, digits and `_`, at most 24, no two alike.

What is renamed is told, and whoever refers to the old name is led to the new one.
"""

import re
import unicodedata
from collections.abc import Iterable

_WRONG = re.compile(r"[^a-z0-9_]+")
_RUNS = re.compile(r"_{2,}")
MOST = 24


class Ids:
    """The ids of one list.

    Args:
        prefix: what an id begins with where the name begins with no letter.
        reserved: what cannot be an id although it looks like one.
    """

    def __init__(self, prefix: str, reserved: Iterable[str] = ()) -> None:
        self._prefix = prefix
        self._taken = set(reserved)
        self._tried: dict[str, int] = {}
        self._names: set[str] = set()

    def take(self, name: str) -> str:
        """Return an id for `name` that nobody has yet: the name itself where it can be one."""
        self._names.add(name)
        base = name if _is_id(name) else _reworked(name, self._prefix)
        candidate = base
        while candidate in self._taken:
            self._tried[base] = self._tried.get(base, 1) + 1
            ending = f"_{self._tried[base]}"
            candidate = base[: MOST - len(ending)] + ending
        self._taken.add(candidate)
        return candidate

    def has(self, name: str) -> bool:
        """Return whether an id has been taken for this name."""
        return name in self._names


def _is_id(name: str) -> bool:
    return re.fullmatch(r"[a-z][a-z0-9_]{0,23}", name) is not None


def _reworked(name: str, prefix: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = _RUNS.sub("_", _WRONG.sub("_", plain)).strip("_")
    if not words or not words[0].isalpha():
        words = f"{prefix}_{words}".rstrip("_")
    return words[:MOST].rstrip("_")

"""Names of a form become ids of a round: small letters, digits and `_`, at most 24, no two alike.

What is renamed is told, and whoever refers to the old name is led to the new one.
"""

import re
import unicodedata
from collections.abc import Collection

_WRONG = re.compile(r"[^a-z0-9_]+")
_RUNS = re.compile(r"_{2,}")
MOST = 24


def id_for(name: str, taken: Collection[str], *, prefix: str) -> str:
    """Return an id for `name` that is not among `taken`: the name itself where it can be one."""
    base = name if _is_id(name) else _reworked(name, prefix)
    number, candidate = 1, base
    while candidate in taken:
        number += 1
        ending = f"_{number}"
        candidate = base[: MOST - len(ending)] + ending
    return candidate


def _is_id(name: str) -> bool:
    return re.fullmatch(r"[a-z][a-z0-9_]{0,23}", name) is not None


def _reworked(name: str, prefix: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = _RUNS.sub("_", _WRONG.sub("_", plain)).strip("_")
    if not words or not words[0].isalpha():
        words = f"{prefix}_{words}".rstrip("_")
    return words[:MOST].rstrip("_")

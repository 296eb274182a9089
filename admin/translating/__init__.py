"""Files for translators' own tools: one file a format, with `write` and `read`."""

from pathlib import Path
from types import ModuleType

from admin.translating import as_po, as_xlsx

FORMATS: dict[str, ModuleType] = {".po": as_po, ".xlsx": as_xlsx}
"""By the ending of the file's name."""


def format_of(path: Path) -> ModuleType | None:
    """Return what writes and reads a file; None when its ending says nothing to us."""
    return FORMATS.get(path.suffix.lower())

"""How the findings in round files are written: one file a format, named `as_*`."""

from collections.abc import Callable, Sequence

from bot.checking import Checked
from bot.reports import as_json, as_sarif, as_text

Write = Callable[[Sequence[Checked]], str]

FORMATS: dict[str, Write] = {
    "text": as_text.write,
    "json": as_json.write,
    "sarif": as_sarif.write,
}
"""Every format by its name."""

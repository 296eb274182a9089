"""Findings as JSON, for other programs: one object a round file."""

from collections.abc import Sequence

import msgspec

from bot.checking import Checked
from dialogs.problems import Severity


def write(checked: Sequence[Checked]) -> str:
    """Return an object with `files`, `errors` and `warnings`; problems are as in `Problem`."""
    found = {
        "files": checked,
        "errors": sum(one.count(Severity.ERROR) for one in checked),
        "warnings": sum(one.count(Severity.WARNING) for one in checked),
    }
    return msgspec.json.format(msgspec.json.encode(found), indent=2).decode()

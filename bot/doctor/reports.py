"""How findings are written, for people and for programs."""

from collections import Counter
from collections.abc import Callable, Sequence

import msgspec
import typer

from bot.doctor.base import Result, Status

_COLOURS = {
    Status.OK: typer.colors.GREEN,
    Status.LIMIT: typer.colors.BLUE,
    Status.WARN: typer.colors.YELLOW,
    Status.FAIL: typer.colors.RED,
}


def as_text(results: Sequence[Result]) -> str:
    """Return a line a finding, its remedy below it, and a last line that counts them."""
    width = max((len(result.check) for result in results), default=0)
    lines = [line for result in results for line in _told(result, width)]
    counts = Counter(result.finding.status for result in results)
    ended = f"{counts[Status.FAIL]} to mend, {counts[Status.WARN]} to look at"
    return "\n".join([*lines, "", f"{ended}, {counts[Status.OK]} fine."])


def as_json(results: Sequence[Result]) -> str:
    """Return an object with `findings` and the `failed` ones' number."""
    failed = sum(result.finding.status is Status.FAIL for result in results)
    content = {"findings": results, "failed": failed}
    return msgspec.json.format(msgspec.json.encode(content), indent=2).decode()


REPORTS: dict[str, Callable[[Sequence[Result]], str]] = {"text": as_text, "json": as_json}


def _told(result: Result, width: int) -> list[str]:
    found = result.finding
    status = typer.style(f"{found.status:<5}", fg=_COLOURS[found.status], bold=True)
    where = f" ({found.where})" if found.where else ""
    line = f"{status}  {result.check:<{width}}  {found.what}{where}"
    return [line, f"{'':<{width + 9}}{found.remedy}"] if found.remedy else [line]

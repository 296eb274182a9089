"""Findings for people: grouped by file, errors first, and a last line that counts them."""

from collections.abc import Sequence
from io import StringIO

from rich.console import Console
from rich.text import Text

from bot.checking import Checked
from dialogs.problems import Problem, Severity

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow"}


def write(checked: Sequence[Checked]) -> str:
    """Return the report, coloured where somebody looks on; nothing is cut or wrapped in a pipe."""
    screen = Console()
    out = StringIO()
    console = Console(
        file=out,
        force_terminal=screen.is_terminal,
        no_color=screen.no_color,
        width=screen.width,
        soft_wrap=not screen.is_terminal,
        highlight=False,
        emoji=False,
        markup=False,
    )
    for one in checked:
        _file(console, one)
    console.print(_last_line(checked))
    return out.getvalue().rstrip("\n")


def _file(console: Console, one: Checked) -> None:
    heading = Text(one.file, style="bold")
    heading.append(f"  {one.summary or 'cannot be used'}", style="not bold dim")
    console.print(heading)
    for problem in one.problems:
        console.print(_finding(problem, one.file))
    console.print()


def _finding(problem: Problem, file: str) -> Text:
    """Return two lines: where and what; the remedy, with the name of the rule."""
    place = f"{problem.line:>5}" if problem.line else " " * 5
    text = Text(f"{place}  ")
    text.append(f"{problem.severity:<8}", style=_STYLES[problem.severity])
    text.append(f" {problem.what}")
    if problem.file != file:
        text.append(f" ({problem.file})")
    text.append(f"\n{'':<16}{problem.remedy}", style="dim")
    text.append(f" [{problem.rule}]", style="dim cyan")
    return text


def _last_line(checked: Sequence[Checked]) -> Text:
    errors = sum(one.count(Severity.ERROR) for one in checked)
    warnings = sum(one.count(Severity.WARNING) for one in checked)
    files = _counted(len(checked), "round")
    if not errors and not warnings:
        return Text(f"Nothing to mend in {files}.", style="green")
    style = _STYLES[Severity.ERROR if errors else Severity.WARNING]
    return Text(
        f"{_counted(errors, 'error')}, {_counted(warnings, 'warning')} in {files}.", style=style
    )


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"

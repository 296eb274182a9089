"""Findings for people: grouped by file, errors first, and a last line that counts them."""

from collections.abc import Sequence
from io import StringIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.checking import Checked
from dialogs.problems import Problem, Severity

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow"}
_UNCUT = 10_000
"""Columns where nobody looks on: a program that reads lines wants them whole."""


def write(checked: Sequence[Checked]) -> str:
    """Return the report, coloured and wrapped where somebody looks on, plain in a pipe."""
    screen = Console()
    out = StringIO()
    console = Console(
        file=out,
        force_terminal=screen.is_terminal,
        no_color=screen.no_color,
        width=screen.width if screen.is_terminal else _UNCUT,
        highlight=False,
        emoji=False,
        markup=False,
    )
    for one in checked:
        _file(console, one)
    console.print(_last_line(checked))
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines())


def _file(console: Console, one: Checked) -> None:
    heading = Text(one.file, style="bold")
    heading.append(f"  {one.summary or 'cannot be used'}", style="not bold dim")
    console.print(heading)
    rows = Table.grid(padding=(0, 2, 0, 0))
    rows.add_column(justify="right", min_width=5)
    rows.add_column(min_width=len(Severity.WARNING))
    rows.add_column(overflow="fold")
    for problem in one.problems:
        line = str(problem.line) if problem.line else ""
        rows.add_row(
            line, Text(problem.severity, style=_STYLES[problem.severity]), _said(problem, one)
        )
    console.print(rows)
    console.print()


def _said(problem: Problem, one: Checked) -> Text:
    """Return what is wrong, and below it the remedy with the name of the rule."""
    text = Text(problem.what)
    if problem.file != one.file:
        text.append(f" ({problem.file})")
    text.append(f"\n{problem.remedy}", style="dim")
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

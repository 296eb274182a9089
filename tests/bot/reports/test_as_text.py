"""The report for people: whole lines in a pipe, wrapped and coloured where somebody looks on."""

import pytest

from bot.checking import Checked
from bot.reports import as_text
from dialogs.problems import Problem, Severity

LONG = ("A sentence that goes on and on, " * 6).strip()
FOUND = [
    Checked(
        "r.yaml",
        (
            Problem("r.yaml", 7, "[bold]Wrong[/bold] :smile:.", "Mend it.", "rule"),
            Problem("r.sq.yaml", 12, LONG, "Shorten it.", "other", Severity.WARNING),
        ),
        "3 questions, en, sq",
    ),
    Checked("good.yaml", (), "1 questions, en"),
]


def test_the_whole_report_in_a_pipe() -> None:
    assert as_text.write(FOUND) == "\n".join([
        "r.yaml  3 questions, en, sq",
        "    7  error    [bold]Wrong[/bold] :smile:.",
        "                Mend it. [rule]",
        f"   12  warning  {LONG} (r.sq.yaml)",
        "                Shorten it. [other]",
        "",
        "good.yaml  1 questions, en",
        "",
        "1 error, 1 warning in 2 rounds.",
    ])  # fmt: skip


def test_nothing_to_mend_is_said() -> None:
    assert as_text.write(FOUND[1:]).splitlines()[-1] == "Nothing to mend in 1 round."


def test_on_a_screen_lines_are_wrapped_below_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("FORCE_COLOR", "1"), ("COLUMNS", "60"), ("TERM", "xterm-256color")):
        monkeypatch.setenv(name, value)
    lines = as_text.write(FOUND).splitlines()
    assert any("\x1b[" in line for line in lines)
    wrapped = [line for line in lines if line.startswith(" " * 16 + "goes on")]
    assert wrapped or any(line.startswith(" " * 16) and "on and on" in line for line in lines)

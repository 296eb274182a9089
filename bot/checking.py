"""Checks round files: everything that is wrong with each, whatever it is."""

import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from bot.cli.files import read_record, read_with_lines, round_of, translators_files
from bot.outside import outside
from bot.settings import SettingsError
from dialogs.confirmations import Confirmations
from dialogs.lints import Outside, problems_in
from dialogs.problems import Problem, RoundFileError, Severity


class Checked(Struct, frozen=True):
    """One round file and what was found in it and in the translators' files beside it.

    `summary` says what it holds; it is empty when the round could not be read.
    """

    file: str
    problems: tuple[Problem, ...]
    summary: str = ""

    def count(self, severity: Severity) -> int:
        """Return how many problems are of this severity."""
        return sum(problem.severity is severity for problem in self.problems)


def check_files(
    paths: Iterable[Path],
    today: dt.date,
    confirmed: Confirmations | None = None,
    own_words: Path | None = None,
) -> Iterator[Checked]:
    """Check each round once; a translator's file stands for the round that it belongs to."""
    known = outside(today, confirmed, own_words)
    for path in dict.fromkeys(map(round_of, paths)):
        yield _check(path, known)


def _check(path: Path, known: Outside) -> Checked:
    try:
        round_, lines = read_with_lines(path)
        known = replace(known, translated=read_record(path))
    except RoundFileError as refused:
        return Checked(str(path), _in_order(refused.problems))
    except SettingsError as unreadable:
        what = str(unreadable).removeprefix(f"{path}: ")
        remedy = "Check its name and what is in it."
        problem = Problem(str(path), 0, f"The file {what}", remedy, "unreadable")
        return Checked(str(path), (problem,))
    beside = len(translators_files(path))
    summary = f"{len(round_.questions)} questions, {', '.join(round_.languages)}"
    summary += f", {beside} translators’ files" if beside else ""
    summary += ", asks whether words may be quoted" if round_.may_quote else ""
    summary += ", counts themes by group" if round_.links_texts else ""
    return Checked(str(path), _in_order(problems_in(round_, lines, known)), summary)


def _in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return errors first, then by file and line."""
    return tuple(
        sorted(
            problems,
            key=lambda one: (one.severity is not Severity.ERROR, one.file, one.line, one.rule),
        )
    )

"""YAML text in, `Round` out; every error with file, line and remedy.

Reading the file is the caller's job: the conversation does no input or output.
"""

from collections.abc import Iterator, Mapping
from itertools import islice

import msgspec

from dialogs import shape, translations, yaml_lines
from dialogs.misfits import misfits
from dialogs.problems import Problem, RoundFileError
from dialogs.round import Round
from dialogs.shape.base import Finding
from dialogs.yaml_lines import Lines, Plain

MOST_PROBLEMS = 200
"""Whoever has mended so many looks again anyway."""

_NONE: Mapping[str, str] = {}


def load(text: str, *, file: str, translated: Mapping[str, str] = _NONE) -> Round:
    """Return the round that `text` describes.

    Args:
        text: of the round file.
        file: its name, as messages give it.
        translated: translators' files, by name; see `dialogs.translations`.

    Raises:
        RoundFileError: with one problem for each thing that is wrong.
    """
    return load_with_lines(text, file=file, translated=translated)[0]


def load_with_lines(
    text: str, *, file: str, translated: Mapping[str, str] = _NONE
) -> tuple[Round, Lines]:
    """Return the round, and the place of each of its values; see `load`."""
    values, lines = _parsed(text, file)
    problems = translations.merge(values, lines, translated)
    if problems:
        raise RoundFileError(problems[:MOST_PROBLEMS])
    round_ = _converted(values, lines)
    _refuse(shape.findings(round_), lines)
    return round_, lines


def _parsed(text: str, file: str) -> tuple[Plain, Lines]:
    try:
        return yaml_lines.parse(text, file)
    except yaml_lines.YamlRefusedError as refused:
        problem = Problem(file, refused.line, refused.what, refused.remedy, "yaml")
        raise RoundFileError((problem,)) from None


def _converted(values: Plain, lines: Lines) -> Round:
    try:
        return msgspec.convert(values, Round)
    except msgspec.ValidationError as error:
        _refuse((("fields", finding) for finding in misfits(values)), lines)
        what, _, place = str(error).partition(" - at ")
        finding = (place.strip("`") or "$", f"{what}.", "See the example round.")
        _refuse([("fields", finding)], lines)
        raise


def _refuse(
    findings: Iterator[tuple[str, Finding]] | list[tuple[str, Finding]], lines: Lines
) -> None:
    problems = tuple(
        Problem(*lines.place(path), what, remedy, rule)
        for rule, (path, what, remedy) in islice(findings, MOST_PROBLEMS)
    )
    if problems:
        raise RoundFileError(problems)

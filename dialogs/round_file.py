"""YAML text in, `Round` out; every error with file, line and remedy.

Reading the file is the caller's job: the conversation does no input or output.
"""

from collections.abc import Iterator, Mapping
from itertools import islice

import msgspec
from msgspec import Struct

from dialogs import shape, translations, yaml_lines
from dialogs.misfits import misfits
from dialogs.problems import Problem, RoundFileError
from dialogs.round import Round
from dialogs.shape.base import Finding
from dialogs.shape.languages import texts_of
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


class Unfinished(Struct, frozen=True):
    """A round whose translations may be missing: what is missing is said in the first language.

    Attributes:
        round: the round, whole.
        values, lines: what the files hold, and where.
        missing: path and language of each text that is not there.
    """

    round: Round
    values: Plain
    lines: Lines
    missing: frozenset[tuple[str, str]]

    @property
    def source(self) -> str:
        """The language that is translated from: the first one."""
        return next(iter(self.round.languages))


def load_unfinished(text: str, *, file: str, translated: Mapping[str, str] = _NONE) -> Unfinished:
    """Return a round that translators have not finished; see `load`.

    Raises:
        RoundFileError: anything but a translation is missing or wrong.
    """
    values, lines = _parsed(text, file)
    problems = translations.merge(values, lines, translated)
    if problems:
        raise RoundFileError(problems[:MOST_PROBLEMS])
    round_ = _converted(values, lines)
    missing = frozenset(_filled(round_))
    _refuse(shape.findings(round_), lines)
    return Unfinished(round_, values, lines, missing)


def _filled(round_: Round) -> Iterator[tuple[str, str]]:
    """Fill each gap with the text in the first language, and yield where it was."""
    for path, texts in texts_of(round_):
        source = texts.get(next(iter(round_.languages), ""), "")
        for tag in round_.languages:
            if source.strip() and not texts.get(tag, "").strip():
                texts[tag] = source
                yield path, tag
    for tag in round_.languages:
        round_.consent.version.setdefault(tag, 1)


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

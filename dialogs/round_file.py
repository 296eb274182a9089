"""YAML text in, `Round` out; every error with file, line and remedy.

Reading the file is the caller's job: the conversation does no input or output.
"""

import msgspec

from dialogs import shape, yaml_lines
from dialogs.problems import Problem, RoundFileError
from dialogs.round import Round
from dialogs.yaml_lines import Lines


def load(text: str, *, file: str) -> Round:
    """Return the round that `text` describes; `file` is the name used in messages.

    Raises:
        RoundFileError: with one problem for each thing that is wrong.
    """
    return load_with_lines(text, file=file)[0]


def load_with_lines(text: str, *, file: str) -> tuple[Round, Lines]:
    """Return the round, and the line on which each of its values stands; see `load`."""
    try:
        values, lines = yaml_lines.parse(text)
    except yaml_lines.YamlRefusedError as refused:
        raise RoundFileError((Problem(file, refused.line, refused.what, refused.remedy),)) from None
    round_ = _convert(values, lines, file)
    problems = tuple(
        Problem(file, lines.of(path), what, remedy) for path, what, remedy in shape.findings(round_)
    )
    if problems:
        raise RoundFileError(problems)
    return round_, lines


def _convert(values: yaml_lines.Plain, lines: Lines, file: str) -> Round:
    try:
        return msgspec.convert(values, Round)
    except msgspec.ValidationError as error:
        what, _, path = str(error).partition(" - at ")
        place = path.strip("`") or "$"
        text = f"{place.removeprefix('$.')}: {what}."
        raise RoundFileError((Problem(file, lines.of(place), text, _remedy(what)),)) from None


def _remedy(what: str) -> str:
    if what.startswith("Expected `str`, got"):
        return "Put it in quotes."
    if "unknown field" in what:
        return "Correct the spelling, or remove the line."
    if "missing required field" in what:
        return "Add it; the example round shows its form."
    return "See the example round."

"""A case as YAML text, and back."""

import datetime as dt

import msgspec
import yaml

from dialogs import yaml_lines
from dialogs.transcripts.case import Case, Turn

_WIDTH = 100


class TranscriptError(ValueError):
    """A case that cannot be played; the message says where and what to do."""


class _Dumper(yaml.SafeDumper):
    """Writes texts of several lines as they stand, and indents lists."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT
        super().increase_indent(flow, indentless=False)


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


def write(case: Case) -> str:
    """Return a case as YAML."""
    values = msgspec.to_builtins(case)
    return yaml.dump(values, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDTH)


def read(text: str, *, file: str) -> Case:
    """Return the case that `text` holds; `file` is the name used in messages.

    Raises:
        TranscriptError: with file, line, and what is wrong.
    """
    try:
        values, lines = yaml_lines.parse(text)
    except yaml_lines.YamlRefusedError as refused:
        raise TranscriptError(f"{file}:{refused.line}: {refused.what} {refused.remedy}") from None
    try:
        case = msgspec.convert(values, Case)
    except msgspec.ValidationError as error:
        what, _, path = str(error).partition(" - at ")
        place = lines.of(path.strip("`") or "$")
        raise TranscriptError(f"{file}:{place}: {what}. Record it again, or correct it.") from None
    for index, turn in enumerate(case.turns):
        if not _says_one_thing(turn):
            place = lines.of(f"$.turns[{index}]")
            raise TranscriptError(
                f"{file}:{place}: a turn has one of command, tap, say, send and leave. Correct it."
            )
    _check_time(case, f"{file}:{lines.of('$.now')}")
    return case


def _says_one_thing(turn: Turn) -> bool:
    said = (turn.command, turn.tap, turn.say, turn.send, turn.leave or None)
    return sum(each is not None for each in said) == 1


def _check_time(case: Case, place: str) -> None:
    try:
        aware = dt.datetime.fromisoformat(case.now).tzinfo is not None
    except ValueError:
        aware = False
    if not aware:
        raise TranscriptError(f"{place}: `now` is no time. Write “2026-11-10T17:00:00+00:00”.")

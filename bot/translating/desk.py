"""One language of a round on the desk: the file, what it holds, and the texts."""

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from bot.cli.files import read_record, read_unfinished
from bot.settings import SettingsError
from dialogs.problems import Problem, RoundFileError
from dialogs.round_file import Unfinished
from dialogs.translating.entries import Entry, entries
from dialogs.translating.record import Record
from dialogs.translating.taking import RULE
from dialogs.yaml_edit import Steps, put
from dialogs.yaml_lines import Plain, YamlRefusedError

Changes = dict[Steps, str | int]
"""What is to be written into a file, by what leads to it."""


class Desk(Struct, frozen=True):
    """One language of one round: the file, what it holds, and the texts."""

    path: Path
    unfinished: Unfinished
    record: Record
    language: str
    entries: tuple[Entry, ...]


def desk(path: Path, language: str) -> Desk:
    """Return the texts of a round in a language.

    Raises:
        RoundFileError: something else than a translation is missing or wrong in the round.
        SettingsError: the round cannot be read, or has no such language to translate into.
    """
    unfinished, record = read_unfinished(path), read_record(path)
    source, *others = unfinished.round.languages
    if language not in others:
        known = f"It has: {', '.join(others)}." if others else "It has no other language yet."
        why = (
            f"Texts are translated from “{language}”, its first language"
            if language == source
            else f"“{language}” is not a language of the round"
        )
        raise SettingsError(
            f"{path}: {why}. {known} For another one, write `TAG: drafted` under `languages`."
        )
    kept = replace(record, round=unfinished.round.id, source=source)
    if (record.round, record.source) != (kept.round, kept.source):
        kept = Record(round=kept.round, source=kept.source)
    return Desk(path, unfinished, kept, language, entries(unfinished, language, kept))


def versions(unfinished: Unfinished) -> Changes:
    """Return the versions of the consent that a language just begun does not have yet."""
    written = value_at(unfinished.values, ("consent", "version"))
    known = written if isinstance(written, dict) else {}
    wanted = unfinished.round.consent.version
    return {("consent", "version", tag): n for tag, n in wanted.items() if tag not in known}


def value_at(values: Plain, steps: Steps) -> Plain:
    """Return what steps lead to; None when there is nothing."""
    here = values
    for step in steps:
        if isinstance(here, list) and isinstance(step, int):
            here = here[step]
        else:
            here = here.get(str(step)) if isinstance(here, dict) else None
    return here


def put_into(path: Path, text: str, changes: Mapping[Steps, str | int]) -> str:
    """Return the text of a file with changes put in; RoundFileError when that cannot be."""
    try:
        return put(text, changes)
    except YamlRefusedError as refused:
        problem = Problem(str(path), refused.line, refused.what, refused.remedy, RULE)
        raise RoundFileError((problem,)) from None

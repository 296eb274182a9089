"""A round to try lay-outs with: the texts of one language are accented and long."""

from pathlib import Path

from bot.cli.files import read_exactly, read_unfinished
from bot.settings import SettingsError
from bot.translating.desk import Changes, put_into, value_at, versions
from dialogs.round_file import Unfinished
from dialogs.translating.entries import Entry, entries
from dialogs.translating.pseudo import pseudo
from dialogs.translating.record import Record
from dialogs.yaml_edit import steps_of


def trial(path: Path, language: str) -> str:
    """Return the round as one file in which the texts of a language are lengthened and accented."""
    unfinished = read_unfinished(path)
    round_ = unfinished.round
    if language not in round_.languages:
        raise SettingsError(f"{path}: “{language}” is none of {', '.join(round_.languages)}.")
    changes: Changes = {}
    for one in entries(unfinished, language, Record()):
        steps = steps_of(one.path)
        texts = value_at(unfinished.values, steps)
        for tag in round_.languages:
            if tag == language:
                changes[*steps, tag] = pseudo(one.source, one.limit)
            elif isinstance(texts, dict) and _is_elsewhere(unfinished, one, tag):
                changes[*steps, tag] = str(texts.get(tag) or one.source)
    changes |= versions(unfinished)
    return put_into(path, read_exactly(path), changes)


def _is_elsewhere(unfinished: Unfinished, entry: Entry, tag: str) -> bool:
    place = unfinished.lines.place(f"{entry.path}.{tag}")[0]
    return (entry.path, tag) in unfinished.missing or place != unfinished.lines.file

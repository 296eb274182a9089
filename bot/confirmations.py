"""The file in which confirmations are kept: YAML that a person can read, one entry after another.

It lies beside the round, belongs to the organisation, and goes into its backups.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec
import yaml

from admin.word_lists import shipped_distress
from bot.catalogues import load_texts
from bot.settings import SettingsError
from dialogs.confirmations import (
    Confirmation,
    Confirmations,
    Fact,
    What,
    facts_of,
    interface_fact,
    words_fact,
)
from dialogs.internal_words import list_of
from dialogs.round import Round

_HEAD = """\
# Who has confirmed what, and when. Written by `consult confirm`; an entry holds for exactly the
# words or the number that it was made for.
"""


def read(path: Path) -> Confirmations:
    """Return what has been confirmed; nothing when there is no file yet.

    Raises:
        SettingsError: the file is not what `consult confirm` writes.
    """
    return Confirmations(_entries(path))


def add(path: Path, fact: Fact, *, by: str, on: dt.date, note: str, value: int | None) -> None:
    """Write down that `fact` has been confirmed."""
    new = Confirmation(
        what=fact.what, name=fact.name, digest=fact.digest, by=by, on=on, note=note, value=value
    )
    _write(path, [*_entries(path), new])


def export(path: Path, to: Path) -> int:
    """Write what other organisations can use to another file; return how many entries it has.

    What is confirmed of a round's own texts is of no use to anybody else, and stays.
    """
    shared = [one for one in _entries(path) if one.what is not What.TRANSLATION]
    _write(to, shared)
    return len(shared)


def import_(path: Path, source: Path) -> Sequence[Confirmation]:
    """Add the entries of another organisation's file, and return those that were not here yet.

    Raises:
        SettingsError: one of the files is not what `consult confirm` writes.
    """
    if not source.is_file():
        raise SettingsError(f"{source}: there is no such file.")
    here = _entries(path)
    new = [one for one in _entries(source) if one not in here]
    _write(path, [*here, *new])
    return new


def _write(path: Path, entries: Sequence[Confirmation]) -> None:
    """Replace the file as a whole, so that it is never found half written."""
    values = msgspec.to_builtins(entries, builtin_types=(dt.date,))
    text = yaml.safe_dump(values, allow_unicode=True, sort_keys=False)
    written = path.with_suffix(".new")
    written.write_text(_HEAD + text, encoding="utf-8")
    written.replace(path)


def needed(round_: Round) -> tuple[Fact, ...]:
    """Return every fact that must be confirmed before a round opens, the interface included."""
    texts = load_texts()
    known = [tag for tag in round_.languages if texts.knows(tag)]
    interface = (interface_fact(tag, texts.speaker(tag).entries()) for tag in known)
    return (*facts_of(round_), *interface, *distress_facts(round_.languages))


def distress_facts(languages: Iterable[str]) -> tuple[Fact, ...]:
    """Return a fact for each list of words of distress that these languages have."""
    lists = shipped_distress()
    tags = dict.fromkeys(map(list_of, languages))
    return tuple(words_fact(tag, lists[tag].phrases) for tag in tags if tag in lists)


def _entries(path: Path) -> list[Confirmation]:
    if not path.is_file():
        return []
    try:
        entries = yaml.safe_load(path.read_text(encoding="utf-8")) or []
        return msgspec.convert(entries, list[Confirmation])
    except (yaml.YAMLError, msgspec.ValidationError, UnicodeDecodeError) as error:
        raise SettingsError(
            f"{path} is not a list of confirmations ({type(error).__name__}). Take it from a "
            "backup, or move it away and confirm again with `consult confirm`."
        ) from None

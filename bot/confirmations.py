"""The file in which confirmations are kept: YAML that a person can read, one entry after another.

It lies beside the round, belongs to the organisation, and goes into its backups.
"""

import datetime as dt
from pathlib import Path

import msgspec
import yaml

from bot.catalogues import load_texts
from bot.settings import SettingsError
from dialogs.confirmations import Confirmation, Confirmations, Fact, facts_of, interface_fact
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
    entries = msgspec.to_builtins([*_entries(path), new], builtin_types=(dt.date,))
    text = yaml.safe_dump(entries, allow_unicode=True, sort_keys=False)
    written = path.with_suffix(".new")
    written.write_text(_HEAD + text, encoding="utf-8")
    written.replace(path)


def needed(round_: Round) -> tuple[Fact, ...]:
    """Return every fact that must be confirmed before a round opens, the interface included."""
    texts = load_texts()
    known = [tag for tag in round_.languages if texts.knows(tag)]
    interface = (interface_fact(tag, texts.speaker(tag).entries()) for tag in known)
    return (*facts_of(round_), *interface)


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

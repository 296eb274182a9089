"""What a translator hands back is put into the round; what stands there can be settled.

Whatever is written is written whole: everything is made and read again in memory first, then each
file is exchanged in one step, the record last. Should the machine stop in between, a translation
without its record counts as written by hand.
"""

from collections.abc import Mapping
from pathlib import Path

from bot.cli.files import exchange, read_exactly, record_of, translators_files
from bot.settings import SettingsError
from bot.translating.desk import Changes, Desk, put_into, value_at, versions
from dialogs import round_file
from dialogs.problems import Problem, RoundFileError
from dialogs.translating import record as records
from dialogs.translating.entries import Entry, entries
from dialogs.translating.record import State
from dialogs.translating.taking import RULE, Taken
from dialogs.yaml_edit import Steps, steps_of

ALL = "all"


def bring_in(at: Desk, taken: Taken) -> None:
    """Write what was handed back into the round, and remember what it was translated from.

    Raises:
        RoundFileError: some of it is wrong, or the round would be; nothing is written.
    """
    if taken.refused:
        raise RoundFileError(taken.problems)
    written = _changed(at, taken)
    record = at.record.following(at.language, taken.made)
    exchange({**written, record_of(at.path): records.write(record)})


def settle(at: Desk, names: list[str]) -> tuple[str, ...]:
    """Say of translations that they are right as they stand; return the names of those.

    Raises:
        SettingsError: one of `names` is none of a translated text.
    """
    there = {one.key: one for one in at.entries if one.state is not State.MISSING}
    unknown = [name for name in names if name != ALL and name not in there]
    if unknown:
        raise SettingsError(
            f"“{unknown[0]}” is no text with a translation in “{at.language}”. "
            f"Names are those of `consult check` and of translators' files; or say `{ALL}`."
        )
    chosen = there if ALL in names else {name: there[name] for name in names}
    made = {key: (one.source, one.translation) for key, one in chosen.items()}
    record = at.record.following(at.language, made)
    exchange({record_of(at.path): records.write(record)})
    return tuple(key for key, one in chosen.items() if one.state is not State.CURRENT)


def _changed(at: Desk, taken: Taken) -> dict[Path, str]:
    """Return the new texts of the files that change; RoundFileError if one would be wrong."""
    changes: dict[Path, Changes] = {}
    by_key = {one.key: one for one in at.entries}
    for key in taken.changed:
        file, steps = _place(at, by_key[key])
        changes.setdefault(file, {})[steps] = taken.made[key][1]
    if changes:
        begun = {s: n for s, n in versions(at.unfinished).items() if s[-1] == at.language}
        if begun:
            changes.setdefault(at.path, {}).update(begun)
    new = {file: put_into(file, read_exactly(file), each) for file, each in changes.items()}
    _prove(at, taken, new)
    return new


def _place(at: Desk, entry: Entry) -> tuple[Path, Steps]:
    """Return the file in which a translation stands or is to stand, and what leads to it there."""
    steps = steps_of(entry.path)
    texts = value_at(at.unfinished.values, steps)
    own = at.path.with_name(f"{at.path.stem}.{at.language}.yaml")
    if isinstance(texts, dict) and at.language in texts:
        file = Path(at.unfinished.lines.place(f"{entry.path}.{at.language}")[0])
    else:
        file = own if own in translators_files(at.path) else at.path
    return (file, (*steps, at.language)) if file == at.path else (file, ("texts", entry.key))


def _prove(at: Desk, taken: Taken, new: Mapping[Path, str]) -> None:
    """Read the files as they would be: every text must say what the translator wrote."""
    beside = {str(file): new.get(file) or read_exactly(file) for file in translators_files(at.path)}
    text = new.get(at.path) or read_exactly(at.path)
    again = round_file.load_unfinished(text, file=str(at.path), translated=beside)
    found = {one.key: one.translation for one in entries(again, at.language, at.record)}
    for key in taken.changed:
        if found[key] != taken.made[key][1]:
            what = f"“{key}” would not say what the translator wrote."
            problem = Problem(str(at.path), 0, what, "Write it in yourself.", RULE)
            raise RoundFileError((problem,))

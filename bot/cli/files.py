"""Reads and writes files for the verbs; what cannot be done is said in plain words."""

import errno
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from bot.settings import SettingsError
from dialogs import round_file
from dialogs.round import Round
from dialogs.round_file import Unfinished
from dialogs.shape.languages import LANGUAGE
from dialogs.translating import record
from dialogs.translating.record import Record
from dialogs.yaml_lines import Lines
from storage import new_file
from storage.shredding import shred


def read_round(path: Path) -> Round:
    """Return the round in a file; RoundFileError or SettingsError says what is wrong with it."""
    return read_with_lines(path)[0]


def read_with_lines(path: Path) -> tuple[Round, Lines]:
    """Return the round in a file and the place of each of its values; see `read_round`."""
    translated = {str(each): read_text(each) for each in translators_files(path)}
    return round_file.load_with_lines(read_text(path), file=str(path), translated=translated)


def read_unfinished(path: Path) -> Unfinished:
    """Return the round in a file that translators have not finished; see `read_round`."""
    translated = {str(each): read_text(each) for each in translators_files(path)}
    return round_file.load_unfinished(read_text(path), file=str(path), translated=translated)


def record_of(path: Path) -> Path:
    """Return where it is kept from which wording each translation of a round was made."""
    return path.with_name(f"{path.stem}.translated.json")


def read_record(path: Path) -> Record:
    """Return what is known of the translations of the round in a file: nothing, to begin with.

    Raises:
        SettingsError: the file beside the round is not what `consult translate` writes.
    """
    place = record_of(path)
    if not place.is_file():
        return Record()
    found = record.read(read_text(place))
    if found is None:
        raise SettingsError(
            f"{place} is not a record of translations. Take it from a backup; or remove it, and "
            "say with `consult translate --settle` what is up to date."
        )
    return found


def translators_files(path: Path) -> tuple[Path, ...]:
    """Return the files of single languages beside a round file: `evenings.sq.yaml`, ..."""
    if not path.parent.is_dir():
        return ()
    beside = (each for each in path.parent.iterdir() if each != path)
    return tuple(sorted(each for each in beside if round_of(each) == path))


def round_of(path: Path) -> Path:
    """Return the round file that a translator's file belongs to; `path` itself for any other."""
    stem, _, language = path.stem.rpartition(".")
    belongs = path.suffix == ".yaml" and stem and LANGUAGE.fullmatch(language)
    main = path.with_name(f"{stem}.yaml") if belongs else path
    return main if main.is_file() else path


def read_text(path: Path) -> str:
    """Return the text of a file; SettingsError says why it cannot be read."""
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read ({error.strerror}).") from None
    except UnicodeDecodeError:
        raise SettingsError(f"{path}: is not UTF-8 text. Save the file as UTF-8.") from None


def write_text(path: Path, text: str) -> None:
    """Write a file; SettingsError says why it cannot be written."""
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise SettingsError(f"{path}: cannot be written ({error.strerror}).") from None


def read_bytes(path: Path) -> bytes:
    """Return what is in a file; SettingsError when it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read ({error.strerror}).") from None


def write_new(path: Path, content: bytes) -> None:
    """Write a new file for its owner alone; SettingsError when it exists or cannot be written."""
    try:
        new_file.write(path, content)
    except OSError as error:
        raise SettingsError(f"{path}: cannot be written ({error.strerror}).") from None


def write_all_new(files: Mapping[Path, bytes]) -> None:
    """Write new files for their owner alone: all of them, or none.

    Raises:
        SettingsError: one exists or cannot be written; none is there.
    """
    written: list[Path] = []
    try:
        for path, content in files.items():
            write_new(path, content)
            written.append(path)
    except BaseException:
        for path in written:
            shred(path)
        raise


def read_exactly(path: Path) -> str:
    """Return the text of a file that has been read before, with its line ends as they are."""
    return path.read_bytes().decode("utf-8")


def exchange(files: Mapping[Path, str]) -> None:
    """Write all files beside the old ones, then put each in its place in one step.

    Their line ends are written as they are.

    Raises:
        SettingsError: one of them cannot be written; all are as they were.
    """
    made = list(_beside(files))
    for new, path in made:
        new.replace(path)


def _beside(files: Mapping[Path, str]) -> Iterator[tuple[Path, Path]]:
    written: list[Path] = []
    try:
        for path, content in files.items():
            real = path.resolve()
            if real.is_dir():
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(real))
            new = real.with_name(f".{real.name}.new")
            written.append(new)
            with new.open("wb") as file:
                file.write(content.encode())
                file.flush()
                os.fsync(file.fileno())
            if real.exists():
                shutil.copymode(real, new)
            yield new, real
    except OSError as error:
        for one in written:
            one.unlink(missing_ok=True)
        raise SettingsError(f"{error.filename}: cannot be written ({error.strerror}).") from None

"""Reads and writes files for the verbs; what cannot be done is said in plain words."""

import os
from pathlib import Path

from bot.settings import SettingsError
from dialogs import round_file
from dialogs.round import Round


def read_text(path: Path) -> str:
    """Return the text of a file; SettingsError says why it cannot be read."""
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read ({error.strerror}).") from None
    except UnicodeDecodeError:
        raise SettingsError(f"{path}: not UTF-8 text. Save the file as UTF-8.") from None


def write_text(path: Path, text: str) -> None:
    """Write a file; SettingsError says why it cannot be written."""
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise SettingsError(f"{path}: cannot be written ({error.strerror}).") from None


def read_round(path: Path) -> Round:
    """Return the round in a file; RoundFileError or SettingsError says what is wrong with it."""
    return round_file.load(read_text(path), file=str(path))


def read_bytes(path: Path) -> bytes:
    """Return what is in a file; SettingsError when it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read ({error.strerror}).") from None


def write_new(path: Path, content: bytes) -> None:
    """Write a new file for its owner alone; SettingsError when it exists or cannot be written."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise SettingsError(f"{path}: cannot be written ({error.strerror}).") from None
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())

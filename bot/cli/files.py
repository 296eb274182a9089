"""Reads a round file for a verb."""

from pathlib import Path

from bot.settings import SettingsError
from dialogs import round_file
from dialogs.round import Round


def read_round(path: Path) -> Round:
    """Return the round in a file; RoundFileError or SettingsError says what is wrong with it."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read ({error.strerror}).") from None
    except UnicodeDecodeError:
        raise SettingsError(f"{path}: not UTF-8 text. Save the file as UTF-8.") from None
    return round_file.load(text, file=str(path))

"""The file that names several bots: one table for each organisation, in TOML.

```toml
[forum]
rounds = ["forum/parks.yaml", "forum/buses.yaml"]
token_file = "forum/token"
database = "sqlite+aiosqlite:///forum/consult.db"
vault = "forum/vault"
```

Paths start at the file. What one bot has, no other has: its token, its database and its vault.
"""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
from msgspec import Struct
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from bot.settings import Settings, SettingsError
from dialogs.round import Round


@dataclass(frozen=True)
class Bot:
    """One bot: the name by which operators know it, its rounds, and where its things are."""

    name: str
    rounds: Sequence[Round]
    settings: Settings


class Entry(Struct, frozen=True, forbid_unknown_fields=True):
    """A table of the file. What is left out is as for a single bot, and then shared.

    Attributes:
        rounds: its round files, in the order in which they are offered.
        token_file, database, vault: as in `Settings`; its own.
        confirmations, internal_words, channel, telegram_api, backup_to, backup_days: as in
            `Settings`.
    """

    rounds: tuple[str, ...]
    token_file: str
    database: str
    vault: str
    confirmations: str | None = None
    internal_words: str | None = None
    channel: str | None = None
    telegram_api: str | None = None
    backup_to: str | None = None
    backup_days: int | None = None


def read_entries(file: Path) -> dict[str, Entry]:
    """Return the tables of a file by name.

    Raises:
        SettingsError: it is not as it must be, or two bots share something.
    """
    try:
        entries = msgspec.convert(tomllib.loads(file.read_text("utf-8")), dict[str, Entry])
    except OSError as error:
        raise SettingsError(f"{file}: cannot be read ({error.strerror}).") from None
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file}: {error}.") from None
    if not entries:
        raise SettingsError(f"{file}: names no bot. Write a table for each: [name].")
    for what in ("token_file", "database", "vault"):
        _refuse_shared(file, what, [_at(file, getattr(one, what)) for one in entries.values()])
    for name, one in entries.items():
        if not one.rounds:
            raise SettingsError(f"{file}: {name} has no rounds. Name its round files.")
    _refuse_one_bot_twice(file, entries)
    return entries


def settings_of(file: Path, entry: Entry) -> Settings:
    """Return the settings of one bot: its own over those of the environment."""
    own = {
        name: value
        for name in Entry.__struct_fields__
        if name != "rounds" and (value := getattr(entry, name)) is not None
    }
    paths = {"token_file", "vault", "confirmations", "internal_words", "database"} & own.keys()
    return Settings(**own | {name: _at(file, own[name]) for name in paths})


def files_of(file: Path, entry: Entry) -> list[Path]:
    """Return the round files of one bot."""
    return [file.parent / each for each in entry.rounds]


def _at(file: Path, place: str) -> Path | str:
    """Return a path, or the address of a database, that starts at the file."""
    if "://" not in place:
        return file.parent / place
    try:
        url = make_url(place)
    except ArgumentError:
        # What stands there is not quoted: it may hold a password.
        raise SettingsError(f"{file}: a database has an address that is none.") from None
    if not url.drivername.startswith("sqlite") or not url.database:
        return place
    return str(url.set(database=str((file.parent / url.database).resolve())))


def _refuse_one_bot_twice(file: Path, entries: Mapping[str, Entry]) -> None:
    """Refuse two tokens of one bot, in different files; what is no token yet is told of later."""
    known: dict[str, str] = {}
    for name, one in entries.items():
        number = _number_of(settings_of(file, one))
        if number and number in known:
            raise SettingsError(
                f"{file}: {known[number]} and {name} have tokens of the same bot. Get each a bot "
                "of its own from @BotFather (/newbot)."
            )
        known[number] = name


def _number_of(settings: Settings) -> str:
    """Return the bot's number, with which its token begins; empty when there is no token."""
    try:
        token = settings.token().get_secret_value()
    except SettingsError:
        return ""
    return token.partition(":")[0]


def _refuse_shared(file: Path, what: str, places: Iterable[Path | str]) -> None:
    known: set[Path | str] = set()
    for place in places:
        same = place.resolve() if isinstance(place, Path) else place
        if same in known:
            where = same if isinstance(same, Path) else make_url(same).render_as_string()
            raise SettingsError(
                f"{file}: two bots have the same {what}, {where}. Give each its own."
            )
        known.add(same)

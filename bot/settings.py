"""The only reader of the environment. Every setting is `CONSULT_<NAME>`."""

import os
from ipaddress import ip_address
from pathlib import Path
from typing import Literal, Self
from urllib.parse import urlsplit

from pydantic import (
    Field,
    ModelWrapValidatorHandler,
    SecretStr,
    ValidationError,
    field_validator,
    model_validator,
)
from pydantic_settings import BaseSettings, SettingsConfigDict

from storage import address

_PREFIX = "CONSULT_"

TELEGRAM = "https://api.telegram.org"


class SettingsError(Exception):
    """A setting is missing or wrong; the message names it and says what to do."""


class Settings(BaseSettings):
    """What an installation decides; SettingsError when a value is none that it can have.

    Attributes:
        channel: the library that speaks to Telegram: `aiogram`, or `ptb` (python-telegram-bot).
        telegram_api: address of the Bot API server.
        token_file: file that holds the bot's token, and nothing else.
        database: `sqlite+aiosqlite:///FILE` or `postgresql+psycopg://USER@HOST/NAME`.
        vault: folder of the keys; neither in the database nor in its backups.
        credentials: folder of systemd's credentials, as systemd itself names it
            (`$CREDENTIALS_DIRECTORY`); `bot.vaults` says which keys are looked for there.
        confirmations: file in which is written who has confirmed what.
        analysis: what counts a dataset: `duckdb`, `spark`, or `postgresql://USER@HOST/NAME`.
        internal_words: file of the organisation's own words that no participant may read.
        releases: register, the file in which every release of every round is entered.
        webhook_url: public HTTPS address of this machine, for `serve --webhook`.
        webhook_host, webhook_port: where we listen for it, behind a proxy that speaks TLS.
        health_host, health_port: where `/healthz`, `/readyz`, `/metrics` are; port 0: nowhere.
        backup_to: public key of age (`age1…`) to which backups are encrypted.
        backup_days: for how many days you keep a backup; participants are told. 0: not told.
        log_folder: where log files lie, one a day, for a week; none: standard error.
        backup_paths: folders that backups take along, with `:` between them; for `doctor` alone.
        log_level: `debug` for all that the libraries say, too; it holds no more about people.
        pace: `telegram` keeps to Telegram's limits, and people to what can be answered within them;
            `unlimited` sends as fast as it goes, which is for practice servers without limits.
            Empty: by where the Bot API server is.
        clock: for practice only, `<real> <practice> <speed>`: two Unix times and a factor.
        failpoints: for crash tests only, see `bot.failpoints`.
    """

    model_config = SettingsConfigDict(env_prefix=_PREFIX, frozen=True, populate_by_name=True)

    channel: str = "aiogram"
    telegram_api: str = TELEGRAM
    token_file: Path | None = None
    database: str = "sqlite+aiosqlite:///consult.db"
    vault: Path = Path("vault")
    credentials: Path | None = Field(default=None, validation_alias="CREDENTIALS_DIRECTORY")
    confirmations: Path = Path("confirmations.yaml")
    analysis: str = Field(default="duckdb", repr=False)
    internal_words: Path = Path("internal-words.yaml")
    releases: Path = Path("releases.jsonl")
    webhook_url: str = ""
    webhook_host: str = "127.0.0.1"
    webhook_port: int = Field(default=8080, ge=0, le=65535)
    health_host: str = "127.0.0.1"
    health_port: int = Field(default=9464, ge=0, le=65535)
    backup_to: str = ""
    backup_days: int = Field(default=0, ge=0)
    log_folder: Path | None = None
    backup_paths: str = ""
    log_level: Literal["debug", "info", "warning"] = "info"
    pace: Literal["", "telegram", "unlimited"] = ""
    clock: str = ""
    failpoints: str = ""

    @model_validator(mode="wrap")
    @classmethod
    def _in_plain_words(cls, values: object, read: ModelWrapValidatorHandler[Self]) -> Self:
        """Have a wrong value told of by the name of its variable; it may be a secret itself.

        Raises:
            SettingsError: a value is not what its setting takes.
        """
        try:
            return read(values)
        except ValidationError as error:
            wrong = error.errors(include_url=False, include_input=False)
            said = "\n".join(f"{_variable(one['loc'])}: {one['msg']}." for one in wrong)
            raise SettingsError(f"{said}\ndocs/running.md has all settings.") from None

    @field_validator("database")
    @classmethod
    def _one_that_we_know(cls, database: str) -> str:
        if not address.is_known(database):
            raise ValueError(address.FORMS)
        return database

    @property
    def is_practice_server(self) -> bool:
        """Whether messages go to another server than Telegram's."""
        return self.telegram_api != TELEGRAM

    @property
    def keeps_limits(self) -> bool:
        """Whether answers are sent as slowly as Telegram wants it."""
        return self.pace == "telegram" or (not self.pace and not self.is_on_this_machine)

    @property
    def is_on_this_machine(self) -> bool:
        """Whether the Bot API server is one that only this machine can reach."""
        host = urlsplit(self.telegram_api).hostname or ""
        try:
            return ip_address(host).is_loopback
        except ValueError:
            return host == "localhost"

    def backed_up(self) -> tuple[Path, ...]:
        """Return the folders that backups take along."""
        return tuple(Path(one) for one in self.backup_paths.split(os.pathsep) if one)

    def token(self) -> SecretStr:
        """Return the bot's token.

        Raises:
            SettingsError: there is no token file, it cannot be read, or it is empty.
        """
        if self.token_file is None or not self.token_file.is_file():
            raise SettingsError(
                "No token: put the bot's token into a file that only you can read, "
                "and set CONSULT_TOKEN_FILE to its path."
            )
        try:
            token = self.token_file.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            raise SettingsError(
                f"{self.token_file}, named by CONSULT_TOKEN_FILE, cannot be read. Let the user who "
                "runs this own it, and put the token alone into it."
            ) from None
        if not token:
            raise SettingsError("The file named by CONSULT_TOKEN_FILE is empty.")
        return SecretStr(token)


def _variable(place: tuple[int | str, ...]) -> str:
    """Return the name of the environment variable in which a setting stands."""
    return f"{_PREFIX}{str(place[0]).upper()}"

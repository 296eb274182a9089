"""The only reader of the environment. Every setting is `CONSULT_<NAME>`."""

import os
from ipaddress import ip_address
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

TELEGRAM = "https://api.telegram.org"


class SettingsError(Exception):
    """A setting is missing or wrong; the message names it and says what to do."""


class Settings(BaseSettings):
    """What an installation decides.

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

    model_config = SettingsConfigDict(env_prefix="CONSULT_", frozen=True, populate_by_name=True)

    channel: str = "aiogram"
    telegram_api: str = TELEGRAM
    token_file: Path | None = None
    database: str = "sqlite+aiosqlite:///consult.db"
    vault: Path = Path("vault")
    credentials: Path | None = Field(default=None, validation_alias="CREDENTIALS_DIRECTORY")
    confirmations: Path = Path("confirmations.yaml")
    analysis: str = Field(default="duckdb", repr=False)
    internal_words: Path = Path("internal-words.yaml")
    webhook_url: str = ""
    webhook_host: str = "127.0.0.1"
    webhook_port: int = 8080
    health_host: str = "127.0.0.1"
    health_port: int = 9464
    backup_to: str = ""
    backup_days: int = Field(default=0, ge=0)
    log_folder: Path | None = None
    backup_paths: str = ""
    log_level: Literal["debug", "info", "warning"] = "info"
    pace: Literal["", "telegram", "unlimited"] = ""
    clock: str = ""
    failpoints: str = ""

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
            SettingsError: there is no token file, or it is empty.
        """
        if self.token_file is None or not self.token_file.is_file():
            raise SettingsError(
                "No token: put the bot's token into a file that only you can read, "
                "and set CONSULT_TOKEN_FILE to its path."
            )
        token = self.token_file.read_text().strip()
        if not token:
            raise SettingsError("The file named by CONSULT_TOKEN_FILE is empty.")
        return SecretStr(token)

"""What runs in a process that will be killed: the command line of the product, or a site with it.

Importing this module imports the product, so that a warm parent (multiprocessing's fork server)
can make such processes in moments: what is saved is the import, not a line of our own code.
"""

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import alembic.ddl.sqlite
import psycopg
import sqlalchemy.dialects.postgresql.psycopg
import sqlalchemy.dialects.sqlite.aiosqlite
import uvloop

import bot.channels.via_aiogram
import bot.cli
import bot.serving
from tests.support.crashing import site_child

WARM = (alembic, psycopg, sqlalchemy, uvloop, bot.serving, bot.channels.via_aiogram)
"""What the product loads when it needs it."""

SITE = "site"
"""In place of a verb: be a site with the round of a file."""


def run(arguments: Sequence[str], environment: Mapping[str, str], log: str) -> None:
    """Be `consult ARGUMENTS`, or a site; what it says goes to the file `log`."""
    _say_into(log, log)
    if arguments[0] == SITE:
        site_child.run(Path(arguments[1]), environment)
        return
    _be(arguments, environment)


def run_in(
    folder: str, arguments: Sequence[str], environment: Mapping[str, str], said: tuple[str, str]
) -> None:
    """Be `consult ARGUMENTS`, called in `folder`; what it says and complains of goes to files."""
    _say_into(*said)
    os.chdir(folder)
    _be(arguments, environment)


def _be(arguments: Sequence[str], environment: Mapping[str, str]) -> None:
    os.environ.update(environment)
    sys.argv = ["consult", *arguments]
    bot.cli.main()


def _say_into(said: str, complained: str) -> None:
    for stream, path in ((1, said), (2, complained)):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), stream)

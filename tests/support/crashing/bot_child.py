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
    output = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.dup2(output, 1)
    os.dup2(output, 2)
    if arguments[0] == SITE:
        site_child.run(Path(arguments[1]), environment)
        return
    os.environ.update(environment)
    sys.argv = ["consult", *arguments]
    bot.cli.main()

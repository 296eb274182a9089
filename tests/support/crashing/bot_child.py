"""What runs in a process that will be killed: the command line of the product, and nothing else.

Importing this module imports the product, so that a warm parent (multiprocessing's fork server)
can make such processes in moments: what is saved is the import, not a line of our own code.
"""

import os
import sys
from collections.abc import Mapping, Sequence

import alembic.ddl.sqlite
import psycopg
import sqlalchemy.dialects.postgresql.psycopg
import sqlalchemy.dialects.sqlite.aiosqlite
import uvloop

import bot.channels.via_aiogram
import bot.cli
import bot.serving

WARM = (alembic, psycopg, sqlalchemy, uvloop, bot.serving, bot.channels.via_aiogram)
"""What the product loads when it needs it."""


def run(arguments: Sequence[str], environment: Mapping[str, str], log: str) -> None:
    """Be `consult ARGUMENTS` with this environment; what it says goes to the file `log`."""
    output = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.dup2(output, 1)
    os.dup2(output, 2)
    os.environ.update(environment)
    sys.argv = ["consult", *arguments]
    bot.cli.main()

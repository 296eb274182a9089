"""Whatever ends in a log, by whichever way, passes the filter."""

import subprocess
import sys
from pathlib import Path

import pytest

WORDS = "my brother hits me"
WAYS = {
    "a log call": "logging.getLogger('any').warning('said %s', words)",
    "a library's own handler": (
        "strange = logging.getLogger('strange'); strange.addHandler(logging.StreamHandler())\n"
        "strange.propagate = False; strange.error(words)"
    ),
    "no handler at all": "logging.getLogger().handlers.clear(); logging.error(words)",
    "an exception that is logged": (
        "try:\n    int(words)\nexcept ValueError:\n    logging.exception('no number')"
    ),
    "an exception that nobody catches": "int(words)",
    "a thread": ("one = threading.Thread(target=int, args=(words,)); one.start(); one.join()"),
    "a finalizer": ("class Last:\n    def __del__(self): raise ValueError(words)\nLast()"),
    "a warning": "warnings.warn(words)",
    "a record that cannot be written": "logging.warning('%d', words)",
    "a task that nobody awaits": (
        "async def fail(): raise ValueError(words)\n"
        "async def main():\n"
        "    one = asyncio.create_task(fail()); await asyncio.sleep(0); del one; gc.collect()\n"
        "asyncio.run(main())"
    ),
    "a statement that fails": (
        "import sqlalchemy as sa\n"
        "engine = sa.create_engine('sqlite://')\n"
        "with engine.begin() as connection:\n"
        "    connection.execute(sa.text('SELECT * FROM nothing WHERE a = :a'), {'a': words})"
    ),
    "a row that is read": (
        "import sqlalchemy as sa\n"
        "with sa.create_engine('sqlite://').begin() as connection:\n"
        "    connection.execute(sa.text('SELECT :a'), {'a': words}).all(); logging.error('read')"
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_words_do_not_get_out(way: str, tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(
        "import asyncio, gc, logging, sys, threading, warnings\n"
        "from bot import logs\n"
        "logs.set_up(None, level=logging.DEBUG)\n"
        f"words = sys.argv[1]\n{WAYS[way]}\n"
    )
    command = [sys.executable, "-W", "default", str(program), WORDS]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - ours
    assert done.stderr
    assert WORDS not in done.stderr

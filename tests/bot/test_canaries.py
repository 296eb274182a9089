"""The watch over the logs of all tests can fail."""

import logging
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from bot.practice.personas import WORDS
from tests.house.programs import ROOT
from tests.support.canaries import Watch

SHEET = "academic acid acne acquire acrobat activity actress"
LEAKS = {
    "token": "4242:practice-token-for-the-webhook-00000000000",
    "id": "700000001",
    "name": "Person 7",
    "text": WORDS["mk"][0],
    "sheet": SHEET,
}


@pytest.mark.parametrize("leak", LEAKS.values(), ids=LEAKS)
def test_a_leak_is_seen_in_a_record_and_in_a_file(leak: str) -> None:
    watch = Watch()
    watch.emit(logging.LogRecord("any", logging.DEBUG, "", 1, f"here: {leak}", None, None))
    with TemporaryDirectory() as folder:  # where the watch over these tests does not look
        Path(folder, "worker.log").write_text(f"a line\nhere: {leak} \n")
        watch.look_in(Path(folder))
    assert len(watch.hits) == 2
    assert (watch.records, watch.read) == (1, 2)


@pytest.mark.parametrize("workers", [(), ("-n", "2")], ids=["alone", "shared out"])
@pytest.mark.parametrize("filtered", [True, False])
def test_a_session_with_a_leak_fails(
    filtered: bool, workers: tuple[str, ...], tmp_path: Path
) -> None:
    """The same lines with the filter of the product, and with that of Python."""
    (tmp_path / "conftest.py").write_text(
        "from tests.support.canaries import Watch\n"
        "def pytest_configure(config): config.pluginmanager.register(Watch())\n"
    )
    planted = "" if filtered else "    logging.setLogRecordFactory(logging.LogRecord)\n"
    (tmp_path / "test_planted.py").write_text(
        f"import logging\ndef test_it():\n{planted}    logging.debug('of %s', '700000001')\n"
    )
    done = subprocess.run(  # noqa: S603 - ours
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *workers, str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert "1 passed" in done.stdout, done.stdout + done.stderr
    assert done.returncode == (0 if filtered else 1)
    assert f"found {0 if filtered else 1}." in done.stdout

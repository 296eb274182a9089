"""Watches everything that is logged while the tests run, for what belongs to participants.

All loggers are open to DEBUG for the whole session, behind the product's own filter, and so are the
bots that tests start as processes. One of the words below in a log fails the session. Where the
tests are shared out (`pytest -n`), each worker watches its records, and who leads them the files.
"""

import logging
import os
import re
from pathlib import Path

import pytest
from shamir_mnemonic.wordlist import WORDLIST  # type: ignore[import-untyped]  # ships no types

from bot.practice.personas import WORDS
from bot.redaction import make_record

TOKEN = r"\d:practice-token|another-token-0000"
IDS = r"\b(?:70000000[12]|7423450017|1000[0-9]{3})\b"
"""Users of the tests of the bot, of what lies on disk, and of the crash trials."""

NAMES = r"\bArta\b|\bPerson \d+"
TEXTS = "|".join(re.escape(text) for texts in WORDS.values() for text in texts)
SHEETS = rf"(?:\b(?:{'|'.join(WORDLIST)})\b\s+){{5}}"
"""Five words in a row of a holder's sheet."""

ANY = re.compile(f"{TOKEN}|{IDS}|{NAMES}|{TEXTS}|{SHEETS}")

RECORDS, HITS = "canary records", "canary hits"
"""What a worker of pytest-xdist tells the process that leads it."""


class Watch(logging.Handler):
    """Looks at every record; register it as a plugin of pytest."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.setFormatter(logging.Formatter("%(name)s: %(message)s"))
        self.records = 0
        self.read = 0
        self.hits: list[str] = []
        self.is_worker = False

    def emit(self, record: logging.LogRecord) -> None:
        self.records += 1
        self.look(self.format(record), "a log record")

    def look(self, text: str, where: str) -> None:
        """Note the canaries in a text."""
        self.hits += [f"{where}: {found[0]!r} in {text[:300]!r}" for found in ANY.finditer(text)]

    def look_in(self, folder: Path) -> None:
        """Look into what processes wrote, in every `.log` below `folder`."""
        for file in sorted(folder.rglob("*.log")):
            for line in file.read_text("utf-8", errors="replace").splitlines():
                self.read += 1
                self.look(line, file.name)

    def pytest_sessionstart(self, session: pytest.Session) -> None:
        self.is_worker = hasattr(session.config, "workeroutput")
        os.environ["CONSULT_LOG_LEVEL"] = "debug"
        logging.setLogRecordFactory(make_record)
        for name in ("", "sqlalchemy"):  # which is quiet unless it is told otherwise
            logging.getLogger(name).setLevel(logging.DEBUG)
        logging.getLogger().addHandler(self)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if not self.is_worker:  # who leads the workers hears their reports
            self.look(report.capstderr, f"standard error of {report.nodeid}")

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: object) -> None:
        """Take over what one of several processes has seen in its records."""
        output = getattr(node, "workeroutput", {})  # one that died has none, and fails by that
        self.records += output.get(RECORDS, 0)
        self.hits += output.get(HITS, ())

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if self.is_worker:
            session.config.workeroutput |= {RECORDS: self.records, HITS: self.hits}  # type: ignore[attr-defined]
            return
        basetemp = session.config._tmp_path_factory.getbasetemp()  # type: ignore[attr-defined]
        self.look_in(basetemp)
        if self.hits:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        terminalreporter.write_line(
            f"Looked for participants in {self.records} log records and {self.read} lines of "
            f"processes: found {len(self.hits)}."
        )
        for hit in self.hits[:20]:
            terminalreporter.write_line(f"  {hit}", red=True)

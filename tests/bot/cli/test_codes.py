"""`consult codes`: lists, sheets, batches, and what is told of them."""

import asyncio
import datetime as dt
from pathlib import Path

import pytest
from pypdf import PdfReader

from dialogs.codes import find_ticket
from storage import migrate
from storage.db import Database
from storage.rounds import open_round
from storage.vault import Vault
from tests.bot.cli.conftest import Consult
from tests.storage.material import example_round

ROUND = example_round()


@pytest.fixture(autouse=True)
def opened(tmp_path: Path) -> None:
    """A practice round is open."""

    async def run() -> None:
        database = Database.open(f"sqlite+aiosqlite:///{tmp_path / 'consult.db'}")
        await migrate.upgrade(database)
        vault = Vault.open(tmp_path / "vault")
        await open_round(database, vault, ROUND, today=dt.date(2026, 11, 9))
        await database.close()

    asyncio.run(run())


def test_a_list_with_links(consult: Consult, tmp_path: Path) -> None:
    done = consult("codes", ROUND.id, "--count", "3", "--out", "list.txt", "--bot", "@our_bot")
    assert done.code == 0
    for line in (tmp_path / "list.txt").read_text().splitlines():
        code, address = line.split("\t")
        assert find_ticket(address) == code


def test_sheets_leave_no_list_behind(consult: Consult, tmp_path: Path) -> None:
    done = consult("codes", ROUND.id, "--count", "9", "--out", "slips.pdf", "--bot", "our_bot")
    assert "9 slips are in" in done.said
    assert len(PdfReader(tmp_path / "slips.pdf").pages) == 2
    assert (tmp_path / "slips.pdf").stat().st_mode & 0o077 == 0
    assert not list(tmp_path.glob("*.codes"))
    again = consult("codes", ROUND.id, "--count", "9", "--out", "slips.pdf", "--bot", "our_bot")
    assert "Name another file" in again.refused
    assert "fewer than 10 are unused" in consult("codes", ROUND.id).said


def test_no_codes_are_made_for_a_file_that_is_there(consult: Consult, tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("mine")
    done = consult("codes", ROUND.id, "--count", "40", "--out", "list.txt")
    assert "Name another file" in done.refused
    assert "fewer than 10 are unused" in consult("codes", ROUND.id).said


def test_of_a_batch_only_the_tens_are_told(consult: Consult) -> None:
    order = ("--count", "64", "--batch", "school-1", "--quota", "50")
    consult("codes", ROUND.id, *order, "--out", "list.txt")
    assert consult("codes", ROUND.id).said.splitlines() == [
        "school-1: fewer than 10 of 64 used, at most 50",
        "all codes: about 60 are unused",
    ]


@pytest.mark.parametrize(
    ("order", "said"),
    [
        (("--count", "3"), "--out"),
        (("--out", "list.txt"), "--count"),
        (("--count", "3", "--out", "list.txt", "--quota", "2"), "--batch"),
        (("--count", "3", "--out", "slips.pdf"), "--bot"),
        (("--count", "3", "--out", "slips.pdf", "--bot", "no bot"), "follows the @"),
    ],
)
def test_half_an_order_is_refused(
    consult: Consult, tmp_path: Path, order: tuple[str, ...], said: str
) -> None:
    done = consult("codes", ROUND.id, *order)
    assert done.code == 2
    assert said in done.said
    assert not (tmp_path / "list.txt").exists()
    assert "fewer than 10 are unused" in consult("codes", ROUND.id).said


def test_a_round_that_is_not_there_is_said(consult: Consult) -> None:
    """Its codes were said to be fewer than 10."""
    consult("db", "upgrade")
    assert "never opened in this database" in consult("codes", "our_evening").refused

"""A real round with themes by group: closed, coded, counted with the holders' words, briefed."""

import asyncio
import csv
from pathlib import Path

import pytest

from admin.coding import layer
from admin.dataset import Dataset
from dialogs.codes import row_key
from dialogs.ports import Changes, Finished
from storage import migrate
from storage.closing import close_round
from storage.db import Database
from storage.holders import RoundKeys, new_round_keys
from storage.rounds import open_round
from storage.store import SqlStore
from storage.vault import Vault
from tests.bot.cli.conftest import Consult
from tests.storage.material import BOT, TODAY, content
from tests.support import coded_words, datasets
from tests.support.coded_words import QUESTION, Coder
from tests.support.linked_texts import linking_round, said, writers_by
from tests.support.naive import rounded

ROUND = linking_round(practice=False)
PEOPLE = 300
COUNT = ("code", "count", "dataset")


@pytest.fixture
def keys(tmp_path: Path) -> RoundKeys:
    """The keys of a round that was closed into the folder "dataset"."""
    made = new_round_keys()
    asyncio.run(_close(tmp_path, made))
    return made


async def _close(folder: Path, keys: RoundKeys) -> None:
    database = Database.open(f"sqlite+aiosqlite:///{folder / 'consult.db'}")
    vault = Vault.open(folder / "vault")
    await migrate.upgrade(database)
    await open_round(database, vault, ROUND, today=TODAY, public_key=keys.public_key)
    finished = {
        row_key(str(number)): Finished(ROUND.id, content(one))
        for number, one in enumerate(said(ROUND, PEOPLE))
    }
    async with SqlStore(database, vault.draft_key(), lambda: TODAY).begin(BOT) as work:
        await work.write(Changes(finished=finished))
    out = folder / "dataset"
    await close_round(database, vault, ROUND.id, keys.words[:2], out, today=TODAY)
    await database.close()


def typed(keys: RoundKeys) -> str:
    return "\n".join(keys.words[1:]) + "\n"


def test_from_a_closed_round_to_themes_by_age_in_the_brief(
    consult: Consult, keys: RoundKeys, tmp_path: Path
) -> None:
    dataset, join = tmp_path / "dataset", tmp_path / "dataset" / "join.sealed"
    assert "holds no coded texts" in consult(*COUNT).refused
    coded_words.coded(Dataset.open(dataset), tmp_path / "themes", Coder("youth worker"))

    assert "do not open" in consult(*COUNT, typed=typed(new_round_keys())).refused
    assert "not right" in consult(*COUNT, typed="no such words\n").refused
    assert join.exists()

    done = consult(*COUNT, typed=typed(keys))
    assert done.code == 0, done.refused
    assert "What is coded later cannot be counted by group any more" in done.said
    assert f"themes/{QUESTION}/v2.json: themes are counted by group." in done.said
    assert "join.sealed is destroyed" in done.said
    assert not [word for word in keys.words if word in done.said]
    assert not join.exists()
    assert "nobody can make it again" in consult(*COUNT).refused

    brief = consult("brief", "dataset", "--themes", "themes", "--audience", "technical")
    assert brief.code == 0, brief.refused
    _check(tmp_path / "brief" / "tables.csv", dataset)
    told = (tmp_path / "brief" / "technical.md").read_text(encoding="utf-8")
    assert "a sealed link from texts to answers" in told
    assert "never otherwise" not in told
    assert "Themes of the texts · By age" in told
    exported = consult("export", "dataset", "--themes", "themes", "--out", "exported")
    assert exported.code == 0, exported.refused
    _check(next((tmp_path / "exported").glob("*.csv")), dataset)


def _check(tables: Path, dataset: Path) -> None:
    """Check that the themes of each age group are printed as they were written, or hidden."""
    with tables.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["variable_id"] == f"{QUESTION}:themes"]
    by_age = {
        (row["group_id"], row["option_id"]): row for row in rows if row["breakdown_id"] == "age"
    }
    writers, shown = writers_by(dataset, "age"), 0
    for (group, option), row in by_age.items():
        wrote = sum(writers[band] for band in group.split("+"))
        if option == "base" and row["count"]:
            assert int(row["count"]) == rounded(wrote)
            shown += 1
    assert shown > 1
    assert {row["breakdown_id"] for row in rows} == {"", "language", *ROUND.publication.breakdowns}


def test_the_link_waits_for_questions_that_are_not_coded_unless_it_is_said_to_be_done(
    consult: Consult, keys: RoundKeys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dataset = Dataset.open(tmp_path / "dataset")
    coded_words.coded(dataset, tmp_path / "themes", Coder("youth worker"))
    monkeypatch.setattr("admin.analysis.by_group.Counting.waiting", ("why",))
    kept = consult(*COUNT, typed=typed(keys))
    assert "The link is kept until why is coded" in kept.said
    assert (dataset.folder / "join.sealed").exists()
    assert "is destroyed" in consult(*COUNT, "--done", typed=typed(keys)).said
    assert not (dataset.folder / "join.sealed").exists()
    again = consult("code", "read", "dataset", QUESTION, _sheet(dataset, tmp_path))
    assert "Version 2 was counted by group, and this one is not and" in again.said
    newest = layer.newest(tmp_path / "themes" / QUESTION)
    assert newest is not None
    assert newest[0].by_group == ()


def _sheet(dataset: Dataset, tmp_path: Path) -> Path:
    desk = coded_words.desk(dataset, tmp_path / "themes")
    return next(coded_words.handed_back(desk, Coder("youth worker"), tmp_path / "again"))


def test_a_round_that_did_not_say_so_is_refused(consult: Consult, tmp_path: Path) -> None:
    datasets.make(tmp_path / "dataset", 60)
    assert "themes_by_group: true" in consult(*COUNT).refused

"""The attack can win: each kind of leak, planted, is found; without one, nothing is."""

import os
import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import pyarrow as pa  # type: ignore[import-untyped]  # the package ships no types
import pyarrow.parquet as pq  # type: ignore[import-untyped]  # the package ships no types
import pytest

from storage.drafts import DraftCipher
from tests.support.attacking.crowd import SECRET
from tests.support.attacking.measured import Measured, Plan, Plant, measure_store
from tests.support.attacking.scene import Scene
from tests.support.attacking.seized import BEGIN, END, NoPlaceError, page, write_page
from tests.support.postgres import NoPostgresError, running_postgres

PEOPLE = 60


def plan(folder: Path, **plants: Plant) -> Plan:
    """A small consultation on SQLite, with something planted."""
    url = f"sqlite+aiosqlite:///{folder / 'consult.db'}"
    return Plan("SQLite", url, folder, PEOPLE, days=2, **plants)  # type: ignore[arg-type]


def telling(found: Measured) -> set[str]:
    """The orders of rows and columns that tell something while the round is open."""
    return {one.name for one in found.open.orders if one.is_telling}


def write(scene: Scene, script: str, rows: Iterable[tuple[object, ...]]) -> None:
    """Change the database behind our back: a definition, then a statement for all rows."""
    definition, statement = script.split(";")
    with closing(sqlite3.connect(scene.folder / "consult.db")) as connection, connection:
        connection.execute(definition)
        connection.executemany(statement, rows)


async def test_without_a_leak_nothing_is_told(tmp_path: Path) -> None:
    found = await measure_store(plan(tmp_path))
    assert list(found.broken()) == []
    assert found.open.joined == 0
    assert found.open.unfinished > 0, "the vault opens drafts, which is allowed and said"
    assert not {name for name in telling(found) if name.startswith("sealed")}


async def test_nothing_is_left_on_postgresql(tmp_path: Path) -> None:
    try:
        with running_postgres(as_shipped=True) as server:
            disk = [server.folder / "data"]
            found = await measure_store(
                Plan("PostgreSQL", server.url(), tmp_path, PEOPLE, days=2, disk=disk)
            )
    except NoPostgresError as reason:
        pytest.skip(str(reason))
    assert list(found.broken()) == []
    # Its transactions tell, as is said openly. Its places do so only until a vacuum has come by.
    assert "sealed.(physical) xmin" in telling(found), "while open"


async def test_a_time_in_a_column_is_found(tmp_path: Path) -> None:
    async def plant(scene: Scene) -> None:
        times = [(1_800_000_000 + 7 * n, key) for n, key in enumerate(scene.finished)]
        write(
            scene,
            "ALTER TABLE sealed ADD COLUMN at INTEGER; UPDATE sealed SET at = ? WHERE row_key = ?",
            times,
        )

    found = await measure_store(plan(tmp_path, while_open=plant))
    assert "sealed.at" in telling(found)
    assert found.matches_open == 1


async def test_a_serial_number_that_nobody_asked_for_is_found(tmp_path: Path) -> None:
    async def plant(scene: Scene) -> None:
        keys = [(key,) for key in scene.finished]
        write(scene, "CREATE TABLE receipt (row_key BLOB); INSERT INTO receipt VALUES (?)", keys)

    found = await measure_store(plan(tmp_path, while_open=plant))
    assert "receipt.(physical) rowid" in telling(found)
    assert any("receipt" in one.name for one in found.telling), "and it is there after closing"


async def test_a_tag_left_in_a_row_is_found(tmp_path: Path) -> None:
    async def plant(scene: Scene) -> None:
        users = {user: tag for tag, user in scene.tags().items()}
        left = [(users[user], key) for key, user in scene.finished.items()]
        write(
            scene,
            "ALTER TABLE sealed ADD COLUMN who BLOB; UPDATE sealed SET who = ? WHERE row_key = ?",
            left,
        )

    found = await measure_store(plan(tmp_path, while_open=plant))
    assert found.open.joined == found.finished


async def test_a_backup_that_holds_the_key_is_found(tmp_path: Path) -> None:
    async def plant(scene: Scene) -> None:
        secret = scene.vault.round_key(scene.round.id).secret
        write(scene, "SELECT 1; UPDATE round SET journal_key = ?", [(secret,)])
        await scene.evening()

    found = await measure_store(plan(tmp_path, while_open=plant))
    assert found.closed.tags >= found.finished
    assert any("tags can be recomputed" in sentence for sentence in found.broken())


async def test_a_text_kept_as_it_was_typed_is_found(tmp_path: Path) -> None:
    async def plant(scene: Scene) -> None:
        typed = [part for one in scene.visitors for part in one.taken_out]
        (scene.folder / "typed.txt").write_text("\n".join(typed))

    found = await measure_store(plan(tmp_path, while_open=plant))
    assert found.open.taken_out >= found.finished
    assert any("taken out of texts" in sentence for sentence in found.broken())


async def test_an_unshuffled_dataset_is_found(tmp_path: Path) -> None:
    async def plant(scene: Scene) -> None:
        rewrite(scene, [*in_true_order(scene, rows_of(scene))])

    found = await measure_store(plan(tmp_path, after_closing=plant))
    assert found.matches_closed == 1
    assert found.rho_max == pytest.approx(1)


async def test_ids_that_follow_a_clock_are_found(tmp_path: Path) -> None:
    async def plant(scene: Scene) -> None:
        shown = rows_of(scene)
        for number, row in enumerate(in_true_order(scene, shown)):
            row["response"] = f"{0x19AC0000 + number:08x}{os.urandom(12).hex()}"
        rewrite(scene, shown)

    found = await measure_store(plan(tmp_path, after_closing=plant))
    assert "responses.parquet.response" in {one.name for one in found.telling}


async def test_an_id_in_the_dataset_is_found(tmp_path: Path) -> None:
    async def plant(scene: Scene) -> None:
        users = {float(one.secret): str(one.user) for one in scene.visitors}
        rewrite(scene, [{**row, "by": users[float(str(row[SECRET]))]} for row in rows_of(scene)])

    found = await measure_store(plan(tmp_path, after_closing=plant))
    assert found.closed.joined == found.finished
    assert found.canaries_by_kind()["id"] == found.finished


async def test_times_of_files_are_found(tmp_path: Path) -> None:
    async def plant(scene: Scene) -> None:
        for number, key in enumerate(scene.finished):
            file = scene.folder / f"{key.hex()}.txt"
            file.touch()
            os.utime(file, (1_800_000_000 + number,) * 2)

    found = await measure_store(plan(tmp_path, after_closing=plant))
    assert "times of files" in {one.name for one in found.telling}


async def test_a_log_that_names_people_is_found(tmp_path: Path) -> None:
    async def plant(scene: Scene) -> None:
        lines = [f"stored {user}\n" for user in scene.finished.values()]
        (scene.folder / "consult.log").write_text("".join(lines))

    found = await measure_store(plan(tmp_path, after_closing=plant))
    assert "consult.log: first id" in {one.name for one in found.telling}
    assert found.canaries_by_kind()["id"] == found.finished


async def test_a_forgotten_copy_of_the_database_is_found(tmp_path: Path) -> None:
    async def plant(scene: Scene) -> None:
        shutil.copy(scene.folder / "consult.db", scene.folder / "consult.db.copy")

    found = await measure_store(plan(tmp_path, while_open=plant))
    assert {"tag", "row key", "box"} <= set(found.canaries_by_kind())


async def test_remains_of_a_draft_are_read_with_the_vault(tmp_path: Path) -> None:
    async def plant(scene: Scene) -> None:
        somebody = next(one for one in scene.visitors if one.counted)
        tag = next(tag for tag, user in scene.tags().items() if user == somebody.user)
        box = DraftCipher(scene.vault.draft_key()).seal(tag, somebody.said[-1].encode())
        (scene.folder / "swap").write_bytes(b"\0" * 900 + tag + b"\x82\x11" + box)

    found = await measure_store(plan(tmp_path, while_open=plant))
    assert found.open.finished == 1
    assert any("the vault opens" in sentence for sentence in found.broken())


async def test_the_page_is_written_between_its_comments(tmp_path: Path) -> None:
    found = [await measure_store(plan(tmp_path / "scene"))]
    file = tmp_path / "page.md"
    file.write_text(f"before\n{BEGIN}\nold\n{END}\nafter\n")
    write_page(file, found)
    assert file.read_text() == f"before\n{BEGIN}\n\n{page(found)}\n{END}\nafter\n"
    assert "Every condition holds." in page(found)


def test_a_file_without_the_comments_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "page.md"
    file.write_text("nothing")
    with pytest.raises(NoPlaceError, match="lacks the comments"):
        write_page(file, [])


def rows_of(scene: Scene) -> list[dict[str, object]]:
    """The rows of the dataset."""
    rows: list[dict[str, object]] = pq.read_table(_file(scene)).to_pylist()
    return rows


def rewrite(scene: Scene, rows: list[dict[str, object]]) -> None:
    """Write other rows into the dataset."""
    pq.write_table(pa.Table.from_pylist(rows), _file(scene))


def in_true_order(scene: Scene, rows: Iterable[dict[str, object]]) -> list[dict[str, object]]:
    """The rows in the order in which their people finished."""
    ranks = {user: rank for rank, user in enumerate(scene.finished.values())}
    secrets = {float(one.secret): ranks.get(one.user, 0) for one in scene.visitors}
    return sorted(rows, key=lambda row: secrets[float(str(row[SECRET]))])


def _file(scene: Scene) -> Path:
    return scene.dataset / "responses.parquet"

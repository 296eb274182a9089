"""What `pip install` brings is complete: every file that the program opens is in the wheel."""

import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from dialogs import round_file
from tests.house.programs import ROOT, run
from tests.support import datasets

CARRIED = {
    "rounds": "dialogs/rounds/*.yaml",
    "countries": "dialogs/countries/*.yaml",
    "schema": "dialogs/*.json",
    "catalogues": "dialogs/locales/**/*.po",
    "words of briefs": "admin/locales/**/*.po",
    "fonts": "admin/fonts/*.*",
    "templates": "admin/briefs/templates/*.*",
    "lists": "dialogs/scrubbing/lists/**/*.*",
    "words": "dialogs/word_lists/**/*.yaml",
    "migrations": "storage/migrations/**/*.py",
    "pages": "bot/demo/*.html",
}
MEGABYTE = 1_000_000


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("wheel")
    result = run("uv", "build", "--wheel", "--quiet", "--out-dir", str(folder))
    assert result.returncode == 0, result.stderr
    yield from folder.glob("*.whl")


@pytest.fixture(scope="module")
def opened(wheel: Path) -> Iterator[zipfile.ZipFile]:
    with zipfile.ZipFile(wheel) as archive:
        yield archive


@pytest.mark.parametrize("pattern", CARRIED.values(), ids=CARRIED)
def test_wheel_carries_what_the_source_has(opened: zipfile.ZipFile, pattern: str) -> None:
    in_source = {path.relative_to(ROOT).as_posix() for path in ROOT.glob(pattern)}
    assert in_source
    assert in_source <= set(opened.namelist())


def test_every_round_in_the_wheel_loads(opened: zipfile.ZipFile) -> None:
    names = [name for name in _ending(opened, ".yaml") if name.startswith("dialogs/rounds/")]
    texts = {Path(name): opened.read(name).decode() for name in names}
    rounds = [path for path in texts if "." not in path.stem]
    assert rounds
    for path in rounds:
        beside = {one.name: texts[one] for one in texts if one.stem.startswith(f"{path.stem}.")}
        assert round_file.load(texts[path], file=path.name, translated=beside).questions


def test_every_catalogue_in_the_wheel_loads(opened: zipfile.ZipFile) -> None:
    for name in _ending(opened, ".po"):
        assert len(read_po(io.BytesIO(opened.read(name)), abort_invalid=True)) > 0


USE = """
import asyncio, datetime as dt, sys
from importlib.resources import files
from pathlib import Path

import bot, dialogs, storage, admin
from admin.briefs import build
from admin.dataset import Dataset
from bot.catalogues import load_texts
from bot.demo import playback, site
from storage.db import Database
from storage.migrate import check, upgrade

unpacked, dataset, out = map(Path, sys.argv[1:])
for package in (bot, dialogs, storage, admin):
    assert Path(package.__file__).is_relative_to(unpacked), package.__file__

async def migrate():
    database = Database.open(f"sqlite+aiosqlite:///{out / 'new.db'}")
    await upgrade(database)
    await check(database)
    await database.close()

asyncio.run(migrate())
load_texts().require(dict.fromkeys(("en", "sq", "mk", "sr-Latn")))
build(Dataset.open(dataset), out, generated_on=dt.date(2026, 11, 24))
assert playback.PAGE.read_text(encoding="utf-8") and site.PAGE.read_text(encoding="utf-8")
"""


def test_what_the_wheel_carries_works_without_the_source(
    opened: zipfile.ZipFile, tmp_path: Path
) -> None:
    """Migrations make a database, catalogues speak, templates and fonts make a brief."""
    opened.extractall(tmp_path / "unpacked")
    datasets.make(tmp_path / "dataset", 60)
    (tmp_path / "out").mkdir()
    places = [str(tmp_path / name) for name in ("unpacked", "dataset", "out")]
    result = subprocess.run(  # noqa: S603 - our own
        [sys.executable, "-c", USE, *places],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": places[0]},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    assert len(list((tmp_path / "out").glob("brief.*"))) == 4


def test_wheel_carries_the_licence(opened: zipfile.ZipFile) -> None:
    (licence,) = _ending(opened, "licenses/LICENSE")
    assert b"Apache License" in opened.read(licence)


def test_wheel_asks_for_one_telegram_library_and_offers_the_other(
    opened: zipfile.ZipFile,
) -> None:
    (metadata,) = _ending(opened, ".dist-info/METADATA")
    lines = opened.read(metadata).decode().splitlines()
    asked = [line for line in lines if "telegram" in line or "aiogram" in line]
    assert "Provides-Extra: ptb" in lines
    assert [
        line for line in asked if line.startswith("Requires-Dist: aiogram") and "extra" not in line
    ]
    others = [line for line in asked if line.startswith("Requires-Dist: python-telegram-bot")]
    assert len(others) == 1
    assert "extra == 'ptb'" in others[0]


def test_wheel_has_no_tests_and_stays_small(opened: zipfile.ZipFile, wheel: Path) -> None:
    assert not [name for name in opened.namelist() if name.startswith("tests/")]
    assert wheel.stat().st_size < 10 * MEGABYTE


def _ending(archive: zipfile.ZipFile, ending: str) -> list[str]:
    found = [name for name in archive.namelist() if name.endswith(ending)]
    assert found
    return found

"""What counts is a setting, and the files are the same whichever it is."""

import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from admin.analysis import choosing
from tests.bot.cli.conftest import Consult
from tests.support import datasets
from tests.support.postgres import NoPostgresError, running_postgres

pytestmark = pytest.mark.long

DRAFT = ("--dated", "2026-11-24", "--audience", "technical")


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return datasets.make(tmp_path_factory.mktemp("dataset"), 200)


@pytest.fixture(scope="module", params=["postgresql", "spark"])
def analysis(request: pytest.FixtureRequest) -> Iterator[str]:
    """Return what is set for another engine than DuckDB."""
    if request.param == "spark":
        if find_spec("pyspark") is None or shutil.which("java") is None:
            pytest.skip("Spark is not installed: it needs Java, and `uv sync --extra spark`")
        yield "spark"
        return
    try:
        with running_postgres() as server:
            yield f"postgresql://postgres@/postgres?host={server.folder}"
    except NoPostgresError as reason:
        pytest.skip(str(reason))


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_brief_is_the_same_byte_for_byte(
    consult: Consult, dataset: Path, analysis: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert consult("brief", dataset, "--out", "here", *DRAFT).code == 0
    assert consult("export", dataset, "--out", "tables", "--format", "csv", *DRAFT[:2]).code == 0
    monkeypatch.setenv("CONSULT_ANALYSIS", analysis)
    assert consult("brief", dataset, "--out", "there", *DRAFT).code == 0
    assert consult("export", dataset, "--out", "others", "--format", "csv", *DRAFT[:2]).code == 0
    assert files_of(tmp_path / "here") == files_of(tmp_path / "there")
    assert files_of(tmp_path / "tables") == files_of(tmp_path / "others")


@pytest.mark.parametrize(
    ("analysis", "told"),
    [
        ("mysql://me:secret@there/db", "names no engine"),
        ("postgresql", "no database for PostgreSQL"),
        ("postgresql://", "no database for PostgreSQL"),
        ("postgresql://me:secret@127.0.0.1:1/db", "cannot be reached"),
        ("postgresql://me:secret@127.0.0.1:no/db?secret", "cannot be reached"),
    ],
)
def test_what_cannot_count_is_said_without_what_was_set(
    consult: Consult,
    dataset: Path,
    monkeypatch: pytest.MonkeyPatch,
    analysis: str,
    told: str,
) -> None:
    monkeypatch.setenv("CONSULT_ANALYSIS", analysis)
    for verb in ("brief", "export"):
        refused = consult(verb, dataset, "--out", "made").refused
        assert told in refused
        assert "secret" not in refused
    assert not Path("made").exists()


@pytest.mark.parametrize(("missing", "remedy"), [("pyspark", "--extra spark"), ("java", "Java 17")])
def test_what_spark_needs_is_said(
    consult: Consult, dataset: Path, monkeypatch: pytest.MonkeyPatch, missing: str, remedy: str
) -> None:
    monkeypatch.setenv("CONSULT_ANALYSIS", "spark")
    monkeypatch.setattr(choosing, "find_spec", lambda name: None if name == missing else "there")
    monkeypatch.setattr(shutil, "which", lambda name: None if name == missing else "there")
    assert remedy in consult("brief", dataset, "--out", "made").refused

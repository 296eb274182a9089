"""What a person can mend is said in plain words, with no traceback."""

import ast
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from bot.failing import KNOWN
from tests.house.programs import ROOT
from tests.support import datasets
from tests.support.crashing import bot_child
from tests.support.warm import CONTEXT


def consult(
    *arguments: str, cwd: Path | None = None, **settings: str
) -> subprocess.CompletedProcess[str]:
    """Call the command line, in a process that begins with it imported."""
    environment = {f"CONSULT_{name.upper()}": one for name, one in settings.items()}
    with TemporaryDirectory() as told:
        said, complained = Path(told, "said"), Path(told, "complained")
        where = str(cwd or Path.cwd())
        called = (where, arguments, environment, (str(said), str(complained)))
        process = CONTEXT.Process(target=bot_child.run_in, args=called)
        process.start()
        process.join()
        assert process.exitcode is not None
        return subprocess.CompletedProcess(
            arguments, process.exitcode, said.read_text("utf-8"), complained.read_text("utf-8")
        )


def test_every_known_error_exists() -> None:
    classes = {
        node.name
        for package in ("bot", "admin", "storage", "dialogs")
        for path in (ROOT / package).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ClassDef)
    }
    assert KNOWN - classes == set()


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return datasets.make(tmp_path_factory.mktemp("dataset"), 30)


def test_a_language_that_the_round_lacks_is_said(dataset: Path, tmp_path: Path) -> None:
    result = consult("brief", str(dataset), "--out", str(tmp_path), "--language", "fr")
    assert result.returncode == 1
    assert result.stderr == "The round has no “fr”; it has en, sq, mk, sr-Latn.\n"


def test_a_date_that_is_none_is_refused(dataset: Path, tmp_path: Path) -> None:
    result = consult("brief", str(dataset), "--out", str(tmp_path), "--dated", "yesterday")
    assert result.returncode == 2
    assert "Traceback" not in result.stderr
    assert "%Y-%m-%d" in result.stderr


@pytest.mark.parametrize("verb", [["demo", "--no-serve"], ["brief", "somewhere"]])
def test_a_file_cannot_be_the_folder(verb: list[str], tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    result = consult(*verb, "--out", str(tmp_path / "file"))
    assert result.returncode == 2
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    "verb",
    [["brief", "DATASET"], ["export", "DATASET"], ["publish", "DATASET"], ["demo"]],
    ids=" ".join,
)
def test_a_folder_below_a_file_is_said(verb: list[str], dataset: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    arguments = [str(dataset) if one == "DATASET" else one for one in verb]
    result = consult(*arguments, "--out", str(tmp_path / "file" / "x"))
    assert result.returncode == 1
    assert result.stderr.startswith(f"{tmp_path / 'file' / 'x'}: ")
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("setting", "value", "said"),
    [
        ("database", "consult.db", "CONSULT_DATABASE: Value error, use sqlite+aiosqlite:///FILE"),
        ("database", "sqlite:///consult.db", "CONSULT_DATABASE: Value error, use sqlite+"),
        ("database", "sqlite+aiosqlite:///away/consult.db", "There is no database away/consult.db"),
        ("health_port", "http", "CONSULT_HEALTH_PORT: "),
        ("health_port", "99999", "CONSULT_HEALTH_PORT: "),
    ],
)
def test_a_wrong_setting_is_said(tmp_path: Path, setting: str, value: str, said: str) -> None:
    result = consult("codes", "our_evenings", cwd=tmp_path, **{setting: value})
    assert result.returncode == 1
    assert said in result.stderr
    assert "Traceback" not in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_vault_that_is_a_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "vault").touch()
    result = consult("keys", "wrap", cwd=tmp_path)
    assert result.returncode == 1
    assert result.stderr.startswith("vault is a file")


@pytest.mark.parametrize(
    "verb", [["codes", "x"], ["statements", "x"], ["round", "resume", "x"], ["db", "check"]]
)
def test_no_database_is_made_where_there_should_be_one(verb: list[str], tmp_path: Path) -> None:
    result = consult(*verb, cwd=tmp_path)
    assert result.returncode == 1
    assert result.stderr.startswith("There is no database consult.db.")
    assert not (tmp_path / "consult.db").exists()


def test_a_database_without_tables_is_said_with_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "consult.db").touch(mode=0o600)
    result = consult("statements", "our_evenings", cwd=tmp_path)
    assert result.returncode == 1
    assert "Run: consult db upgrade" in result.stderr
    assert "Traceback" not in result.stderr


def test_the_folder_here_is_no_round(tmp_path: Path) -> None:
    result = consult("check", ".", cwd=tmp_path)
    assert result.returncode == 1
    assert "The file cannot be read (Is a directory)." in result.stdout

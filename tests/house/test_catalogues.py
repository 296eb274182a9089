"""Whatever .po file lies in the packages is one in which gettext's own checker finds nothing."""

import shutil
import subprocess
from pathlib import Path

import pytest

from dialogs.languages import OWN_NAMES
from tests.house.programs import ROOT

PACKAGES = ("bot", "admin", "storage", "dialogs")
CATALOGUES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.po"))
TEMPLATES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.pot"))
MSGFMT = shutil.which("msgfmt")

pytestmark = pytest.mark.skipif(MSGFMT is None, reason="gettext is not installed")


def msgfmt(path: Path, out: Path) -> tuple[int, str]:
    """Return how the check of a catalogue ended, and what it said."""
    command = [MSGFMT or "", "--check", "-o", str(out / "out.mo"), str(path)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - ours
    return result.returncode, result.stderr


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_msgfmt_finds_nothing(path: Path, tmp_path: Path) -> None:
    assert msgfmt(path, tmp_path) == (0, "")


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_template_can_be_read(path: Path, tmp_path: Path) -> None:
    """It has no headers yet: those are a language's."""
    assert msgfmt(path, tmp_path)[0] == 0


def test_every_language_of_the_interface_is_among_them() -> None:
    assert {path.parts[-3] for path in CATALOGUES if path.name == "consult.po"} == set(OWN_NAMES)


def test_a_lost_blank_is_found(tmp_path: Path) -> None:
    text = (ROOT / "dialogs" / "locales" / "sq" / "LC_MESSAGES" / "consult.po").read_text("utf-8")
    broken = tmp_path / "broken.po"
    broken.write_text(text.replace("{date}", "{day}", 2).replace("{day}", "{date}", 1), "utf-8")
    code, said = msgfmt(broken, tmp_path)
    assert code == 1
    assert "date" in said

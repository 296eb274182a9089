"""A newcomer types what the README says: it must be what works."""

import re
from pathlib import Path

import pytest

from bot.cli import app
from bot.settings import Settings
from tests.house.programs import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
RUNNING = (ROOT / "docs" / "running.md").read_text(encoding="utf-8")
CODING = (ROOT / "docs" / "coding.md").read_text(encoding="utf-8")
QUOTES = (ROOT / "docs" / "quotes.md").read_text(encoding="utf-8")
ROUNDS = (ROOT / "docs" / "rounds.md").read_text(encoding="utf-8")
TRANSLATING = (ROOT / "docs" / "translating.md").read_text(encoding="utf-8")
LANGUAGES = (ROOT / "docs" / "languages.md").read_text(encoding="utf-8")
CODE = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)
NOT_FOR_OPERATORS = {"CONSULT_CLOCK", "CONSULT_FAILPOINTS", "CONSULT_CREDENTIALS"}
"""For practice and tests alone, and what systemd sets itself."""

LINK = re.compile(r"\]\(([^)\s]+)\)")


@pytest.mark.parametrize(
    "command",
    ["pip install -q uv && uv run consult demo", "pip install -q uv && uv run pytest -n auto"],
)
def test_readme_has_the_command_on_a_line_of_its_own(command: str) -> None:
    assert command in README.splitlines()


@pytest.mark.parametrize("page", [README, RUNNING, ROUNDS, TRANSLATING, LANGUAGES, CODING, QUOTES])
def test_every_verb_in_the_documents_exists(page: str) -> None:
    mentioned = set(re.findall(r"\bconsult ([a-z]+)", " ".join(CODE.findall(page))))
    assert mentioned
    assert mentioned <= _verbs()


def test_every_verb_is_in_the_documents() -> None:
    told = README + RUNNING
    assert {verb for verb in _verbs() if f"consult {verb}" not in told} == set()


def test_every_setting_is_in_the_documents() -> None:
    ours = {f"CONSULT_{name.upper()}" for name in Settings.model_fields} - NOT_FOR_OPERATORS
    assert {name for name in ours if f"`{name}`" not in RUNNING} == set()


def test_every_setting_in_the_documents_exists() -> None:
    told = set(re.findall(r"CONSULT_[A-Z_]+", README + RUNNING))
    assert told <= {f"CONSULT_{name.upper()}" for name in Settings.model_fields}


@pytest.mark.parametrize(
    ("page", "folder"),
    [
        (README, ROOT),
        (RUNNING, ROOT / "docs"),
        (ROUNDS, ROOT / "docs"),
        (TRANSLATING, ROOT / "docs"),
        (LANGUAGES, ROOT / "docs"),
    ],
)
def test_links_inside_the_project_lead_somewhere(page: str, folder: Path) -> None:
    inside = [link for link in LINK.findall(page) if "://" not in link]
    assert inside
    assert [link for link in inside if not (folder / link.split("#")[0]).exists()] == []


def _verbs() -> set[str]:
    commands = {str(command.name) for command in app.registered_commands}
    groups = {str(group.name) for group in app.registered_groups}
    return commands | groups

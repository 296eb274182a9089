"""A newcomer types what the README says: it must be what works."""

import re

import pytest

from bot.cli import app
from tests.house.programs import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
CODE = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")


@pytest.mark.parametrize(
    "command",
    ["pip install -q uv && uv run consult demo", "pip install -q uv && uv run pytest"],
)
def test_readme_has_the_command_on_a_line_of_its_own(command: str) -> None:
    assert command in README.splitlines()


def test_every_verb_in_the_readme_exists() -> None:
    mentioned = set(re.findall(r"\bconsult ([a-z]+)", " ".join(CODE.findall(README))))
    assert mentioned
    assert mentioned <= _verbs()


def test_every_verb_is_in_the_readme() -> None:
    assert {verb for verb in _verbs() if f"consult {verb}" not in README} == set()


def test_links_inside_the_project_lead_somewhere() -> None:
    inside = [link for link in LINK.findall(README) if "://" not in link]
    assert inside
    assert [link for link in inside if not (ROOT / link.split("#")[0]).exists()] == []


def _verbs() -> set[str]:
    commands = {str(command.name) for command in app.registered_commands}
    groups = {str(group.name) for group in app.registered_groups}
    return commands | groups

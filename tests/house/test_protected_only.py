"""Bare counts stay between counting and the gate: nothing that draws or writes can reach them."""

import ast
from pathlib import Path

import pytest

import admin

ROOT = Path(admin.__file__).parent
GATE = {"linking.py", "addresses.py", "disclosure.py", "merging.py"}
"""The files that may speak of unprotected counts, besides `admin/analysis` where they are made
and `admin/ties`, which says what holds between them."""
PASSES_ON = ("briefs/compiling.py",)
"""Hands the counts from counting to `protect` within one expression."""
BARE = {"UnprotectedCounts", "Counted", "Suppressed", "linked", "suppressed"}
PASSES_ON_CODED = ("briefs/compiling.py", "exports/__init__.py")
CODED = {"Coded", "Layer"}
"""What says of single texts which themes they have."""


def sources() -> list[Path]:
    return sorted(p for p in ROOT.rglob("*.py") if "xlsform" not in p.parts)


def names_in(tree: ast.AST) -> set[str]:
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    return names | {
        a.name for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) for a in n.names
    }


def imported(tree: ast.AST) -> set[str]:
    modules = {n.module or "" for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
    return modules | {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_bare_counts_are_named_behind_the_gate_only(path: Path) -> None:
    tree, place = ast.parse(path.read_text(encoding="utf-8")), str(path.relative_to(ROOT))
    solving = {"suppression.py", "audit.py", "polytope.py", "witnesses.py", "movements.py"}
    behind = GATE | solving
    if place not in behind and not place.startswith(("analysis/", "ties/")):
        assert not names_in(tree) & BARE


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_only_one_file_counts_and_it_protects_at_once(path: Path) -> None:
    place = str(path.relative_to(ROOT))
    if place.startswith("analysis/"):
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    counted = [n for n in ast.walk(tree) if isinstance(n, ast.Call) and _calls(n, "count")]
    protected = [
        n.args[0] for n in ast.walk(tree) if isinstance(n, ast.Call) and _calls(n, "protect")
    ]
    assert place in PASSES_ON or not counted
    assert all(call in protected for call in counted)


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_the_dataset_is_opened_by_counting_and_building_only(path: Path) -> None:
    place = str(path.relative_to(ROOT))
    allowed = {"dataset.py", "incidents.py", "briefs/__init__.py", "briefs/compiling.py"}
    allowed |= {"briefs/beside.py", "right_register.py"}  # by the hash and the folder alone
    allowed |= {"exports/__init__.py", "coding/texts.py", "coding/desk.py", "coding/coded.py"}
    allowed |= {"quoting/texts.py", "quoting/approved.py", "quoting/desk.py"}
    if place in allowed or place.startswith("analysis/"):
        return
    assert "admin.dataset" not in imported(ast.parse(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_themes_of_single_texts_go_to_counting_alone(path: Path) -> None:
    place = str(path.relative_to(ROOT))
    if not place.startswith(("analysis/", "coding/")) and place not in PASSES_ON_CODED:
        assert not names_in(ast.parse(path.read_text(encoding="utf-8"))) & CODED


@pytest.mark.parametrize("path", sorted((ROOT / "coding").glob("*.py")), ids=lambda p: p.name)
def test_whoever_codes_sees_no_response(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert all(n.attr != "responses" for n in ast.walk(tree) if isinstance(n, ast.Attribute))
    strings = [n.value for n in ast.walk(tree) if isinstance(n, ast.Constant)]
    assert not {"responses.parquet", "language"} & {one for one in strings if isinstance(one, str)}


@pytest.mark.parametrize("path", sorted((ROOT / "quoting").glob("*.py")), ids=lambda p: p.name)
def test_whoever_reads_quotes_sees_no_response(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert all(n.attr != "responses" for n in ast.walk(tree) if isinstance(n, ast.Attribute))
    strings = [n.value for n in ast.walk(tree) if isinstance(n, ast.Constant)]
    assert "responses.parquet" not in strings


def _calls(node: ast.Call, name: str) -> bool:
    return isinstance(node.func, ast.Name) and node.func.id == name

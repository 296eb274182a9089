"""Themes of texts are protected together with everything they hang together with."""

from pathlib import Path

import pytest

from admin.analysis import count
from admin.analysis.themes import themes_id
from admin.analysis.variables import Kind
from admin.briefs import as_csv
from admin.briefs.compiling import context_of
from admin.cells import CellRef
from admin.disclosure import protect, rule_of
from admin.linking import linked
from admin.merging import join_small_groups
from admin.ties.themes import over_themes
from tests.support import random_codings
from tests.support.auditor import Attack
from tests.support.random_codings import QUESTION

THEMES = themes_id(QUESTION)


@pytest.mark.parametrize("seed", range(9))
def test_a_solver_written_apart_narrows_no_hidden_number(tmp_path: Path, seed: int) -> None:
    dataset = random_codings.make(tmp_path / "dataset", seed, (50, 150, 400)[seed % 3])
    coded = random_codings.coded(dataset, seed)
    day = dataset.closing.closed
    context = context_of(dataset, language="en", generated_on=day, coded=[coded])
    tables = tmp_path / "tables.csv"
    tables.write_bytes(as_csv.render(context))
    attack = Attack.on(tables, dataset.round, coded.coding.codebook.most)
    assert [place for place in attack.hidden if place[0] == THEMES]
    assert list(attack.findings()) == []


@pytest.mark.parametrize("seed", [103, 134, 138, 149, 163])
def test_nor_any_of_a_group(tmp_path: Path, seed: int) -> None:
    dataset = random_codings.make(tmp_path / "dataset", seed, (60, 150, 400, 900)[seed % 4])
    coded = random_codings.coded(dataset, seed)
    context = context_of(dataset, language="en", generated_on=dataset.closing.closed, coded=[coded])
    tables = tmp_path / "tables.csv"
    tables.write_bytes(as_csv.render(context))
    attack = Attack.on(tables, dataset.round, coded.coding.codebook.most)
    by_group = [one for one in attack.known if one[0] == THEMES and one[2] in {"age", "place"}]
    assert set(by_group) & set(attack.hidden)
    assert set(by_group) - set(attack.hidden)
    assert list(attack.findings()) == []


@pytest.mark.parametrize("seed", range(100, 112))
def test_every_fact_of_texts_and_groups_is_true_of_the_counts(tmp_path: Path, seed: int) -> None:
    dataset = random_codings.make(tmp_path, seed, 300)
    raw = count(dataset, coded=[random_codings.coded(dataset, seed)])
    rule = rule_of(dataset.round)
    raw = join_small_groups(raw, dataset.round, rule)
    counts = linked(raw, dataset.round, rule).counts
    facts = list(over_themes(raw, dataset.round))
    assert facts
    assert [one for one in facts if not (one.keys() <= counts.keys() and one.holds(counts))] == []


@pytest.mark.parametrize("seed", range(2, 7))
def test_no_theme_of_few_texts_is_shown(tmp_path: Path, seed: int) -> None:
    dataset = random_codings.make(tmp_path, seed, 200)
    coded = random_codings.coded(dataset, seed)
    raw = count(dataset, coded=[coded])
    tables = protect(raw, dataset.round)
    assert raw.plan.variable(THEMES).kind is Kind.SEVERAL
    raw = join_small_groups(raw, dataset.round, rule_of(dataset.round))
    for by in ("", *(by for name, by in raw.plan.pairs if name == THEMES)):
        for (group, category), cell in tables.table(THEMES, by).cells.items():
            where = (by, group) if group else ("", "")
            exact = raw.counts[THEMES, category, where] if category else raw.asked[THEMES, where]
            assert cell.count is None or (exact >= 10 and abs(cell.count - exact) <= 2)


@pytest.mark.parametrize("seed", range(4))
def test_every_tie_of_the_themes_is_true_of_the_counts(tmp_path: Path, seed: int) -> None:
    dataset = random_codings.make(tmp_path, seed, 200)
    raw = count(dataset, coded=[random_codings.coded(dataset, seed)])
    counted = linked(raw, dataset.round, rule_of(dataset.round))
    told = {key for tie in counted.ties for key, _ in tie.terms if key.variable == THEMES}
    assert {key for key in counted.counts if key.variable == THEMES} == told
    bounds = [dict(tie.terms) for tie in counted.ties]
    base, wrote = CellRef(THEMES), CellRef(QUESTION, ":answered")
    assert any(terms.get(base) == -1 and terms.get(wrote) == 1 for terms in bounds)
    assert all(number >= 0 for number in counted.counts.values())


def test_the_answers_are_shown_as_they_were_without_themes(tmp_path: Path) -> None:
    dataset = random_codings.make(tmp_path, 3, 150)
    alone = protect(count(dataset), dataset.round)
    together = protect(count(dataset, coded=[random_codings.coded(dataset, 3)]), dataset.round)
    assert alone.digest() == protect(count(dataset, coded=[]), dataset.round).digest()
    assert all(together.cell(cell.ref) == cell for cell in alone.cells())
    assert {cell.ref.variable for cell in together.cells()} - {
        cell.ref.variable for cell in alone.cells()
    } == {THEMES}
    assert together.plan.compared == alone.plan.compared
    assert together.plan.breakdowns == alone.plan.breakdowns

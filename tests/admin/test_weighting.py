"""Weighted shares come from printed numbers alone, or there are none."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from admin.analysis import count
from admin.briefs import as_csv, weighted
from admin.briefs.compiling import context_of
from admin.briefs.model import Table
from admin.briefs.population import missing
from admin.briefs.sections import methods, who
from admin.briefs.sections import tables as tables_annex
from admin.briefs.sections.fingerprints import section as fingerprints
from admin.dataset import Dataset
from admin.disclosure import Protected, protect
from admin.population import Population, PopulationError
from admin.weighting import Weighting, silent
from tests.support import datasets
from tests.support.moving import with_people
from tests.support.published import Cell, cells_of

ROUND = datasets.example_round()
HEADING = "breakdown,group,percent,source"
PLACES = ("centre", "riverside", "hill", "villages")
GENDERS = ["gender,girl,48.5,Census of 2021", 'gender,boy,"51,5",', "gender,other,,"]


def places(*shares: float) -> list[str]:
    lines = [f"place,{name},{share}," for name, share in zip(PLACES, shares, strict=True)]
    return [f"{lines[0]}Town register", *lines[1:]]


def file_of(folder: Path, lines: list[str], heading: str = HEADING) -> Path:
    path = folder / "population.csv"
    path.write_text("\n".join([heading, *lines]), encoding="utf-8")
    return path


def population(folder: Path, lines: list[str], weight_by: str = "") -> Population:
    return Population.load(file_of(folder, lines), ROUND, weight_by)


def weighting_of(tables: Protected, people: Population) -> Weighting:
    found = Weighting.of(tables, people)
    assert found is not None
    return found


def test_a_weighted_share_is_the_sum_over_all_people_by_their_weights(
    tmp_path: Path, tables: Protected
) -> None:
    weighting = weighting_of(tables, population(tmp_path, places(25, 25, 25, 25)))
    whole, by_place = tables.table("better"), tables.table("better", "place")
    sizes = {group: by_place.base(group).count or 0 for group in PLACES}
    named, everybody = sum(sizes.values()), tables.finished.count or 0
    weights = {group: named / 4 / sizes[group] for group in PLACES}
    assert dict(zip(PLACES, weighting.weights.values, strict=True)) == pytest.approx(weights)
    compared = 0
    for category in whole.variable.substance:
        cell = whole.cell(category.id)
        cells = {group: by_place.cell(category.id, group) for group in PLACES}
        if all(one.percent is not None for one in (cell, *cells.values())):
            gave = {group: one.count or 0 for group, one in cells.items()}
            others = (cell.count or 0) - sum(gave.values())
            weighted = others + sum(weights[group] * gave[group] for group in PLACES)
            found = weighting.percent(whole.variable, category.id)
            assert found == int(100 * weighted / everybody + 0.5)
            compared += 1
    assert compared >= 2
    squares = everybody - named + sum(sizes[group] * weights[group] ** 2 for group in PLACES)
    assert weighting.design_effect == pytest.approx(squares / everybody)
    assert weighting.design_effect > 1
    assert weighting.effective(300) == round(300 / weighting.design_effect)
    assert weighting.effective(None) is None


def test_whoever_has_the_tables_and_the_population_has_every_weighted_figure(
    tmp_path: Path, dataset: Dataset, tables: Protected
) -> None:
    """They are worked out again from `tables.csv` alone, so they give nothing else away."""
    people = population(tmp_path, [*places(20, 20, 30, 30), *GENDERS], "place")
    context = context_of(dataset, language="en", generated_on=dataset.closing.closed)
    published = tmp_path / "tables.csv"
    published.write_bytes(as_csv.render(context))
    cells = {_place(cell): cell for cell in cells_of(published)}
    weighting, compared = weighting_of(tables, people), 0
    for variable in tables.plan.variables:
        if not variable.question or (variable.id, "place") not in tables.tables:
            continue
        for category in variable.substance:
            found = weighting.percent(variable, category.id)
            again = _worked_out(cells, people, variable.id, category.id)
            assert (found is None) is (again is None)
            if found is not None and again is not None:
                assert abs(found - again) <= 0.5 + 1e-9
                compared += 1
    assert compared >= 3


def test_hidden_numbers_move_nothing(tmp_path: Path, dataset: Dataset) -> None:
    raw, key = count(dataset), ("way_home", "bike", ("gender", "other"))
    people = population(tmp_path, places(20, 20, 30, 30))
    shares = []
    for number in (0, 3):
        moved = with_people(raw, key, number, other="walk", beside="girl")
        one = protect(moved, dataset.round)
        weighting, variable = weighting_of(one, people), one.plan.variable("way_home")
        shares.append([weighting.percent(variable, c.id) for c in variable.substance])
    assert shares[0] == shares[1]


def test_an_answer_with_a_hidden_number_has_no_weighted_share(
    tmp_path: Path, tables: Protected
) -> None:
    weighting = weighting_of(tables, population(tmp_path, places(10, 20, 30, 40)))
    for name in ("way_home", "better", "first"):
        table = tables.table(name, "place")
        for category in table.variable.substance:
            cells = [table.cell(category.id, group) for group in weighting.sizes]
            cells.append(tables.table(name).cell(category.id))
            shown = all(cell.percent is not None for cell in cells)
            assert (weighting.percent(table.variable, category.id) is None) is not shown


def test_what_is_hidden_of_those_who_are_not_weighted_takes_no_share_away(tmp_path: Path) -> None:
    """Forty gave no gender, and fewer than ten of them named an answer that all groups named."""
    rows = datasets.rows_of(ROUND, 600, 3)
    for number, row in enumerate(rows):
        row["gender"], row["gender__outcome"] = ("girl", "boy")[number % 2], "answered"
        row["better"] = ["lighting"] if number % 4 < 2 else ["sport"]
        row["better__outcome"] = "answered"
        if number < 40:
            row["gender"], row["gender__outcome"] = None, "skipped"
            row["better"] = ["lighting"] if number < 5 else ["sport"]
    dataset = Dataset.open(datasets.write(tmp_path / "d", ROUND, rows))
    tables = protect(count(dataset), ROUND)
    table = tables.table("better", "gender")
    rest = [group for group in table.groups if group not in {"girl", "boy", "other"}]
    assert any(not table.cell("lighting", group).shown for group in rest)
    weighting = weighting_of(tables, population(tmp_path, GENDERS))
    assert weighting.percent(table.variable, "lighting") is not None


def test_a_population_like_those_who_took_part_changes_nothing(
    tmp_path: Path, tables: Protected
) -> None:
    sizes = [tables.table("better", "place").base(group).count or 0 for group in PLACES]
    shares = [round(100 * size / sum(sizes), 9) for size in sizes]
    weighting = weighting_of(tables, population(tmp_path, places(*shares)))
    assert weighting.design_effect == pytest.approx(1)
    for category in tables.table("better").variable.substance:
        found = weighting.percent(tables.table("better").variable, category.id)
        assert found in {None, tables.table("better").cell(category.id).percent}


def test_groups_without_a_known_share_count_once(tmp_path: Path, tables: Protected) -> None:
    weighting = weighting_of(tables, population(tmp_path, GENDERS))
    assert set(weighting.sizes) == {"girl", "boy"}
    assert weighting.reached == pytest.approx({"girl": 48.5, "boy": 51.5})
    values = dict(zip(weighting.sizes, weighting.weights.values, strict=True))
    named = sum(weighting.sizes.values())
    assert values["girl"] == pytest.approx(0.485 * named / weighting.sizes["girl"])


def test_a_share_that_is_left_out_is_scaled_and_that_is_said(
    tmp_path: Path, dataset: Dataset, tables: Protected
) -> None:
    people = population(tmp_path, ["gender,girl,47,Census", "gender,boy,48,", "gender,other,,"])
    assert weighting_of(tables, people).wanted == pytest.approx(
        {"girl": 47 / 0.95, "boy": 48 / 0.95}
    )
    told = told_of(dataset, people)
    assert "The shares that were supplied add up to 95%; they were scaled to 100%." in told


def test_a_group_that_nobody_can_speak_for_is_compared_and_nothing_is_weighted(
    tmp_path: Path, dataset: Dataset, tables: Protected
) -> None:
    """It is just the group that is missing; so the comparison must not fail for it."""
    lines = ["gender,girl,45,Census", "gender,boy,43,", "gender,other,12,"]
    people = population(tmp_path, lines)
    assert Weighting.of(tables, people) is None
    assert silent(tables, people) == ("other",)
    told = told_of(dataset, people)
    assert "None. Every response counts once. Weights to the population by" in told
    assert "do not show at least 30 people, so that nobody can speak for them" in told
    assert "12% of the population" in told
    assert "Weighted to the population" not in told


def test_a_hidden_group_is_named_by_what_the_printed_numbers_leave_for_it(
    tmp_path: Path, dataset: Dataset, tables: Protected
) -> None:
    table = tables.table("gender")
    assert not table.cell("other").shown
    lines = ["gender,girl,30,Census", "gender,boy,30,", "gender,other,40,"]
    people = population(tmp_path, lines)
    context = context_of(
        dataset, language="en", generated_on=dataset.closing.closed, population=people
    )
    (line,) = [text for text in missing(context) if "at most" in text]
    rule = tables.rule
    least, most = rule.behind(table.base().count or 0)
    counts = [table.cell(one.id).count for one in table.variable.categories]
    others = sum(rule.behind(number)[0] for number in counts if number is not None)
    assert f"at most {-(-100 * (most - others) // least)}% of those who took part" in line


def test_several_are_compared_and_one_is_weighted_by(
    tmp_path: Path, dataset: Dataset, tables: Protected
) -> None:
    lines = [*places(2, 20, 30, 48), *GENDERS]
    with pytest.raises(PopulationError, match=r"shares of place, gender, and .* one of them only"):
        population(tmp_path, lines)
    with pytest.raises(PopulationError, match=r"no shares of “age”. It has place, gender"):
        population(tmp_path, lines, "age")
    for by, other in (("place", "gender"), ("gender", "place")):
        chosen = weighting_of(tables, population(tmp_path, lines, by))
        alone = places(2, 20, 30, 48) if by == "place" else GENDERS
        assert chosen.weights.values == pytest.approx(
            weighting_of(tables, population(tmp_path, alone)).weights.values
        )
        assert other in population(tmp_path, lines, by).shares
    only = population(tmp_path, lines, "none")
    assert Weighting.of(tables, only) is None
    told = told_of(dataset, only)
    assert "48% of the population" in told
    assert "None. Every response counts once. Source of the population figures" in told


def test_an_answer_that_cannot_be_weighted_is_said_to_be_one(
    tmp_path: Path, dataset: Dataset, tables: Protected
) -> None:
    people = population(tmp_path, places(10, 20, 30, 40))
    weighting = weighting_of(tables, people)
    context = context_of(
        dataset, language="en", generated_on=dataset.closing.closed, population=people
    )
    variable = tables.plan.variable("better")
    (block,) = weighted.table(context, ["better"])
    assert isinstance(block, Table)
    assert len(block.rows) == len(variable.substance)
    found = [weighting.percent(variable, one.id) for one in variable.substance]
    assert [row[2] for row in block.rows] == ["–" if one is None else f"{one}%" for one in found]
    assert None in found
    assert "–: could not be computed" in block.note


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (places(10, 20, 30, 30), "add up to 90, not to 100"),
        (places(10, 20, 30, 40)[:3], "lacks a line for the group “villages”"),
        ([*places(10, 20, 30, 40), "place,moon,0,"], "line 6, “group”: place has no group “moon”"),
        ([*places(10, 20, 30, 40), "place,hill,0,"], "line 6, “group”: “hill” of place is there t"),
        (["shoe,big,100,"], "line 2, “breakdown”: “shoe” is no breakdown"),
        (["place,centre,many,"], "line 2, “percent”: “many” is no share"),
        (["place,centre,-1,"], "line 2, “percent”"),
        (["place,centre,27,5,x"], "line 2: has 5 cells, not 4"),
        ([f"place,centre,1,{'x' * 201}"], "line 2, “source”: has more"),
        (["place,centre,50,", "place,riverside,50,", "place,hill,,", "place,villages,,"], "no sou"),
        (["gender,girl,,", "gender,boy,,", "gender,other,,"], "no group of gender has a share"),
        (["gender,girl,60,", "gender,boy,50,", "gender,other,,"], "add up to 110, not to 100"),
        ([], "no line with a share"),
    ],
)
def test_a_file_that_cannot_be_right_says_what_to_correct(
    tmp_path: Path, lines: list[str], words: str
) -> None:
    with pytest.raises(PopulationError, match=words):
        population(tmp_path, lines)


def test_a_file_of_another_country_s_spreadsheet_is_read(tmp_path: Path) -> None:
    lines = ["gender;girl;48,5;Census; ", "gender;boy;51,5;", "gender;other;;", ";;;"]
    lines[0] = lines[0].rstrip("; ")
    path = file_of(tmp_path, lines, HEADING.replace(",", ";"))
    found = Population.load(path, ROUND)
    assert found.shares == {"gender": {"girl": 48.5, "boy": 51.5, "other": None}}
    assert found.sources == {"gender": "Census"}


def test_a_file_that_is_not_there_or_not_such_a_file(tmp_path: Path) -> None:
    with pytest.raises(PopulationError, match="cannot be read"):
        Population.load(tmp_path / "none.csv", ROUND)
    other = tmp_path / "other.csv"
    other.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(PopulationError, match="line 1: must be breakdown,group,percent,source"):
        Population.load(other, ROUND)
    other.write_bytes("breakdown,group,percent,source\ngender,мома".encode("cp1251"))
    with pytest.raises(PopulationError, match="not UTF-8"):
        Population.load(other, ROUND)


def told_of(dataset: Dataset, people: Population) -> str:
    """Return all that a brief says about the population."""
    context = context_of(
        dataset, language="en", generated_on=dataset.closing.closed, population=people
    )
    parts = (tables_annex.section, methods.section, who.section, fingerprints)
    return " ".join(str(part(context)) for part in parts)


def test_the_brief_shows_both_and_says_how(tmp_path: Path, dataset: Dataset) -> None:
    people = population(tmp_path, places(2, 20, 30, 48))
    told = told_of(dataset, people)
    assert "Unweighted" in told
    assert "post-stratification to the population by" in told
    assert "Design effect (Kish)" in told
    assert "Town register" in told
    assert "Weights were cut" in told
    assert "None. Every response counts once." not in told
    assert "Against the population" in told
    assert "48% of the population" in told
    assert people.digest in told


def _place(cell: Cell) -> tuple[str, str, str, str]:
    return cell["variable_id"], cell["option_id"], cell["breakdown_id"], cell["group_id"]


def _worked_out(
    cells: Mapping[tuple[str, str, str, str], Cell], people: Population, variable: str, option: str
) -> float | None:
    whole = cells[variable, option, "", ""]
    if not whole["percent"]:
        return None
    counts, bases, by = int(whole["count"]), int(whole["base"]), people.weight_by
    rows = {
        group: cells[variable, option, by, group]
        for group, share in people.shares[by].items()
        if share is not None and (variable, option, by, group) in cells
    }
    if any(not cell["percent"] for cell in rows.values()):
        return None
    sizes = {group: int(cell["base"]) for group, cell in rows.items()}
    gave, all_, everybody = float(counts), float(bases), sum(sizes.values())
    for group, cell in rows.items():
        weight = everybody * (people.shares[by][group] or 0) / 100 / sizes[group]
        gave += (weight - 1) * int(cell["count"])
        all_ += (weight - 1) * int(cell["base"])
    return 100 * gave / all_

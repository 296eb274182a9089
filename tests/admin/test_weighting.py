"""Weighted shares come from printed numbers alone, or there are none."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from admin.analysis import count
from admin.briefs import as_csv
from admin.briefs.compiling import context_of
from admin.briefs.sections import methods, tables, who
from admin.briefs.sections.fingerprints import section as fingerprints
from admin.dataset import Dataset
from admin.disclosure import Protected, protect
from admin.population import Population, PopulationError
from admin.weighting import Weighting
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


def population(folder: Path, lines: list[str]) -> Population:
    return Population.load(file_of(folder, lines), ROUND)


def test_with_one_breakdown_it_is_post_stratification_of_what_is_printed(
    tmp_path: Path, tables: Protected
) -> None:
    weighting = Weighting.of(tables, population(tmp_path, places(25, 25, 25, 25)))
    table, compared = tables.table("better", "place"), 0
    for category in table.variable.substance:
        cells = [table.cell(category.id, group) for group in PLACES]
        found = weighting.percent(table.variable, category.id)
        if found is not None:
            rates = [(cell.count or 0) / (cell.base or 1) for cell in cells]
            assert abs(found - 100 * sum(rates) / len(rates)) <= 2
            compared += 1
    assert compared
    assert weighting.raked.design_effect > 1
    assert (weighting.effective(300) or 300) < 300
    assert weighting.effective(None) is None


def test_whoever_has_the_tables_and_the_population_has_every_weighted_figure(
    tmp_path: Path, dataset: Dataset, tables: Protected
) -> None:
    """They are worked out again from `tables.csv` alone, so they give nothing else away."""
    people = population(tmp_path, [*places(20, 20, 30, 30), *GENDERS])
    context = context_of(dataset, language="en", generated_on=dataset.closing.closed)
    published = tmp_path / "tables.csv"
    published.write_bytes(as_csv.render(context))
    cells = {_place(cell): cell for cell in cells_of(published)}
    weighting, compared = Weighting.of(tables, people), 0
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
        weighting, variable = Weighting.of(one, people), one.plan.variable("way_home")
        shares.append([weighting.percent(variable, c.id) for c in variable.substance])
    assert shares[0] == shares[1]


def test_an_answer_with_a_hidden_number_has_no_weighted_share(
    tmp_path: Path, tables: Protected
) -> None:
    weighting = Weighting.of(tables, population(tmp_path, places(10, 20, 30, 40)))
    for name in ("way_home", "better", "first"):
        table = tables.table(name, "place")
        for category in table.variable.substance:
            cells = [table.cell(category.id, group) for group in weighting.sizes["place"]]
            cells.append(tables.table(name).cell(category.id))
            shown = all(cell.percent is not None for cell in cells)
            assert (weighting.percent(table.variable, category.id) is None) is not shown


def test_a_population_like_those_who_took_part_changes_nothing(
    tmp_path: Path, tables: Protected
) -> None:
    sizes = [tables.table("better", "place").base(group).count or 0 for group in PLACES]
    shares = [round(100 * size / sum(sizes), 9) for size in sizes]
    weighting = Weighting.of(tables, population(tmp_path, places(*shares)))
    assert weighting.raked.design_effect == pytest.approx(1)
    for category in tables.table("better").variable.substance:
        found = weighting.percent(tables.table("better").variable, category.id)
        assert found in {None, tables.table("better").cell(category.id).percent}


def test_a_group_without_a_known_share_keeps_its_own(tmp_path: Path, tables: Protected) -> None:
    weighting = Weighting.of(tables, population(tmp_path, GENDERS))
    reached = weighting.reached("gender")
    assert sum(reached.values()) == pytest.approx(100)
    assert reached["girl"] / reached["boy"] == pytest.approx(48.5 / 51.5)
    for group in set(reached) - {"girl", "boy"}:
        everybody = sum(weighting.sizes["gender"].values())
        assert reached[group] == pytest.approx(100 * weighting.sizes["gender"][group] / everybody)


def test_a_group_that_nobody_can_be_shown_in_is_refused(tmp_path: Path, tables: Protected) -> None:
    lines = ["gender,girl,50,Census", "gender,boy,48,", "gender,other,2,"]
    with pytest.raises(PopulationError, match="“other” is 2 % of the population"):
        Weighting.of(tables, population(tmp_path, lines))


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


def test_the_brief_shows_both_and_says_how(tmp_path: Path, dataset: Dataset) -> None:
    people = population(tmp_path, places(2, 20, 30, 48))
    context = context_of(
        dataset, language="en", generated_on=dataset.closing.closed, population=people
    )
    told = [str(one) for one in (tables.section(context), methods.section(context),
                                 who.section(context), fingerprints(context))]  # fmt: skip
    assert "Unweighted" in told[0]
    assert "Design effect (Kish)" in told[1]
    assert "Town register" in told[1]
    assert "Weights were cut" in told[1]
    assert "None. Every response counts once." not in told[1]
    assert "Against the population" in told[2]
    assert "48% of the population" in told[2]
    assert people.digest in told[3]


def _place(cell: Cell) -> tuple[str, str, str, str]:
    return cell["variable_id"], cell["option_id"], cell["breakdown_id"], cell["group_id"]


def _worked_out(
    cells: Mapping[tuple[str, str, str, str], Cell], people: Population, variable: str, option: str
) -> float | None:
    whole = cells[variable, option, "", ""]
    if not whole["percent"]:
        return None
    share = 100 * int(whole["count"]) / int(whole["base"])
    for by, known in people.shares.items():
        rows = {
            place[3]: cell
            for place, cell in cells.items()
            if place[:3] == (variable, option, by) and int(cell["base"] or 0) >= 30
        }
        if any(not cell["percent"] for cell in rows.values()):
            return None
        sizes = {group: int(cell["base"]) for group, cell in rows.items()}
        silent = sum(size for group, size in sizes.items() if known.get(group) is None)
        everybody = sum(sizes.values())
        for group, cell in rows.items():
            aim = known.get(group)
            new = sizes[group] if aim is None else (everybody - silent) * aim / 100
            rate = 100 * int(cell["count"]) / int(cell["base"])
            share += rate * (new - sizes[group]) / everybody
    return share if 0 <= share <= 100 else None

"""Synthetic responses give every printed number back, and hold nothing that is hidden."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from admin.analysis import count
from admin.analysis.statements import groups_id
from admin.analysis.variables import NO_VOTE, Kind
from admin.dataset import Dataset
from admin.disclosure import Protected, ProtectedCell, protect
from admin.exports.agreeing import levels_of
from admin.exports.synthetic import CHOSEN, HIDDEN, NOT_ASKED, NOT_CHOSEN, Column, drawn
from tests.support import datasets, voters

pytestmark = pytest.mark.long

BREAKDOWNS = ("", "age", "gender", "place")
MISSING = {":skipped", ":declined", NOT_ASKED, HIDDEN}


def people_in(columns: dict[str, Column], cell: ProtectedCell, tables: Protected) -> int:
    """Count the synthetic people of a cell by hand."""
    where = cell.ref
    rows = list(range(len(columns["language"].values)))
    if where.by:
        levels = levels_of(tables.plan.grouping(where.by).category(where.group))
        rows = [row for row in rows if columns[where.by].values[row] in levels]
    variable = tables.plan.variable(where.variable)
    if variable.kind is Kind.PARTS:
        values = columns[variable.id].values
        wanted = {where.category}
    else:
        missing = where.category in {"", *MISSING}
        answer = variable.substance[0].id if missing else where.category
        values = columns[f"{variable.id}:{answer}"].values
        wanted = {where.category} if missing else {CHOSEN}
    if not where.category:
        return sum(values[row] != NOT_ASKED for row in rows)
    return sum(values[row] in wanted for row in rows)


def shown(tables: Protected, by: str = "") -> Iterator[ProtectedCell]:
    for (_, breakdown), table in tables.tables.items():
        if breakdown == by and "places" not in table.variable.id.split(":"):
            # Places of single options are not drawn: they would contradict each other.
            yield from (cell for cell in table.cells.values() if cell.shown)


@pytest.mark.parametrize("given", BREAKDOWNS)
@pytest.mark.parametrize("responses", [45, 300, 1200])
def test_every_printed_number_about_everybody_comes_back(
    tmp_path: Path, responses: int, given: str
) -> None:
    dataset = Dataset.open(datasets.make(tmp_path, responses))
    tables = protect(count(dataset), dataset.round)
    columns = {column.id: column for column in drawn(tables, dataset.round, given)}
    checked = 0
    for cell in shown(tables):
        least, most = tables.rule.behind(cell.count or 0)
        assert least <= people_in(columns, cell, tables) <= most, cell.ref
        checked += 1
    assert checked > 20


@pytest.mark.parametrize("given", BREAKDOWNS[1:])
def test_every_printed_number_of_the_given_breakdown_comes_back(
    tables: Protected, dataset: Dataset, given: str
) -> None:
    columns = {column.id: column for column in drawn(tables, dataset.round, given)}
    checked = 0
    for cell in shown(tables, given):
        least, most = tables.rule.behind(cell.count or 0)
        assert least <= people_in(columns, cell, tables) <= most, cell.ref
        checked += 1
    assert checked > 20


@pytest.mark.parametrize("given", BREAKDOWNS[1:])
def test_so_it_does_of_single_points_in_a_large_round(tmp_path: Path, given: str) -> None:
    dataset = Dataset.open(datasets.make(tmp_path, 1500))
    large = protect(count(dataset), dataset.round)
    columns = {column.id: column for column in drawn(large, dataset.round, given)}
    cells = [cell for cell in shown(large, given) if cell.ref.variable.startswith("safe")]
    assert {cell.ref.variable for cell in cells} == {"safe", "safe:merged"}
    for cell in cells:
        least, most = large.rule.behind(cell.count or 0)
        assert least <= people_in(columns, cell, large) <= most, cell.ref


def test_given_opinion_groups_their_votes_come_back(tmp_path: Path) -> None:
    """Over everybody these votes are hidden, and by group some are printed."""
    round_ = voters.round_of([f"Sentence number {letter}." for letter in "abcdefghijklmn"], most=10)
    rows = voters.rows_of(round_, (120, 61))
    dataset = Dataset.open(datasets.write(tmp_path, round_, rows))
    tables = protect(count(dataset), round_)
    by = groups_id("views")
    columns = {column.id: column for column in drawn(tables, round_, by)}
    cells = [cell for cell in shown(tables, by) if cell.ref.category]
    assert any(not tables.table(cell.ref.variable).cell(cell.ref.category).shown for cell in cells)
    for cell in cells:
        assert abs(people_in(columns, cell, tables) - (cell.count or 0)) <= 2, cell.ref


def test_who_did_not_vote_comes_back(tmp_path: Path) -> None:
    """Everybody may see each of two statements, so who did not vote on one is an answer too."""
    round_ = voters.round_of(["One sentence.", "Another one."], most=2)
    rows = voters.rows_of(round_, (400, 350), silent=0.3)
    tables = protect(count(Dataset.open(datasets.write(tmp_path, round_, rows))), round_)
    columns = {column.id: column for column in drawn(tables, round_)}
    cells = [cell for cell in shown(tables) if cell.ref.category == NO_VOTE]
    assert cells
    for cell in cells:
        least, most = tables.rule.behind(cell.count or 0)
        assert least <= people_in(columns, cell, tables) <= most, cell.ref
    assert NOT_ASKED not in columns["views:s0"].values


def test_a_hidden_answer_is_nobodys(tables: Protected, dataset: Dataset) -> None:
    columns = {column.id: column for column in drawn(tables, dataset.round)}
    hidden = 0
    for (_, by), table in tables.tables.items():
        if by:
            continue
        for (_, category), cell in table.cells.items():
            if category and not cell.shown:
                hidden += 1
                if table.variable.kind is Kind.PARTS:
                    assert category not in columns[table.variable.id].values
                elif category not in MISSING:
                    assert CHOSEN not in columns[f"{table.variable.id}:{category}"].values
    assert hidden


def test_what_is_put_first_is_among_the_places_and_points_fit_their_part(
    tables: Protected, dataset: Dataset
) -> None:
    columns = {column.id: column for column in drawn(tables, dataset.round)}
    first = columns["first"].values
    for name, column in columns.items():
        variable, _, answer = name.rpartition(":")
        if variable == "first:among":
            for row, value in enumerate(column.values):
                if first[row] == answer:
                    assert value in {CHOSEN, HIDDEN}
                if first[row] in MISSING - {HIDDEN}:
                    assert value == first[row]
    merged = tables.plan.variable("safe:merged")
    for point, part in zip(columns["safe"].values, columns["safe:merged"].values, strict=True):
        if part not in MISSING and point != HIDDEN:
            assert point in levels_of(merged.category(part))


def test_the_same_tables_give_the_same_responses(tables: Protected, dataset: Dataset) -> None:
    first, again = drawn(tables, dataset.round), drawn(tables, dataset.round)
    assert first == again
    assert first != drawn(tables, dataset.round, "gender")
    values = {value for column in first if column.answer for value in column.values}
    assert values <= {CHOSEN, NOT_CHOSEN, *MISSING}


def test_nothing_is_drawn_where_even_the_number_of_people_is_hidden(tmp_path: Path) -> None:
    dataset = Dataset.open(datasets.make(tmp_path, 8))
    assert drawn(protect(count(dataset), dataset.round), dataset.round) == ()

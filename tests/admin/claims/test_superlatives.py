"""What is said to come first is proved against everything, hidden numbers included."""

import random
from pathlib import Path
from typing import cast

import pytest

from admin.analysis import count
from admin.analysis.statements import AGREE
from admin.cells import CellRef
from admin.claims import Plain, ProofError, Quoted, Sentence, prove, superlative, superlatives
from admin.claims.superlatives import Superlative
from admin.dataset import Dataset
from admin.disclosure import Protected, protect
from admin.findings import findings
from admin.labels import Labels
from admin.voting import by_agreement, untold
from admin.words import Words
from tests.support import datasets, voters
from tests.support.voters import QUESTION

ENGLISH = Words("en")
OPTIONS = ("lighting", "transport", "youth_centre", "sport", "events")
SHARES = {"villages": 0.98, "centre": 0.85}
TOWN_CENTRE = CellRef("better", "lighting", "place", "centre")


@pytest.fixture(scope="module")
def hidden_group(tmp_path_factory: pytest.TempPathFactory) -> tuple[Protected, Labels]:
    """Nearly all of the villages chose lighting, which is hidden, and many of the town centre."""
    round_, chance = datasets.example_round(), random.Random(5)  # repeatable, not secret
    rows = datasets.rows_of(round_, 600, 3)
    for row in rows:
        others = [one for one in OPTIONS[1:] if chance.random() < 0.35][:2]
        chose = chance.random() < SHARES.get(str(row["place"]), 0.25)
        row["better__outcome"] = "answered"
        row["better"] = [*(["lighting"] if chose else []), *others] or ["events"]
    dataset = Dataset.open(datasets.write(tmp_path_factory.mktemp("hidden"), round_, rows))
    return protect(count(dataset), round_), Labels(round_, "en", ENGLISH)


@pytest.fixture(scope="module")
def hidden_statement(tmp_path_factory: pytest.TempPathFactory) -> tuple[Protected, Labels]:
    """Nearly all agree with the second statement, and that is hidden."""
    round_ = voters.round_of([f"Sentence {number}." for number in range(14)], most=10)
    rows, chance = voters.rows_of(round_, (60, 50)), random.Random(1)  # repeatable, not secret
    for row in rows:
        votes = cast("list[tuple[str, int]]", row["views"] or [])
        row["views"] = [(s, 1 if s == "s1" and chance.random() < 0.97 else v) for s, v in votes]
    dataset = Dataset.open(datasets.write(tmp_path_factory.mktemp("votes"), round_, rows))
    return protect(count(dataset), round_), Labels(round_, "en", ENGLISH)


def test_a_group_stands_out_of_those_it_is_known_to(
    hidden_group: tuple[Protected, Labels],
) -> None:
    tables, labels = hidden_group
    assert tables.table("better", "place").cell("lighting", "villages").percent is None
    headlines = [one.headline.text for one in findings(tables, labels)]
    assert "“Better street lighting”: “Town centre” more often than “On the hill”" in headlines
    assert not any("above all" in text for text in headlines)


@pytest.mark.parametrize("named", [True, False])
def test_a_planted_superlative_of_groups_is_refused(
    hidden_group: tuple[Protected, Labels], named: bool
) -> None:
    tables, _ = hidden_group
    claim = Superlative(superlatives.CHOSEN_BY[1], (TOWN_CENTRE,))
    lie = superlative(ENGLISH, claim, answer=Quoted("“A”"), first=Quoted("“Town centre”"))
    with pytest.raises(ProofError, match="“A” is chosen above all"):
        prove([lie if named else Sentence(lie.parts)], tables, ENGLISH)


def test_the_widest_agreement_is_not_said_beside_a_hidden_one(
    hidden_statement: tuple[Protected, Labels],
) -> None:
    tables, labels = hidden_statement
    assert [one.variable.id for one in untold(tables, QUESTION)] == [f"{QUESTION}:s1"]
    headlines = [one.headline.text for one in findings(tables, labels)]
    assert not any(text.startswith("The widest agreement") for text in headlines)


def test_a_planted_widest_agreement_is_refused(
    hidden_statement: tuple[Protected, Labels],
) -> None:
    tables, _ = hidden_statement
    first = by_agreement(tables, QUESTION)[0].cell(AGREE).ref
    claim = Superlative(superlatives.AGREED, (first,))
    lie = superlative(ENGLISH, claim, statement=Quoted("“Sentence 7.”"))
    with pytest.raises(ProofError, match="does not prove that it comes first"):
        prove([lie], tables, ENGLISH)


def test_what_leads_by_the_numbers_is_proved(tables: Protected) -> None:
    claim = Superlative(superlatives.LEADS, (CellRef("better", "lighting"),))
    prove([superlative(ENGLISH, claim, answer=Quoted("“A”"))], tables, ENGLISH)


@pytest.mark.parametrize("wording", [superlatives.LEADS, superlatives.ONE_CLEAR])
def test_what_comes_second_does_not_lead(tables: Protected, wording: str) -> None:
    claim = Superlative(wording, (CellRef("better", "transport"),))
    with pytest.raises(ProofError, match="does not prove"):
        prove([superlative(ENGLISH, claim, answer=Quoted("“B”"))], tables, ENGLISH)


def test_a_proof_of_one_claim_does_not_carry_another(tables: Protected) -> None:
    claim = Superlative(superlatives.LEADS_SHOWN, (CellRef("better", "lighting"),))
    lie = Sentence((Quoted("“A”"), Plain(" leads the answers")), claim)
    with pytest.raises(ProofError, match="something else"):
        prove([lie], tables, ENGLISH)


def test_a_tie_of_three_has_no_two_leaders(tmp_path: Path, labels: Labels) -> None:
    rows = datasets.rows_of(labels.round, 300)
    for number, row in enumerate(rows):
        row["better"] = [OPTIONS[number % 3]]
        row["better__outcome"] = "answered"
    dataset = Dataset.open(datasets.write(tmp_path, labels.round, rows))
    first = findings(protect(count(dataset), dataset.round), labels)[0]
    assert first.headline.text == "“Better street lighting”: A large minority"

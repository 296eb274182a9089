"""Designs with everything that is counted beside answers, made up by chance.

Votes on statements, with opinion groups; texts coded by themes, by group too; people set apart;
organisations; who left, by language; a population to be compared with.
"""

import random
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from msgspec.structs import replace

from admin.dataset import Dataset
from admin.population import Population
from dialogs.questions import Statements
from dialogs.questions.base import Statement
from dialogs.round import Round
from tests.support import datasets, naive, random_codings, random_designs
from tests.support.datasets import Row, Value

VIEWS = "views"
_MEANT: Mapping[str, set[int | None]] = {
    ":agree": {1},
    ":disagree": {-1},
    ":pass": {0},
    ":not_agree": {0, -1},
    ":no_vote": {None},
    "base": {1, 0, -1},
}
_WAYS = ("stopped", "withdrawn", "blocked")


def make(folder: Path, seed: int, people: int) -> tuple[Dataset, list[Row]]:
    """Write the dataset of a design, and return it with its rows."""
    dice = random.Random(f"{seed} rich")
    plain = random_codings.design(seed)
    rows = random_codings.answers(plain, people, seed)
    round_ = _with_statements(plain, dice)
    _vote(round_, rows, dice)
    closing = _closing(round_, rows, dice)
    return Dataset.open(datasets.write(folder, round_, rows, incidents=closing)), rows


def population(round_: Round, seed: int) -> Population:
    """Return shares of young people by one of the breakdowns, now and then one left open."""
    dice = random.Random(f"{seed} population")
    by = dice.choice(round_.publication.breakdowns)
    bands = [band.id for band in round_.age_bands]
    groups = bands if by == "age" else [level.id for level in round_.question(by).levels()]
    parts = [dice.choice([1, 2, 3, 8]) for _ in groups]
    shares: dict[str, float | None] = {
        group: 100 * part / sum(parts) for group, part in zip(groups, parts, strict=True)
    }
    if dice.random() < 0.3:
        shares[dice.choice(groups)] = None
    return Population({by: shares}, {by: "made up"}, by, "0" * 64)


def voting(round_: Round, rows: list[Row], seed: int) -> Round:
    """Let the people of a design vote on statements too, most times, and return its round."""
    dice = random.Random(f"{seed} voting")
    whole = _with_statements(round_, dice)
    _vote(whole, rows, dice)
    return whole


def _with_statements(round_: Round, dice: random.Random) -> Round:
    if dice.random() < 0.3:
        return round_
    words = dict.fromkeys(round_.languages, "A sentence.")
    seeds = [Statement(id=f"s{number}", text=words) for number in range(dice.randint(3, 12))]
    question = Statements(
        id=VIEWS, text=words, seeds=tuple(seeds), most=dice.choice([4, 8, 12]), own=0
    )
    if dice.random() < 0.2:
        about = dice.choice(round_.questions[:-1])
        question = replace(question, show_if=random_designs.condition(about, dice))
    return replace(round_, questions=(*round_.questions, question))


def _vote(round_: Round, rows: list[Row], dice: random.Random) -> None:
    """Let everybody vote on some statements: camps agree with every second or third of them."""
    question = next((one for one in round_.questions if isinstance(one, Statements)), None)
    if question is None:
        return
    camps, passes = dice.randint(1, 3), dice.choice([0.02, 0.2])
    silent, sure = dice.choice([0.0, 0.1, 0.5]), dice.choice([0.7, 0.9, 1.0])
    for row in rows:
        asked = question.show_if is None or random_designs.is_asked(question.show_if, row)
        spoke = asked and dice.random() >= silent
        row[f"{VIEWS}__outcome"] = "answered" if spoke else "skipped" if asked else "not_asked"
        row[VIEWS] = None
        if spoke:
            camp = dice.randrange(camps)
            shown = dice.sample(range(len(question.seeds)), min(question.most, len(question.seeds)))
            row[VIEWS] = [
                (f"s{one}", _voted(one, camp, passes, sure, dice)) for one in sorted(shown)
            ]


def _voted(statement: int, camp: int, passes: float, sure: float, dice: random.Random) -> int:
    if dice.random() < passes:
        return 0
    agrees = statement % 3 == 0 or statement % 2 == camp % 2
    return 1 if agrees == (dice.random() < sure) else -1


def _closing(round_: Round, rows: list[Row], dice: random.Random) -> dict[str, object]:
    """Return a closing record of people who left, many or few, in each language."""
    few = dice.choice([2, 12, 60])
    tallies = {way: {one: dice.randint(0, few) for one in round_.languages} for way in _WAYS}
    finished = Counter(str(row["language"]) for row in rows)
    unfinished = {one: dice.randint(0, few) for one in round_.languages}
    tallies["started"] = {
        one: finished[one] + unfinished[one] + sum(tallies[way][one] for way in _WAYS)
        for one in round_.languages
    }
    for way in ("declined", "too_young"):
        tallies[way] = {one: dice.randint(0, few) for one in round_.languages}
    return {"tallies": tallies, "unfinished": sum(unfinished.values())}


def people(rows: list[Row], variable: str, option: str, by: str, group: str) -> int | None:
    """Return how many people are in a cell, None where that is not counted plainly.

    Groups that vote alike are found by the program, and texts are coded apart from these rows.
    """
    if variable == "participation" or "::groups" in variable + by or variable.endswith(":themes"):
        return None
    persons = [row for row in rows if row.get("respondent", "person") == "person"]
    counted = (
        persons if by == ":everyone" else [row for row in persons if not row.get("quarantined")]
    )
    if not variable.startswith(f"{VIEWS}:"):
        return naive.people(counted, variable, option, by, group)
    if option not in _MEANT or (option == "base" and not variable.endswith(":agreed")):
        return None
    asked = [row for row in counted if row[f"{VIEWS}__outcome"] != "not_asked"]
    here = [row for row in asked if naive.in_group(row, by, group)]
    votes = [dict(_pairs(row[VIEWS])).get(variable.split(":")[1]) for row in here]
    return sum(vote in _MEANT[option] for vote in votes)


def is_vote_of_group(place: tuple[str, str, str, str]) -> bool:
    """Return whether a cell is of votes in a group that age and the like make."""
    variable, _, by, _ = place
    return variable.startswith(f"{VIEWS}:") and by != "" and "::groups" not in by


def _pairs(value: Value) -> list[tuple[str, int]]:
    return [one for one in value if isinstance(one, tuple)] if isinstance(value, list) else []

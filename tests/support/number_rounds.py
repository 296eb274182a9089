"""A round that asks for a number, a year, points and a ranking of everything, with answers."""

import random

from msgspec.structs import replace

from dialogs.questions import DatePart, Number, Points, Ranking
from dialogs.questions.options import Option
from dialogs.round import Round
from tests.support import datasets
from tests.support.datasets import Row

_EXAMPLE = datasets.example_round()
_TEXT = _EXAMPLE.public_label
OPTIONS = ("library", "yard", "bus")


def number_round() -> Round:
    """Return the example round with these questions alone."""
    options = tuple(Option(id=name, label=dict.fromkeys(_TEXT, name)) for name in OPTIONS)
    questions = (
        Number(id="minutes", text=_TEXT, least=0, most=100),
        DatePart(id="since", text=_TEXT, earliest=2022, latest=2026),
        Points(id="budget", text=_TEXT, options=options, total=4),
        Ranking(id="first", text=_TEXT, options=options),
    )
    publication = replace(_EXAMPLE.publication, breakdowns=("age",), asks=())
    return replace(_EXAMPLE, questions=questions, publication=publication)


def rows(responses: int, seed: int = 1) -> list[Row]:
    """Return answers to them; a few people skip everything."""
    dice = random.Random(seed)
    found: list[Row] = []
    for number in range(responses):
        row: Row = {"response": f"{number:032x}", "respondent": "person", "invited": False}
        row["language"], row["age"] = dice.choice(["mk", "sq"]), dice.choice(["12_14", "15_17"])
        given = dice.choices(OPTIONS, (4, 3, 3), k=4)
        row["minutes"] = float(min(100, round(dice.expovariate(1 / 30))))
        row["since"] = f"{dice.choices(range(2022, 2027), (1, 2, 4, 5, 1))[0]}-09"
        row["budget"] = [(name, given.count(name)) for name in OPTIONS]
        row["first"] = sorted(OPTIONS, key=lambda name: dice.gauss(OPTIONS.index(name), 1.5))
        for name in ("minutes", "since", "budget", "first"):
            row[f"{name}__outcome"] = "answered" if number % 12 else "skipped"
            row[name] = row[name] if number % 12 else None
        found.append(row)
    return found

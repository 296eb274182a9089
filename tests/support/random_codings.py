"""Coded texts made up by chance: to be counted, protected and attacked like any other answers."""

import random
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import pyarrow.parquet as pq  # type: ignore[import-untyped]  # ships no types
from msgspec import structs

from admin.analysis.planning import plan_of
from admin.analysis.variables import NO_THEME
from admin.coding.codebook import Codebook, Theme
from admin.coding.coded import Coded, Coding
from admin.coding.layer import GroupCount
from admin.dataset import Dataset
from dialogs.questions import FreeText
from dialogs.round import Round
from tests.support import datasets, random_designs
from tests.support.datasets import Row

QUESTION = "own_words"


def design(seed: int) -> Round:
    """Return the round of a design that also asks for own words."""
    text = next(q for q in datasets.example_round().questions if isinstance(q, FreeText))
    round_ = random_designs.design(seed)
    dice = random.Random(seed)
    hears, counts = dice.random() < 0.3, dice.random() < 0.8
    if dice.random() < 0.3:
        about = dice.choice(round_.questions)
        text = structs.replace(text, show_if=random_designs.condition(about, dice))
    return structs.replace(
        round_,
        questions=(*round_.questions, text),
        hear_organisations=hears,
        themes_by_group=counts,
    )


def make(folder: Path, seed: int, people: int) -> Dataset:
    """Write a dataset of a design: some people silent, some set apart, some for organisations."""
    round_ = design(seed)
    return Dataset.open(datasets.write(folder, round_, answers(round_, people, seed)))


def answers(round_: Round, people: int, seed: int) -> list[Row]:
    """Return the responses of such a design."""
    dice = random.Random(f"{seed} people")
    writes, apart = dice.choice([0.3, 0.6, 0.9, 1.0]), dice.choice([0.0, 0.0, 0.02, 0.2])
    rows = random_designs.answers(round_, people, seed)
    for row in rows:
        wrote = dice.random() < writes
        if row[f"{QUESTION}__outcome"] != "not_asked":
            row[f"{QUESTION}__outcome"] = "answered" if wrote else "skipped"
        row["quarantined"] = dice.random() < apart
        if round_.hear_organisations and dice.random() < 0.1:
            row["respondent"] = "organisation"
    return rows


def coded(dataset: Dataset, seed: int) -> Coded:
    """Return themes for most texts or all of them, even or skewed, seldom none."""
    dice = random.Random(f"{seed} themes")
    number, most = dice.randint(1, 7), dice.choice([1, 2, 3])
    ids = [f"t{index}" for index in range(number)]
    taste = [1 / (1 + rank) ** dice.choice([0.0, 1.0, 3.0]) for rank in range(number)]
    reads, fits = dice.choice([1.0, 1.0, 0.7]), dice.choice([1.0, 0.97, 0.7])
    themes = {}
    for text in pq.read_table(dataset.folder / "texts.parquet").column("text").to_pylist():
        if dice.random() < reads:
            chosen = dice.choices(ids, taste, k=dice.randint(1, most))
            themes[text] = tuple(sorted(set(chosen))) if dice.random() < fits else ()
    coding = coding_of(dataset.round, ids, most)
    if not dataset.round.links_texts:
        return Coded(coding, themes)
    return Coded(structs.replace(coding, by_group=True), themes, tuple(_by_group(dataset, themes)))


def _by_group(dataset: Dataset, themes: Mapping[str, tuple[str, ...]]) -> Iterator[GroupCount]:
    """Count plainly what the link would give: a text has the number of its response for its id."""
    rows = pq.read_table(dataset.responses).to_pylist()
    wrote = [(rows[int(text, 16)], given) for text, given in themes.items()]
    counted = [
        (row, given)
        for row, given in wrote
        if row["respondent"] == "person" and not row["quarantined"]
    ]
    plan = plan_of(dataset.round)
    for by in plan.compared:
        for group in (one.id for one in plan.variable(by).categories):
            here = [given for row, given in counted if _group(row, by) == group]
            each = Counter(theme for given in here for theme in given or (NO_THEME,))
            yield GroupCount(by, group, len(here), dict(each))


def _group(row: Mapping[str, object], by: str) -> object:
    return row[by] if row[by] is not None else f":{row[f'{by}__outcome']}"


def coding_of(round_: Round, ids: list[str], most: int) -> Coding:
    """Return the coding of the question in own words by themes of these ids."""
    names = {one: dict.fromkeys(round_.languages, one) for one in ids}
    book = Codebook(
        question=QUESTION,
        most=most,
        themes=tuple(Theme(id=one, name=names[one], definition=names[one]) for one in ids),
    )
    return Coding(
        question=QUESTION,
        codebook=book,
        version=1,
        digest="0" * 64,
        decided="0" * 64,
        roles=("youth worker",),
        alpha=None,
    )

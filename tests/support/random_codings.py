"""Coded texts made up by chance: to be counted, protected and attacked like any other answers."""

import random
from pathlib import Path

import pyarrow.parquet as pq  # type: ignore[import-untyped]  # ships no types
from msgspec import structs

from admin.coding.codebook import Codebook, Theme
from admin.coding.coded import Coded, Coding
from admin.dataset import Dataset
from dialogs.questions import FreeText
from dialogs.round import Round
from tests.support import datasets, random_designs

QUESTION = "own_words"


def design(seed: int) -> Round:
    """Return the round of a design that also asks for own words."""
    text = next(q for q in datasets.example_round().questions if isinstance(q, FreeText))
    round_ = random_designs.design(seed)
    hears = random.Random(seed).random() < 0.3
    return structs.replace(round_, questions=(*round_.questions, text), hear_organisations=hears)


def make(folder: Path, seed: int, people: int) -> Dataset:
    """Write a dataset of a design: some people silent, some set apart, some for organisations."""
    round_, dice = design(seed), random.Random(f"{seed} people")
    writes, apart = dice.choice([0.3, 0.6, 0.9, 1.0]), dice.choice([0.0, 0.0, 0.02, 0.2])
    rows = random_designs.answers(round_, people, seed)
    for row in rows:
        wrote = dice.random() < writes
        row[f"{QUESTION}__outcome"] = "answered" if wrote else "skipped"
        row["quarantined"] = dice.random() < apart
        if round_.hear_organisations and dice.random() < 0.1:
            row["respondent"] = "organisation"
    return Dataset.open(datasets.write(folder, round_, rows))


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
    return Coded(coding_of(dataset.round, ids, most), themes)


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

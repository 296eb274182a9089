"""A dataset of millions, made up by chance a block at a time, as closing would write it.

Ten questions with one answer each, and four breakdowns: age and three questions about the person.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]  # ships no types
import pyarrow.parquet as pq  # type: ignore[import-untyped]  # ships no types
from msgspec.structs import replace

from dialogs.questions import AnyQuestion, PickOne
from dialogs.round import Round
from storage.dataset import schema_of
from tests.support import datasets

BLOCK = 250_000
PEOPLE = ("gender", "place", "school")
QUESTIONS = tuple(f"q{number}" for number in range(10))
BREAKDOWNS = ("age", *PEOPLE)
_SILENT = 0.04
_EXAMPLE = datasets.example_round()

Flags: TypeAlias = np.ndarray[tuple[int], np.dtype[np.bool_]]


def crowded_round() -> Round:
    """Return the round that is answered."""
    about = tuple(_pick_one(name, 3 + index, breakdown=True) for index, name in enumerate(PEOPLE))
    asked = tuple(
        _pick_one(name, 4 + index % 4, breakdown=False) for index, name in enumerate(QUESTIONS)
    )
    publication = replace(_EXAMPLE.publication, breakdowns=BREAKDOWNS, asks=())
    return replace(_EXAMPLE, questions=(*about, *asked), publication=publication)


def write(folder: Path, responses: int, seed: int = 1) -> Path:
    """Write the dataset of `responses` people and return its folder."""
    round_ = crowded_round()
    datasets.write(folder, round_, [])
    schema = schema_of(round_)
    with pq.ParquetWriter(folder / "responses.parquet", schema, compression="zstd") as file:
        for block in _blocks(round_, schema, responses, seed):
            file.write_table(block)
    datasets.seal(folder, round_, responses)
    return folder


def _blocks(round_: Round, schema: pa.Schema, responses: int, seed: int) -> Iterator[pa.Table]:
    chance = np.random.default_rng(seed)
    for start in range(0, responses, BLOCK):
        yield _block(round_, schema, min(BLOCK, responses - start), chance)


def _block(round_: Round, schema: pa.Schema, rows: int, chance: np.random.Generator) -> pa.Table:
    columns = {
        "response": _ids(rows, chance),
        "respondent": _same("person", rows),
        "language": _one_of(list(round_.languages), rows, chance),
        "age": _one_of([band.id for band in round_.age_bands], rows, chance),
        "invited": pa.array(np.zeros(rows, bool)),
        "quarantined": pa.array(np.zeros(rows, bool)),
    }
    for question in round_.questions:
        silent = chance.random(rows) < _SILENT
        levels = [level.id for level in question.levels()]
        values = _one_of(levels, rows, chance, silent).cast(schema.field(question.id).type)
        columns[question.id] = values
        columns[f"{question.id}__outcome"] = _outcomes(silent)
    return pa.table({name: columns[name] for name in schema.names}, schema=schema)


def _ids(rows: int, chance: np.random.Generator) -> pa.Array:
    digits = chance.bytes(16 * rows).hex()
    return pa.array([digits[start : start + 32] for start in range(0, len(digits), 32)])


def _same(text: str, rows: int) -> pa.Array:
    return pa.DictionaryArray.from_arrays(np.zeros(rows, np.int8), [text]).cast(pa.string())


def _one_of(
    levels: list[str],
    rows: int,
    chance: np.random.Generator,
    silent: Flags | None = None,
) -> pa.Array:
    weights = np.array([1 / (1 + rank) ** 0.5 for rank in range(len(levels))])
    picked = chance.choice(len(levels), rows, p=weights / weights.sum()).astype(np.int8)
    indices = pa.array(picked, mask=silent)
    return pa.DictionaryArray.from_arrays(indices, levels).cast(pa.string())


def _outcomes(silent: Flags) -> pa.Array:
    words = pa.DictionaryArray.from_arrays(silent.astype(np.int8), ["answered", "skipped"])
    return words.cast(pa.string())


def _pick_one(name: str, options: int, *, breakdown: bool) -> AnyQuestion:
    like = next(one for one in _EXAMPLE.questions if isinstance(one, PickOne))
    own = tuple(replace(like.options[0], id=f"o{number}") for number in range(options))
    return replace(like, id=name, options=own, breakdown=breakdown, show_if=None)

"""Dataset folders of any size, made from the example round with planted differences.

Girls name lighting far more often than boys, and the youngest name later buses far more often
than everybody else; whatever looks for differences must find these two.
"""

import datetime as dt
import hashlib
import json
import random
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import msgspec
import pyarrow as pa  # type: ignore[import-untyped]  # ships no types
import pyarrow.parquet as pq  # type: ignore[import-untyped]  # ships no types

from dialogs import round_file
from dialogs.questions import AnyQuestion, PickMany, PickOne, Ranking, Scale
from dialogs.questions.base import Measure
from dialogs.round import Round, canonical
from storage.signing import SIGNING_KEY_BYTES, sign

Value = str | int | float | list[str] | list[tuple[str, int]] | None
Row = dict[str, Value]
"""One response as the dataset holds it: column to value."""

EXAMPLE = Path(round_file.__file__).parent / "rounds" / "our_evenings.yaml"

_WEIGHTS: Mapping[str, Mapping[str, float]] = {
    "language": {"mk": 45, "sq": 35, "sr-Latn": 12, "en": 8},
    "age": {"12_14": 26, "15_17": 40, "18_24": 29, "25_up": 5},
    "gender": {"girl": 50, "boy": 44, "other": 3},
    "place": {"centre": 40, "riverside": 26, "hill": 20, "villages": 14},
    "way_home": {"walk": 38, "bus": 24, "lift": 18, "bike": 9, "home": 11},
    "first": {"lamps": 34, "night_bus": 26, "open_house": 22, "pitches": 11, "concerts": 7},
    "better": {
        "lighting": 0.5,
        "transport": 0.42,
        "youth_centre": 0.45,
        "sport": 0.3,
        "events": 0.34,
        "traffic": 0.14,
    },
}
_TYPES = {
    Measure.ONE: pa.string(),
    Measure.MANY: pa.list_(pa.string()),
    Measure.SCALE: pa.int64(),
    Measure.ORDER: pa.list_(pa.string()),
    Measure.NUMBER: pa.float64(),
    Measure.DATE: pa.string(),
    Measure.POINTS: pa.map_(pa.string(), pa.int64()),
    Measure.VOTES: pa.map_(pa.string(), pa.int64()),
}


def example_round() -> Round:
    """Return the shipped example round."""
    return round_file.load(EXAMPLE.read_text(encoding="utf-8"), file=EXAMPLE.name)


def rows_of(round_: Round, responses: int, seed: int = 1) -> list[Row]:
    """Return `responses` finished responses; the same seed gives the same rows."""
    chance = random.Random(seed)  # repeatable, not secret
    return [_row(round_, chance) for _ in range(responses)]


def write(
    folder: Path,
    round_: Round,
    rows: Sequence[Row],
    *,
    practice: bool = True,
    incidents: Mapping[str, object] | None = None,
    words: Callable[[Row], str] = lambda _: "=1+1 plot",
) -> Path:
    """Write `rows` as a dataset folder and return it; `incidents` go into the closing record.

    `words` says what somebody wrote in answer to a question in own words.
    """
    folder.mkdir(parents=True, exist_ok=True)
    _write_responses(folder / "responses.parquet", round_, rows)
    _write_texts(folder / "texts.parquet", round_, rows, words)
    (folder / "round.json").write_bytes(canonical(round_))
    (folder / "codebook.json").write_text(json.dumps(_codebook(round_), ensure_ascii=False))
    return seal(folder, round_, len(rows), practice=practice, incidents=incidents)


def seal(
    folder: Path,
    round_: Round,
    finished: int,
    *,
    practice: bool = True,
    incidents: Mapping[str, object] | None = None,
) -> Path:
    """Write and sign the closing record over the files of a dataset."""
    closing = {**_closing(folder, round_, finished, practice=practice), **(incidents or {})}
    (folder / "closing.json").write_text(json.dumps(closing))
    sign(folder, bytes(SIGNING_KEY_BYTES))
    return folder


def make(folder: Path, responses: int = 300, seed: int = 1) -> Path:
    """Write the dataset of the example round with `responses` responses."""
    round_ = example_round()
    return write(folder, round_, rows_of(round_, responses, seed))


def _row(round_: Round, chance: random.Random) -> Row:
    row: Row = {
        "response": f"{chance.getrandbits(128):032x}",
        "respondent": "person",
        "language": _pick("language", list(round_.languages), chance),
        "age": _pick("age", [band.id for band in round_.age_bands], chance),
        "invited": False,
    }
    for question in round_.questions:
        outcome = _outcome(question, chance)
        if question.measure is not Measure.TEXT:
            row[question.id] = _value(question, row, chance) if outcome == "answered" else None
        row[f"{question.id}__outcome"] = outcome
    return row


def _outcome(question: AnyQuestion, chance: random.Random) -> str:
    if question.measure is Measure.TEXT:
        return "answered" if chance.random() < 0.3 else "skipped"
    if question.may_decline and chance.random() < 0.06:
        return "declined"
    return "skipped" if chance.random() < 0.04 else "answered"


def _value(question: AnyQuestion, row: Row, chance: random.Random) -> Value:
    match question:
        case PickOne():
            return _pick(question.id, [o.id for o in question.options], chance)
        case PickMany():
            return _pick_many(question, row, chance)
        case Scale():
            base = 2.3 if row.get("gender") == "girl" else 3.1
            return min(question.points, max(1, round(chance.gauss(base, 1.1))))
        case Ranking():
            left = [option.id for option in question.options]
            order: list[str] = []
            while len(order) < question.length:
                order.append(_pick(question.id, left, chance))
                left.remove(order[-1])
            return order
    return None


def _pick_many(question: PickMany, row: Row, chance: random.Random) -> list[str]:
    wanted = {o.id: _WEIGHTS.get(question.id, {}).get(o.id, 0.3) for o in question.options}
    if question.id == "better":
        wanted["lighting"] = {"girl": 0.8, "boy": 0.28}.get(str(row["gender"]), 0.5)
        wanted["transport"] = 0.7 if row["age"] == "12_14" else 0.28
    keen = sorted(wanted, key=lambda option: chance.random() - wanted[option])
    chosen = [o for o in keen if chance.random() < wanted[o]][: question.ceiling] or keen[:1]
    return [option.id for option in question.options if option.id in chosen]


def _pick(column: str, among: Sequence[str], chance: random.Random) -> str:
    weights = _WEIGHTS.get(column, {})
    return chance.choices(among, [weights.get(one, 1) for one in among])[0]


def _write_responses(path: Path, round_: Round, rows: Sequence[Row]) -> None:
    fields = [pa.field(name, pa.string()) for name in ("response", "respondent", "language", "age")]
    fields.append(pa.field("invited", pa.bool_()))
    if any("quarantined" in row for row in rows):
        fields.append(pa.field("quarantined", pa.bool_()))
    for question in round_.questions:
        if question.measure is not Measure.TEXT:
            fields.append(pa.field(question.id, _TYPES[question.measure]))
        fields.append(pa.field(f"{question.id}__outcome", pa.string()))
    pq.write_table(pa.Table.from_pylist(list(rows), schema=pa.schema(fields)), path)


def _write_texts(
    path: Path, round_: Round, rows: Sequence[Row], words: Callable[[Row], str]
) -> None:
    texts = [
        {"text": f"{i:032x}", "question": q.id, "language": row["language"], "words": words(row)}
        for i, row in enumerate(rows)
        for q in round_.questions
        if q.measure is Measure.TEXT and row[f"{q.id}__outcome"] == "answered"
    ]
    names = ("text", "question", "language", "words")
    schema = pa.schema([pa.field(name, pa.string()) for name in names])
    pq.write_table(pa.Table.from_pylist(texts, schema=schema), path)


def _codebook(round_: Round) -> list[dict[str, object]]:
    return [
        {
            "id": question.id,
            "measure": question.measure,
            "wording": question.text,
            "levels": msgspec.to_builtins(question.levels()),
        }
        for question in round_.questions
    ]


def _closing(folder: Path, round_: Round, finished: int, *, practice: bool) -> dict[str, object]:
    files = ("responses.parquet", "texts.parquet", "round.json", "codebook.json")
    return {
        "round": round_.id,
        "practice": practice,
        "opened": str(round_.opens),
        "closed": str(round_.closes + dt.timedelta(days=1)),
        "finished": finished,
        "tallies": {
            "started": {"mk": finished // 2 + 31, "sq": finished - finished // 2 + 22},
            "stopped": {"mk": 8, "sq": 9},
            "declined": {"mk": 2, "sq": 1},
            "too_young": {"mk": 7, "sq": 6},
            "withdrawn": {"mk": 1},
            "blocked": {"mk": 3, "sq": 1},
        },
        "unfinished": 31,
        "hashes": {
            name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in files
        },
        "software": "0.1.0",
    }

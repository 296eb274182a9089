"""JSON-stat 2.0: a collection with a dataset for each table.

A hidden number is null, with the status "h", or "n" where "nearly all" is said in its place; the
share of a base that is too small for one is null with "s". What the codes mean stands in
`extension` of each dataset.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from admin.briefs.context import Context
from admin.disclosure import ProtectedCell, ProtectedTable
from admin.exports import method
from admin.exports.source import COUNT, SHARE, Source
from admin.linking import EVERYONE
from admin.tidy import PARTICIPATION

Json: TypeAlias = "str | int | Sequence[Json] | Mapping[str, Json] | None"

HIDDEN, NEARLY_ALL, TOO_SMALL = "h", "n", "s"
MEASURES = ("count", "base", "percent")
METRIC = "Measure"
"""The dimension of measures; ids of questions are in small letters."""


def files(source: Source) -> Iterator[tuple[str, bytes]]:
    """Yield the collection with its name."""
    context = source.context
    tables = [_participation(source)]
    tables += [_of_table(source, table, by) for (_, by), table in context.tables.tables.items()]
    tables += [_of_table(source, table, EVERYONE) for table in context.tables.everyone.values()]
    collection: Json = {
        "version": "2.0",
        "class": "collection",
        "label": f"{source.title}. {source.status}",
        "updated": context.generated_on.isoformat(),
        "link": {"item": tables},
    }
    text = json.dumps(collection, ensure_ascii=False, indent=1)
    yield "tables.json", f"{text}\n".encode()


def _of_table(source: Source, table: ProtectedTable, by: str) -> Json:
    context, variable = source.context, table.variable
    labels, say = context.labels, context.words
    question = labels.question(variable) if variable.question else labels.breakdown(variable.id)
    answers = {one.id: labels.category(one) for one in variable.categories}
    dimensions: dict[str, Json] = {}
    if table.by:
        groups = {group: labels.group(table.by, group) for group in table.groups}
        dimensions[by] = _dimension(labels.breakdown(by), groups)
    # A variable is never broken down by itself, so the two names are never the same.
    dimensions[variable.id] = _dimension(question, answers)
    cells = [table.cell(name, group) for group in table.groups for name in answers]
    whole = say("With those set apart") if by == EVERYONE else say("Everybody")
    label = f"{question} – {labels.breakdown(table.by.id) if table.by else whole}"
    return _dataset(source, label, dimensions, cells, {"variable": variable.id, "breakdown": by})


def _participation(source: Source) -> Json:
    context = source.context
    tallies = {"finished": context.tables.finished, **context.tables.tallies}
    names = {name: context.labels.tally(name) for name in tallies}
    label = context.words("Participation")
    dimensions = {PARTICIPATION: _dimension(label, names)}
    about = {"variable": PARTICIPATION, "breakdown": ""}
    return _dataset(source, label, dimensions, list(tallies.values()), about)


def _dataset(
    source: Source,
    label: str,
    dimensions: Mapping[str, Json],
    cells: Sequence[ProtectedCell],
    about: Mapping[str, str],
) -> Json:
    context, sizes = source.context, [_size(one) for one in dimensions.values()]
    measures = _measures(context)
    if PARTICIPATION in dimensions:  # how many people, not how many of whom
        measures = {"count": measures["count"]}
    found = [one for cell in cells for one in list(_three(cell))[: len(measures)]]
    statuses = {str(place): status for place, (_, status) in enumerate(found) if status}
    return {
        "version": "2.0",
        "class": "dataset",
        "label": label,
        "source": context.own(context.round.organiser.name),
        "updated": context.generated_on.isoformat(),
        "note": [source.status, *method.legend(source)],
        "id": [*dimensions, METRIC],
        "size": [*sizes, len(measures)],
        "role": {"metric": [METRIC]},
        "dimension": {**dimensions, METRIC: _dimension(context.words("Number"), measures)},
        "value": [value for value, _ in found],
        "status": statuses,
        "extension": {**about, "language": context.language, **_told(source)},
    }


def _three(cell: ProtectedCell) -> Iterator[tuple[int | None, str]]:
    """Yield count, base and share, each with its status."""
    yield cell.count, NEARLY_ALL if cell.nearly_all else "" if cell.shown else HIDDEN
    yield cell.base, "" if cell.base is not None else HIDDEN
    small = cell.shown and cell.base is not None and cell.percent is None
    yield cell.percent, TOO_SMALL if small else "" if cell.percent is not None else HIDDEN


def _measures(context: Context) -> dict[str, str]:
    say = context.words
    texts = (say(COUNT), say("Base"), say(SHARE))
    return dict(zip(MEASURES, texts, strict=True))


def _told(source: Source) -> dict[str, Json]:
    say = source.context.words
    codes: Json = {
        HIDDEN: say("Hidden, or zero"),
        NEARLY_ALL: say("nearly all"),
        TOO_SMALL: say("The base is too small for a share"),
    }
    return {"status": {"label": codes}, "sha256": dict(source.digests)}


def _dimension(label: str, categories: Mapping[str, str]) -> Json:
    index: Json = list(categories)
    return {"label": label, "category": {"index": index, "label": dict(categories)}}


def _size(dimension: Json) -> int:
    match dimension:
        case {"category": {"index": [*names]}}:
            return len(names)
    raise TypeError(dimension)

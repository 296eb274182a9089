"""From the votes in a dataset to opinion groups, as one more column of the responses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]  # ships no types

from admin.analysis.engine import IntegerValue, JSONValue, MapValue, Table, ibis
from admin.analysis.opinion_groups import LEAST_VOTES, NOBODY, Votes, opinion_groups
from admin.analysis.statements import LETTERS, UNGROUPED, Voted, groups_id, least_votes, voting
from dialogs.questions.base import Statement
from dialogs.round import Round


@dataclass(frozen=True)
class Grouped:
    """The responses with a column for the opinion groups of each question that has any."""

    responses: Table
    numbers: Mapping[str, int]
    """Question to how many groups there are; only those with groups."""
    votes: Mapping[tuple[str, str], int]
    """How many of those that are counted voted on each statement, by question and statement."""


def with_groups(responses: Table, counted: Table, round_: Round, voted: Voted) -> Grouped:
    """Return responses with their opinion groups, made of those that are `counted` alone."""
    numbers: dict[str, int] = {}
    cast: dict[tuple[str, str], int] = {}
    for question in voting(round_):
        statements = voted[question.id]
        ids, votes = _votes(counted, question.id, statements)
        given = np.count_nonzero(~np.isnan(votes), axis=0)
        cast |= {(question.id, one.id): int(n) for one, n in zip(statements, given, strict=True)}
        least = least_votes(question, len(statements), LEAST_VOTES)
        groups = opinion_groups(votes, least, round_.publication.threshold)
        if groups.number:
            numbers[question.id] = groups.number
            names = {NOBODY: UNGROUPED, **dict(enumerate(LETTERS))}
            column = {"response": ids, groups_id(question.id): [names[int(g)] for g in groups.of]}
            responses = responses.left_join(ibis.memtable(pa.table(column)), "response").drop(
                "response_right"
            )
    return Grouped(responses, numbers, cast)


def vote_on(votes: MapValue | JSONValue, statement: str) -> IntegerValue:
    """Return the vote on a statement, null where there is none."""
    return (
        votes.get(statement)
        if isinstance(votes, MapValue)
        else votes[statement].cast("string").cast("int64")
    )


def _votes(
    responses: Table, question: str, statements: Sequence[Statement]
) -> tuple[list[str], Votes]:
    """Return the ids of the responses in their order, and their votes."""
    given = {f"on {one.id}": vote_on(responses[question], one.id) for one in statements}
    table = responses.select("response", **given).order_by("response").to_pyarrow()
    columns = [table[f"on {one.id}"].to_numpy().astype(float) for one in statements]
    votes = np.column_stack(columns) if columns else np.empty((len(table), 0))
    return table["response"].to_pylist(), votes

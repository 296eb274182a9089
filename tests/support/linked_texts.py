"""Responses of a round that counts themes by group: what somebody wrote tells their age group.

The youngest write of lamps, all others of buses, so every count by age is known beforehand.
"""

from collections.abc import Mapping
from pathlib import Path

import pyarrow.parquet as pq  # type: ignore[import-untyped]  # ships no types
from msgspec.structs import replace

from dialogs.answers import DECLINED, SKIPPED, answered
from dialogs.round import Round
from dialogs.session import Respondent, Response
from tests.storage.material import example_round, response
from tests.support.coded_words import QUESTION, SENTENCES

YOUNGEST, OTHERS = SENTENCES["en"]["light"][0], SENTENCES["en"]["bus"][0]


def linking_round(*, practice: bool = True) -> Round:
    """Return the example round, counting themes by group."""
    made = example_round(practice=practice)
    return replace(made, themes_by_group=True, hear_organisations=True)


def said(round_: Round, people: int) -> list[Response]:
    """Return responses; one in five wrote nothing, one in ten is an organisation's."""
    return [_response(round_, number) for number in range(people)]


def _response(round_: Round, number: int) -> Response:
    made = response(round_, number)
    youngest = made.age == round_.age_bands[0].id
    words = SKIPPED if number % 5 == 4 else answered(YOUNGEST if youngest else OTHERS)
    answers = {
        name: SKIPPED if one == DECLINED and not round_.question(name).may_decline else one
        for name, one in made.answers.items()
    }
    made = replace(made, answers={**answers, QUESTION: words})
    if number % 10 == 3:
        return replace(made, respondent=Respondent.ORGANISATION, age="")
    return made


def writers_by(folder: Path, by: str) -> Mapping[object, int]:
    """Return how many people of each group wrote something, who are counted."""
    found: dict[object, int] = {}
    for row in pq.read_table(folder / "responses.parquet").to_pylist():
        person = row["respondent"] == "person" and not row["quarantined"]
        if person and row[f"{QUESTION}__outcome"] == "answered":
            group = row[by] if row[by] is not None else f":{row[f'{by}__outcome']}"
            found[group] = found.get(group, 0) + 1
    return found

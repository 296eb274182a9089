"""Editions: which wordings of a question are counted together, and which stand apart.

Answers to two versions of a round are answers to the same question unless a mend between them said
that its meaning changed. Where it did, the dataset has one column for each meaning: the newest
keeps the question's id, earlier ones are named `<id>_v1`, `<id>_v2`, …, as questions of their own
with their own wording, and a person was simply not asked the others. So everything that reads a
dataset handles them without knowing about mends. Which version a response had is not kept: it would
say when somebody answered.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import msgspec
from msgspec.structs import replace
from sqlalchemy import select

from dialogs.questions import AnyQuestion
from dialogs.round import Round
from dialogs.session import Response
from storage.closing_record import Mended
from storage.db import Database
from storage.rounds import RoundRow, load_versions
from storage.shape import reworded
from storage.tables import mend

Versions = Mapping[str, Round]


@dataclass(frozen=True)
class Mend:
    """A change from one version to another; `apart` holds the questions whose meaning changed."""

    before: str
    after: str
    apart: frozenset[str]


@dataclass(frozen=True)
class Editions:
    """All versions of a round as one.

    Attributes:
        round: the newest version, with the earlier editions as questions of their own.
        columns: (question, version) to the question's id in `round`, where the two differ.
        mended: what was reworded, for the closing record.
    """

    round: Round
    columns: Mapping[tuple[str, str], str]
    mended: tuple[Mended, ...]

    def placed(self, content: bytes) -> bytes:
        """Return a response (JSON) with each answer under the edition that it is an answer to."""
        if not self.columns:
            return content
        response = msgspec.json.decode(content, type=Response)
        answers = {
            self.columns.get((question, response.version), question): answer
            for question, answer in response.answers.items()
        }
        return msgspec.json.encode(replace(response, answers=answers))


def edition_id(question: str, number: int | str) -> str:
    """Return the id of an earlier edition of a question."""
    return f"{question}_v{number}"


async def load_editions(database: Database, row: RoundRow) -> Editions:
    """Return the editions of a round."""
    versions = await load_versions(database, row.id)
    async with database.read() as connection:
        rows = await connection.execute(
            select(mend).where(mend.c.round == row.id).order_by(mend.c.number)
        )
        mends = [
            Mend(one.before, one.after, frozenset(filter(None, one.apart.split(","))))
            for one in rows
        ]
    return editions_of(versions, row.version, mends)


def editions_of(versions: Versions, newest: str, mends: Sequence[Mend]) -> Editions:
    """Return the editions of a round whose version is `newest` after all `mends`."""
    questions: list[AnyQuestion] = []
    columns: dict[tuple[str, str], str] = {}
    for question in versions[newest].questions:
        questions.append(question)
        earlier = [one for one in _meanings(question.id, versions, mends) if newest not in one]
        for number, meaning in enumerate(earlier, start=1):
            name = edition_id(question.id, number)
            wording = versions[meaning[-1]].question(question.id)
            questions.append(replace(wording, id=name))
            columns |= {(question.id, version): name for version in meaning}
    mended = tuple(_mended(versions, newest, mends, columns))
    return Editions(replace(versions[newest], questions=tuple(questions)), columns, mended)


def _meanings(question: str, versions: Versions, mends: Sequence[Mend]) -> list[list[str]]:
    """Return groups of versions in which the question means the same, in order of appearance.

    A version that no mend names was recorded when mends were not; only wording can differ.
    """
    order = list(dict.fromkeys(one for each in mends for one in (each.before, each.after)))
    group = {version: {version} for version in order}
    for one in mends:
        if question not in one.apart and group[one.before] is not group[one.after]:
            group[one.before] |= group[one.after]
            for version in group[one.before]:
                group[version] = group[one.before]
    found: list[list[str]] = []
    for version in order:
        if not any(version in known for known in found):
            found.append([one for one in order if one in group[version] and one in versions])
    return found


def _mended(
    versions: Versions,
    newest: str,
    mends: Sequence[Mend],
    columns: Mapping[tuple[str, str], str],
) -> Iterator[Mended]:
    touched = {
        question
        for one in mends
        for question in reworded(versions[one.before], versions[one.after])
    }
    for question in versions[newest].questions:
        if question.id in touched:
            names = [name for (id_, _), name in columns.items() if id_ == question.id]
            yield Mended(question=question.id, apart=tuple(dict.fromkeys(names)))

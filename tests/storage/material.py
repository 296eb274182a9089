"""A round, people and responses for the tests of this folder."""

import datetime as dt
from pathlib import Path

import msgspec
from msgspec.structs import replace
from sqlalchemy import ColumnElement, Table, update

from dialogs import round_file
from dialogs.answers import DECLINED, SKIPPED, Answer, answered
from dialogs.drafts import Draft, write_draft
from dialogs.round import Round
from dialogs.session import FORMAT, Response, Session
from dialogs.states import Phase
from dialogs.version import version_of
from storage.db import Database
from storage.tags import RoundKey, tag

BOT = 7
TODAY = dt.date(2026, 11, 9)


def example_round(round_id: str = "our_evenings", *, practice: bool = True) -> Round:
    """The shipped example round, under any id."""
    file = Path(round_file.__file__).parent / "rounds" / "our_evenings.yaml"
    loaded = round_file.load(file.read_text(), file=file.name)
    return msgspec.structs.replace(loaded, id=round_id, practice=practice)


def reworded(round_: Round, question: str, words: str = "In other words?") -> Round:
    """The round with one question in other words."""
    questions = tuple(
        replace(one, text={**one.text, "en": words}) if one.id == question else one
        for one in round_.questions
    )
    return replace(round_, questions=questions)


def person(key: RoundKey, number: int) -> bytes:
    """The tag of an invented person."""
    return tag(key, "telegram", str(700_000_000 + number))


def response(round_: Round, number: int, **answers: Answer) -> Response:
    """A finished response; the first question of each kind is answered, the text tells `number`."""
    return Response(
        round=round_.id,
        version=version_of(round_),
        language=list(round_.languages)[number % len(round_.languages)],
        age=round_.age_bands[number % len(round_.age_bands)].id,
        answers={**default_answers(round_, number), **answers},
    )


def default_answers(round_: Round, number: int) -> dict[str, Answer]:
    """One answer to each question but the last: a value, declined or skipped, by `number`."""
    answers = {}
    for place, question in enumerate(round_.questions):
        levels = [level.id for level in question.levels()]
        match question.measure.value:
            case "one":
                answers[question.id] = DECLINED if number % 7 == 0 else answered(levels[number % 2])
            case "many":
                answers[question.id] = answered(tuple(levels[:2]))
            case "scale":
                answers[question.id] = answered(1 + (number + place) % len(levels))
            case "order":
                answers[question.id] = answered(tuple(reversed(levels)))
            case _:
                answers[question.id] = (
                    SKIPPED if number % 3 == 0 else answered(f"lamps, said by {number}")
                )
    return answers


def session_of(round_: Round, number: int, answered_: int = 2) -> Session:
    """A conversation in the middle: agreed, and the first `answered_` questions answered."""
    answers = default_answers(round_, number)
    asked = list(answers)
    return Session(
        format=FORMAT,
        version=version_of(round_),
        language=list(round_.languages)[number % len(round_.languages)],
        phase=Phase.ASKING,
        age=round_.age_bands[0].id,
        consent="1/en",
        answers={id_: answers[id_] for id_ in asked[:answered_]},
        at=asked[answered_],
    )


def draft_content(round_: Round, number: int, answered_: int = 2) -> bytes:
    """Such a conversation as it is handed to the store."""
    return write_draft(Draft(session_of(round_, number, answered_)))


def content(finished: Response) -> bytes:
    """A response as it is handed to the store."""
    return msgspec.json.encode(finished)


async def damage(database: Database, table: Table, *which: ColumnElement[bool]) -> None:
    """Let the boxes of these rows be what a failing disk has left of them."""
    async with database.begin() as connection:
        await connection.execute(update(table).where(*which).values(box=b"\x02damaged"))

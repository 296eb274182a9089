"""Mending an open round: only wording, and with a word on what it means."""

import datetime as dt

import pytest
import pytest_asyncio
from msgspec.structs import replace

from dialogs.questions import PickOne
from dialogs.round import Round, Unfinished, canonical
from dialogs.version import version_of
from storage.db import Database
from storage.intake import State
from storage.mending import extend_round, mend_round, rewordings
from storage.rounds import (
    NotOpenError,
    get_round,
    load_versions,
    newest_version,
    open_round,
    set_state,
)
from storage.shape import RoundChangedError
from storage.vault import Vault
from tests.storage.material import TODAY, example_round, reworded

ROUND = example_round()


@pytest_asyncio.fixture
async def opened(database: Database, vault: Vault) -> Database:
    await open_round(database, vault, ROUND, today=TODAY)
    return database


async def test_a_mended_wording_is_a_new_version_and_the_old_one_stays(opened: Database) -> None:
    mended = replace(ROUND, purpose={**ROUND.purpose, "en": "Mended."})
    row = await mend_round(opened, mended)
    assert row.version == version_of(mended)
    versions = await load_versions(opened, ROUND.id)
    assert {version: canonical(one) for version, one in versions.items()} == {
        version_of(ROUND): canonical(ROUND),
        version_of(mended): canonical(mended),
    }
    assert await mend_round(opened, mended) == row


async def test_of_each_reworded_question_the_meaning_has_to_be_said(opened: Database) -> None:
    mended = reworded(reworded(ROUND, "safe"), "better")
    assert [one for one, _ in await rewordings(opened, mended)] == ["better", "safe"]
    for same, apart in (((), ()), (("safe",), ()), ((), ("better",))):
        with pytest.raises(RoundChangedError, match="--same-meaning"):
            await mend_round(opened, mended, same=same, apart=apart)
    row = await mend_round(opened, mended, same=("safe",), apart=("better",))
    assert row.version == version_of(mended)


async def test_nothing_is_said_of_a_question_that_did_not_change(opened: Database) -> None:
    mended = reworded(ROUND, "safe")
    with pytest.raises(RoundChangedError, match="not reworded, or said to be both: better"):
        await mend_round(opened, mended, same=("safe", "better"))
    with pytest.raises(RoundChangedError, match="said to be both: safe"):
        await mend_round(opened, mended, same=("safe",), apart=("safe",))
    assert (await get_round(opened, ROUND.id)).version == version_of(ROUND)


def _without_an_option(round_: Round) -> Round:
    question = next(one for one in round_.questions if isinstance(one, PickOne))
    shorter = replace(question, options=question.options[1:])
    return replace(
        round_, questions=tuple(shorter if one is question else one for one in round_.questions)
    )


def _declinable(round_: Round) -> Round:
    first, *others = round_.questions
    return replace(round_, questions=(replace(first, may_decline=not first.may_decline), *others))


@pytest.mark.parametrize(
    ("changed", "what"),
    [
        (_without_an_option(ROUND), "list of questions"),
        (replace(ROUND, questions=ROUND.questions[::-1]), "list of questions"),
        (replace(ROUND, practice=False), "practice mark"),
        (replace(ROUND, hear_organisations=True), "those who can take part"),
        (replace(ROUND, quotes=True), "whether words may be quoted"),
        (replace(ROUND, themes_by_group=True), "way of counting themes"),
        (_declinable(ROUND), "list of questions"),
        (replace(ROUND, age_bands=ROUND.age_bands[1:]), "age bands"),
        (replace(ROUND, minimum_age=8), "minimum age"),
        (
            replace(ROUND, closes=ROUND.closes - dt.timedelta(days=1)),
            "as people were told, and not earlier",
        ),
        (replace(ROUND, keep_drafts_days=30), "time that drafts are kept"),
        (replace(ROUND, unfinished=Unfinished.KEEP_ANSWERS), "answers that were not sent"),
        (replace(ROUND, publication=replace(ROUND.publication, threshold=3)), "threshold"),
        (replace(ROUND, publication=replace(ROUND.publication, rounding=1)), "rounding"),
    ],
)
async def test_a_promise_cannot_be_loosened(
    sqlite: Database, vault: Vault, changed: Round, what: str
) -> None:
    before = await open_round(sqlite, vault, ROUND, today=TODAY)
    with pytest.raises(RoundChangedError, match=what):
        await mend_round(sqlite, changed)
    assert await get_round(sqlite, ROUND.id) == before


async def test_a_promise_can_become_stricter(opened: Database) -> None:
    stricter = replace(
        ROUND,
        keep_drafts_days=1,
        publication=replace(ROUND.publication, threshold=20, breakdowns=()),
    )
    assert (await mend_round(opened, stricter)).version == version_of(stricter)


async def test_a_later_closing_date_is_a_new_version(opened: Database) -> None:
    later = ROUND.closes + dt.timedelta(days=7)
    row = await extend_round(opened, ROUND.id, later)
    assert row.version == version_of(replace(ROUND, closes=later))
    assert (await newest_version(opened, ROUND.id)).closes == later
    assert await extend_round(opened, ROUND.id, later) == row
    with pytest.raises(RoundChangedError, match="give a later day"):
        await extend_round(opened, ROUND.id, ROUND.closes)


async def test_a_round_closes_before_the_decision(opened: Database) -> None:
    with pytest.raises(RoundChangedError, match="close before that"):
        await extend_round(opened, ROUND.id, ROUND.addressee.decision_date)


async def test_a_round_that_closes_is_not_mended(opened: Database) -> None:
    async with opened.begin() as connection:
        await set_state(connection, ROUND.id, State.CLOSING)
    for change in (
        mend_round(opened, reworded(ROUND, "safe"), same=("safe",)),
        extend_round(opened, ROUND.id, ROUND.closes),
    ):
        with pytest.raises(NotOpenError, match="is closing"):
            await change


async def test_a_column_for_an_earlier_wording_needs_a_free_name(
    database: Database, vault: Vault
) -> None:
    names = {"better": "safe_v1", "gender": "safe_village"}
    questions = tuple(replace(one, id=names.get(one.id, one.id)) for one in ROUND.questions)
    round_ = replace(ROUND, questions=questions)
    await open_round(database, vault, round_, today=TODAY)
    with pytest.raises(RoundChangedError, match="safe cannot be kept apart"):
        await mend_round(database, reworded(round_, "safe"), apart=("safe",))
    await mend_round(database, reworded(round_, "safe"), same=("safe",))
    village = reworded(reworded(round_, "safe"), "safe_village")
    await mend_round(database, village, apart=("safe_village",))
